/// <reference types="mocha" />
import assert from "node:assert/strict";
import { milestonesOf } from "./milestones.ts";

type Passed = Parameters<typeof milestonesOf>[0];
const fresh: Passed = { submittedAt: 1, acceptedAt: null, decidedAt: null, closedAt: null, outcome: null };

const rows: [why: string, passed: Partial<Passed>, expected: string][] = [
  ["a fresh application waits for its acceptance", {}, "提交 done, 受理 now, 作出决定 ahead, 办结 ahead"],
  ["an accepted one waits for the decision", { acceptedAt: 2 }, "提交 done, 受理 done, 作出决定 now, 办结 ahead"],
  [
    "an approved one is done to the end",
    { acceptedAt: 2, decidedAt: 3, closedAt: 4, outcome: "approved" },
    "提交 done, 受理 done, 作出决定 done, 办结 done",
  ],
  [
    "a refusal is named as one",
    { acceptedAt: 2, decidedAt: 3, closedAt: 4, outcome: "refused" },
    "提交 done, 受理 done, 不予决定 failed, 办结 done",
  ],
  [
    "what was not accepted has no decision",
    { decidedAt: 2, closedAt: 2, outcome: "notAccepted" },
    "提交 done, 不予受理 failed, 办结 done",
  ],
  [
    "what the applicant took back ends there",
    { acceptedAt: 2, closedAt: 3, outcome: "withdrawn" },
    "提交 done, 受理 done, 撤回申请 failed",
  ],
];

describe("the milestones an applicant sees", () => {
  for (const [why, passed, expected] of rows) {
    it(why, () => {
      const milestones = milestonesOf({ ...fresh, ...passed });
      assert.equal(milestones.map(({ name, state }) => `${name} ${state}`).join(", "), expected);
    });
  }
});
