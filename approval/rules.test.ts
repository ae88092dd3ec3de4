import assert from "node:assert/strict";
import type { Outcome, Phase } from "#domain/platform/states.ts";
import { NO_OVERRIDES } from "#domain/rules/workingDays.ts";
import { chainStart, hashOf } from "./audit.ts";
import { canonicalJson } from "./canonical.ts";
import { caseOutcome } from "./caseOutcome.ts";
import { dueAfter, endOfLawDate, timeLeft, timeLeftOfCase } from "./clocks.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { nodeNames } from "./nodeNames.ts";
import { nodeSettings } from "./nodeSettings.ts";
import { maskPersonal } from "./personal.ts";
import { type DecisionRecord, shortcomings } from "./requires.ts";
import { areSeparated, type NodeRule } from "./separation.ts";

const morningOf = (date: string): number => Date.parse(`${date}T01:00:00Z`);

describe("the light of a clock", () => {
  // received Friday 2026-02-13, ten working days, due 2026-03-05 across the Spring Festival (APR-03, APR-04)
  const received = morningOf("2026-02-13");
  const due = dueAfter(received, 10, NO_OVERRIDES);
  const rows: [today: string, left: number, light: string][] = [
    ["2026-02-13", 10, "green"],
    ["2026-02-20", 9, "green"],
    ["2026-02-28", 4, "green"],
    ["2026-03-02", 3, "amber"],
    ["2026-03-04", 1, "amber"],
    ["2026-03-05", 0, "red"],
    ["2026-03-06", -1, "late"],
    ["2026-03-09", -2, "late"],
  ];
  it("has its due date ten working days on", () => assert.equal(due, "2026-03-05"));
  for (const [today, left, light] of rows) {
    it(`is ${light} on ${today}, with ${left} working days left`, () => {
      const { workingDaysLeft, light: shown } = timeLeft(received, due, morningOf(today), NO_OVERRIDES);
      assert.deepEqual([workingDaysLeft, shown], [left, light]);
    });
  }
  it("is provisional while the calendar of its year is not published", () => {
    assert.equal(timeLeft(received, "2031-03-05", received, NO_OVERRIDES).provisional, true);
    assert.equal(timeLeft(received, due, received, NO_OVERRIDES).provisional, false);
  });
  it("counts to the last millisecond of the day in Asia/Shanghai", () => {
    assert.equal(new Date(endOfLawDate("2026-03-05")).toISOString(), "2026-03-05T15:59:59.999Z");
  });
  it("belongs to the acceptance first, then to the decision, then to nothing", () => {
    const clock = {
      ...{ state: "submitted" as const, acceptSince: null },
      ...{ submittedAt: received, acceptedAt: null, decidedAt: null, closedAt: null },
      ...{ acceptDue: "2026-02-27", promisedDue: null },
    };
    const dueOf = (more: object) => timeLeftOfCase({ ...clock, ...more }, received, NO_OVERRIDES)?.due ?? null;
    assert.equal(dueOf({}), "2026-02-27");
    assert.equal(dueOf({ acceptedAt: received, promisedDue: due }), due);
    assert.equal(dueOf({ acceptedAt: received, promisedDue: due, decidedAt: received }), null);
    assert.equal(dueOf({ closedAt: received }), null);
    assert.equal(dueOf({ state: "supplementing" }), null);
  });
  it("of acceptance lights up by the time since the complete answer to 补正, not since the submission", () => {
    const clock = {
      ...{ state: "submitted" as const, submittedAt: received - 30 * 86_400_000, acceptSince: received },
      ...{ acceptedAt: null, decidedAt: null, closedAt: null, acceptDue: due, promisedDue: null },
    };
    assert.equal(timeLeftOfCase(clock, received, NO_OVERRIDES)?.light, "green");
  });
});

describe("the outcome of a case", () => {
  const rows: [decisions: [Phase, Outcome][], outcome: string][] = [
    [[["acceptance", "notAccept"]], "notAccepted"],
    [
      [
        ["acceptance", "approve"],
        ["review", "proposeApproval"],
        ["decision", "approve"],
      ],
      "approved",
    ],
    [
      [
        ["acceptance", "approve"],
        ["review", "proposeRefusal"],
        ["decision", "refuse"],
      ],
      "refused",
    ],
    [
      [
        ["decision", "refuse"],
        ["review", "proposeApproval"],
        ["decision", "approve"],
      ],
      "approved",
    ],
    [
      [
        ["acceptance", "approve"],
        ["review", "proposeApproval"],
      ],
      "terminated",
    ],
    [[], "terminated"],
  ];
  for (const [decisions, outcome] of rows) {
    it(`${decisions.map(([, one]) => one).join(", ") || "nothing decided"}: ${outcome}`, () => {
      assert.equal(caseOutcome(decisions.map(([phase, one]) => ({ phase, outcome: one }))), outcome);
    });
  }
});

describe("separation of two nodes", () => {
  const node = (name: string, review: boolean, ...distinctFrom: string[]): NodeRule => ({
    ...{ node: name, review, distinctFrom },
  });
  const rows: [a: NodeRule, b: NodeRule, separated: boolean, why: string][] = [
    [node("firstReview", true), node("secondReview", true), true, "both review"],
    [node("accept", false), node("firstReview", true), false, "only one reviews"],
    [node("firstReview", true), node("firstReview", true), false, "the same node again after a return"],
    [node("finalApproval", true, "accept"), node("accept", false), true, "the later names the earlier"],
    [node("accept", false), node("finalApproval", true, "accept"), true, "named, whichever comes first"],
  ];
  for (const [a, b, separated, why] of rows) {
    it(`${separated ? "holds" : "does not hold"} where ${why}`, () => assert.equal(areSeparated(a, b), separated));
  }
});

