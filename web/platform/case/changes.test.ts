/// <reference types="mocha" />
import assert from "node:assert/strict";
import type { CaseView } from "#domain/platform/cases.ts";
import { changesBetween } from "./changes.ts";

type Part = Partial<CaseView>;
const seen = {
  stateLabel: "在办",
  level: "full",
  timeline: [],
  supplements: [],
  sections: [],
  materials: [],
} as Part as CaseView;
const having = (change: Part): CaseView => ({ ...seen, ...change });

const act: CaseView["timeline"][number] = {
  at: 1,
  node: "firstReview",
  nodeName: "初审",
  who: "李承志",
  orgName: "测绘股",
  what: "拟同意",
  outcome: "proposeApproval",
  opinion: "属实。",
  state: "effective",
};
const round = {
  id: 1,
  round: 1,
  taskId: 1,
  askedAt: 1,
  askedBy: "孙雨晴",
  due: "2026-12-01",
  overdue: false,
  answeredAt: null,
  endedAt: null,
  items: [],
} satisfies CaseView["supplements"][number];
const plan = {
  id: 1,
  slot: "plan",
  slotName: "平面图",
  name: "1层.png",
  mediaType: "image/png",
  size: 1,
  at: 1,
  url: "/1",
};
const filled = (data: Record<string, unknown>) => [{ formId: "a.start", title: "申请", data }];

describe("what changed in a case since somebody looked", () => {
  const rows: [why: string, before: CaseView, now: CaseView, told: string[]][] = [
    ["jobs alone change nothing that a decision rests on", seen, having({ version: 9, pending: true }), []],
    ["a colleague decided", seen, having({ timeline: [act] }), ["初审 · 李承志 · 拟同意"]],
    [
      "an act lost its force",
      having({ timeline: [act] }),
      having({ timeline: [{ ...act, state: "void" }] }),
      ["初审 · 李承志 · 拟同意"],
    ],
    ["the state is another", seen, having({ stateLabel: "补正中" }), ["案件状态由“在办”变为“补正中”。"]],
    ["a round of 补正 was asked", seen, having({ supplements: [round] }), ["已发出第 1 次补正告知。"]],
    [
      "it was answered",
      having({ supplements: [round] }),
      having({ supplements: [{ ...round, answeredAt: 2 }] }),
      ["申请人答复了第 1 次补正。"],
    ],
    [
      "a form says something else",
      having({ sections: filled({ area: "1" }) }),
      having({ sections: filled({ area: "2" }) }),
      ["表单“申请”的内容有变化。"],
    ],
    ["a file came", seen, having({ materials: [plan] }), ["新增材料：平面图（1层.png）。"]],
    ["a file went", having({ materials: [plan] }), seen, ["材料已移除：平面图（1层.png）。"]],
    ["what may be seen no longer was not taken away", having({ materials: [plan] }), having({ level: "history" }), []],
  ];
  for (const [why, before, now, told] of rows) {
    it(`is ${told.join(" ") || "nothing"}: ${why}`, () => assert.deepEqual(changesBetween(before, now), told));
  }
});