describe("what a job requires", () => {
  const requirement = {
    approvals: [
      { node: "accept", outcomes: ["approve"] as const },
      { node: "firstReview", outcomes: ["proposeApproval"] as const },
      { node: "finalApproval", outcomes: ["approve"] as const },
    ],
    distinctPersons: [["firstReview", "finalApproval"]],
  };
  const record = (node: string, outcome: Outcome, personId: number): DecisionRecord => ({ node, outcome, personId });
  const whole = [record("accept", "approve", 1), record("firstReview", "proposeApproval", 1)];
  const rows: [decisions: DecisionRecord[], shortcomings: number, why: string][] = [
    [[...whole, record("finalApproval", "approve", 2)], 0, "everything was decided by different persons"],
    [whole, 1, "a decision is missing"],
    [[...whole, record("finalApproval", "refuse", 2)], 1, "a decision says no"],
    [[...whole, record("finalApproval", "approve", 1)], 1, "one person decided two"],
    [[...whole, record("finalApproval", "refuse", 2), record("finalApproval", "approve", 2)], 0, "the newest counts"],
    [[], 3, "nothing was decided"],
  ];
  for (const [decisions, count, why] of rows) {
    it(`finds ${count} shortcomings where ${why}`, () => {
      assert.equal(shortcomings(decisions, requirement).length, count);
    });
  }
});

describe("the settings of a node", () => {
  it("are read from the headers, with every refusal needing an opinion", () => {
    const settings = nodeSettings({
      ...{ candidates: "handler@survey-section", phase: "review", outcomes: "proposeApproval, proposeRefusal" },
      ...{ opinion: "proposeApproval", review: "true", distinctFrom: "accept", promisedDays: "3", fields: "a,b" },
    });
    assert.deepEqual(settings.candidates, { role: "handler", orgCode: "survey-section" });
    assert.deepEqual([...settings.opinionFor].sort(), ["notAccept", "proposeApproval", "proposeRefusal", "refuse"]);
    assert.deepEqual([settings.review, settings.distinctFrom, settings.promisedDays], [true, ["accept"], 3]);
    assert.deepEqual(settings.fields, ["a", "b"]);
  });
  const sound = { candidates: "handler", outcomes: "approve" };
  const faulty: [headers: Record<string, string>, named: RegExp][] = [
    [{ ...sound, candidates: "boss" }, /candidates/],
    [{ ...sound, candidates: "handler@" }, /candidates/],
    [{ ...sound, outcomes: "" }, /outcomes/],
    [{ ...sound, outcomes: "maybe" }, /outcome/],
    [{ ...sound, phase: "later" }, /phase/],
    [{ ...sound, promisedDays: "0" }, /promisedDays/],
  ];
  for (const [headers, named] of faulty) {
    it(`are refused for ${JSON.stringify(headers)}`, () => assert.throws(() => nodeSettings(headers), named));
  }
});

describe("personal numbers in a form", () => {
  const rows: [text: unknown, masked: unknown][] = [
    ["11010519491231002X", "1101************2X"],
    ["电话13812345678，备用", "电话138****5678，备用"],
    ["430523001002GB00012F00010015", "430523001002GB00012F00010015"],
    [
      { rooms: ["101"], phone: "13812345678", area: 13_812_345_678 },
      { rooms: ["101"], phone: "138****5678", area: 13_812_345_678 },
    ],
    [null, null],
  ];
  for (const [text, masked] of rows) {
    it(`${JSON.stringify(text)} reads ${JSON.stringify(masked)}`, () => assert.deepEqual(maskPersonal(text), masked));
  }
});

describe("small parts of the kernel", () => {
  it("read the names of user tasks from a diagram, entities decoded", () => {
    const xml = `<bpmn:userTask name="审定 &amp; 签发&#65;" id="finalApproval"><x/></bpmn:userTask><bpmn:userTask id='plain'/>`;
    assert.deepEqual(
      [...nodeNames({ key: "t1", xml })],
      [
        ["finalApproval", "审定 & 签发A"],
        ["plain", "plain"],
      ],
    );
  });
  it("write a cursor that reads back, and refuse one that is forged", () => {
    assert.deepEqual(readCursor(writeCursor({ at: 1_767_000_000_000, id: 42 })), { at: 1_767_000_000_000, id: 42 });
    assert.equal(readCursor(undefined), null);
    for (const forged of ["x", Buffer.from("1.2; drop").toString("base64url"), "-1.2"]) {
      assert.throws(() => readCursor(forged), { code: "CURSOR_INVALID" });
    }
  });
  it("write equal values as equal text", () => {
    assert.equal(canonicalJson({ b: 1, a: [{ d: 2, c: 3 }] }), '{"a":[{"c":3,"d":2}],"b":1}');
  });
  it("hash every column of an audit entry", () => {
    const entry = {
      ...{ stream: "case:1", n: 1, at: 5, actor: "system", act: "x", facts: "{}", contentHash: null },
      previous: chainStart.head,
    };
    const changes = {
      stream: "case:2",
      n: 2,
      at: 6,
      actor: "person:1",
      act: "y",
      facts: "[]",
      contentHash: "h",
      previous: "p",
    };
    const hashes = Object.entries(changes).map(([key, value]) => hashOf({ ...entry, [key]: value }));
    assert.equal(new Set([hashOf(entry), ...hashes]).size, 9);
  });
});
