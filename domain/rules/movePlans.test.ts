import assert from "node:assert/strict";
import { recallRefusals } from "../platform/recalls.ts";
import type { PathElement, PathEntry, PathToken } from "./paths.ts";
import { recallPlan } from "./recallPlan.ts";
import { passedNodes, returnPlan } from "./returnPlan.ts";

/** Small diagrams as text: `a > b > c`; a name's first letters say what it is (see `typeOf`), `p/x` lies inside `p`. */
interface Given {
  flows: string[];
  /** Header `effect` by job, `undoes` by job. */
  effects?: Record<string, string>;
  undoes?: Record<string, string>;
  multi?: string[];
  /** Boundary events, `event@host`. */
  boundaries?: string[];
  /** Passed, in order: tasks and jobs completed, `+p` a sub-process entered, `!j` a job canceled. */
  passed: string[];
  /** Living, containers first; several tokens may stand on one element. */
  living: string[];
}

const types: [prefix: string, type: string][] = [
  ["par", "parallelGateway"],
  ["inc", "inclusiveGateway"],
  ["xor", "exclusiveGateway"],
  ["sub", "subProcess"],
  ["esp", "eventSubProcess"],
  ["job", "serviceTask"],
  ["on", "boundaryEvent"],
  ["catch", "intermediateCatchEvent"],
];
const nameOf = (id: string) => id.split("/").at(-1)!;
const typeOf = (id: string) => types.find(([prefix]) => nameOf(id).startsWith(prefix))?.[1] ?? "userTask";
const scopeOf = (id: string) => (id.includes("/") ? id.slice(0, id.lastIndexOf("/")) : "process");

function drawn({ flows, effects = {}, undoes = {}, multi = [], boundaries = [] }: Given) {
  const chains = flows.map((flow) => flow.split(">").map((id) => id.trim()));
  const hosts = new Map(boundaries.map((text) => text.split("@") as [string, string]));
  const ids = new Set([...chains.flat(), ...hosts.keys()]);
  for (const id of ids) if (scopeOf(id) !== "process") ids.add(scopeOf(id));
  const elements: PathElement[] = [...ids].map((id) => ({
    ...{ id, type: typeOf(id), name: id, scopeId: scopeOf(id), attachedToId: hosts.get(id) ?? null },
    headers: { ...(effects[id] && { effect: effects[id] }), ...(undoes[id] && { undoes: undoes[id] }) },
    eventSubProcess: typeOf(id) === "eventSubProcess",
    multiInstance: multi.includes(id),
  }));
  const process = { ...elements[0]!, id: "process", type: "process", scopeId: null, attachedToId: null, headers: {} };
  return {
    elements: [process, ...elements],
    flows: chains.flatMap((chain) => chain.slice(1).map((targetId, at) => ({ sourceId: chain[at]!, targetId }))),
  };
}

/** Keys: `id` of the first instance, `id~1` of the next. Passages of an inner node belong to the instance open then. */
function lived({ passed, living }: Given) {
  const opened = new Map<string, number>();
  const keyOf = (id: string) => `${id}~${opened.get(id) ?? 0}`;
  const journal: PathEntry[] = passed.map((text, at) => {
    const element = text.replace(/^[+!]/, "");
    const isScope = text.startsWith("+");
    if (isScope) opened.set(element, (opened.get(element) ?? 0) + 1);
    return {
      ...{ n: at + 1, element, scope: keyOf(scopeOf(element)) },
      elementInstance: isScope ? keyOf(element) : `${element}#${at}`,
      kind: isScope ? "scope" : typeOf(element) === "serviceTask" ? "job" : "task",
      how: text.startsWith("!") ? "canceled" : isScope ? null : "completed",
    };
  });
  const tokens: PathToken[] = [
    { elementId: "process", elementInstanceKey: "process~0", scopeKey: null },
    ...living.map((id, at) => ({
      ...{ elementId: id, scopeKey: keyOf(scopeOf(id)) },
      elementInstanceKey: /^(sub|esp)/.test(nameOf(id)) ? keyOf(id) : `${id}#live${at}`,
    })),
  ];
  for (const { elementId: element, scopeKey, elementInstanceKey: elementInstance } of tokens) {
    if (typeOf(element) !== "userTask" || scopeKey === null) continue;
    journal.push({ n: journal.length + 1, kind: "task", element, elementInstance, scope: scopeKey, how: null });
  }
  return { journal, tokens };
}

/** `ends a b · stays c · redone a b · 1 effect`, or the code. */
function told(given: Given, source: string, target: string): string {
  const { journal, tokens } = lived(given);
  const plan = returnPlan(drawn(given), tokens, journal, { source, target });
  if (!plan.allowed) return plan.code;
  const of = (list: readonly PathToken[]) => list.map(({ elementId }) => elementId).join(" ");
  const stays = plan.stays.length > 0 ? ` · stays ${of(plan.stays)}` : "";
  const effects = plan.effects.length > 0 ? ` · ${plan.effects.join("")}` : "";
  return `ends ${of(plan.ends)}${stays} · redone ${plan.redone.sort().join(" ")}${effects}`;
}

const line: Given = { flows: ["a > b > c > d"], passed: ["a", "b", "c"], living: ["c"] };
const job = (effect: string | undefined): Given => ({
  flows: ["a > job > b > c"],
  ...(effect && { effects: { job: effect } }),
  passed: ["a", "job", "b"],
  living: ["c"],
});
const parallel: Given = {
  flows: ["a > par1 > b > c > par2 > d", "par1 > x > par2"],
  passed: ["a", "b"],
  living: ["c", "x"],
};
const inSub: Given = {
  flows: ["a > sub > d", "sub/x > sub/y"],
  passed: ["a", "+sub", "sub/x"],
  living: ["sub", "sub/y"],
};
const twoSubs: Given = {
  flows: ["a > par1 > subA > par2 > d", "par1 > subB > par2", "subA/x > subA/y", "subB/u > subB/v"],
  passed: ["a", "+subA", "+subB", "subA/x", "subB/u"],
  living: ["subA", "subB", "subA/y", "subB/v"],
};
const again: Given = {
  flows: ["a > b > xor > jobTake > jobLock > end", "onTaken > jobVoid > xor0 > b"],
  boundaries: ["onTaken@jobLock"],
  effects: { jobTake: "compensable", jobLock: "compensable", jobVoid: "repeatable" },
  passed: ["a", "b", "jobTake", "!jobLock", "jobVoid"],
  living: ["b"],
};

const rows: [why: string, given: Given, source: string, target: string, expected: string][] = [
  ["the node just before", line, "c", "b", "ends c · redone b c"],
  ["a node further back", line, "c", "a", "ends c · redone a b c"],
  ["a node that is ahead", line, "c", "d", "NEVER_PASSED"],
  ["the node itself", line, "c", "c", "NEVER_PASSED"],
  ["something that is not drawn", line, "c", "zzz", "NEVER_PASSED"],
  ["a node of a called process", { ...line, passed: ["zzz", "a", "b"] }, "c", "zzz", "RETURN_ACROSS_CALL"],
  ["a gateway", { ...line, flows: ["a > xor > b > c"] }, "c", "xor", "NEVER_PASSED"],
  [
    "a node ahead that was passed before an earlier return",
    { ...line, passed: ["a", "b", "c", "a"], living: ["b"] },
    "b",
    "c",
    "NEVER_PASSED",
  ],
  [
    "a node that was passed twice",
    { ...line, passed: ["a", "b", "a", "b"], living: ["c"] },
    "c",
    "a",
    "ends c · redone a b c",
  ],
  ["past a job without effect", job("none"), "c", "a", "ends c · redone a b c"],
  [
    "past one that overwrites itself",
    job("repeatable"),
    "c",
    "a",
    "ends c · redone a b c · “job”已办，保留；再次办理时更新。",
  ],
  ["past one that can be undone but was not", job("compensable"), "c", "a", "RETURN_AFTER_EFFECT"],
  ["past one that cannot be undone", job("final"), "c", "a", "RETURN_AFTER_EFFECT"],
  ["past one that does not say", job(undefined), "c", "a", "RETURN_AFTER_EFFECT"],
  ["to after a job that cannot be undone", job("final"), "c", "b", "ends c · redone b c"],
  ["past a job that was canceled", { ...job("final"), passed: ["a", "!job", "b"] }, "c", "a", "ends c · redone a b c"],
  [
    "a job of an earlier round that the target lies behind",
    { ...job("final"), flows: ["a > job > b > c"], passed: ["a", "job", "b", "b"] },
    "c",
    "b",
    "ends c · redone b c",
  ],
  ["past a loop whose effect was not undone", again, "b", "a", "RETURN_AFTER_EFFECT"],
  [
    "past a loop whose effect was undone",
    { ...again, undoes: { jobVoid: "jobTake" } },
    "b",
    "a",
    "ends b · redone a b · “jobTake”已撤销，不受影响。“jobVoid”已办，保留；再次办理时更新。",
  ],
  [
    "past a loop that undid what is final",
    { ...again, effects: { ...again.effects, jobTake: "final" }, undoes: { jobVoid: "jobTake" } },
    "b",
    "a",
    "RETURN_AFTER_EFFECT",
  ],
  ["over a parallel split", parallel, "c", "a", "RETURN_ACROSS_BRANCH"],
  ["inside one branch while the other lives", parallel, "c", "b", "RETURN_ACROSS_BRANCH"],
  [
    "inside one branch while the other waits at the join",
    { ...parallel, living: ["c"] },
    "c",
    "b",
    "ends c · redone b c",
  ],
  ["over a join", { ...parallel, passed: ["a", "b", "x", "c"], living: ["d"] }, "d", "c", "RETURN_ACROSS_BRANCH"],
  [
    "over an inclusive gateway",
    { flows: ["a > inc > b"], passed: ["a"], living: ["b"] },
    "b",
    "a",
    "RETURN_ACROSS_BRANCH",
  ],
  [
    "over a task with two ways out",
    { flows: ["a > b > c", "b > job"], passed: ["a", "b"], living: ["c"] },
    "c",
    "a",
    "RETURN_ACROSS_BRANCH",
  ],
  [
    "over an exclusive gateway",
    { flows: ["a > xor > b > xor2 > d", "xor > c > xor2"], passed: ["a", "b"], living: ["d"] },
    "d",
    "a",
    "ends d · redone a b d",
  ],
  [
    "the way that was not taken",
    { flows: ["a > xor > b > xor2 > d", "xor > c > xor2"], passed: ["a", "b"], living: ["d"] },
    "d",
    "c",
    "NEVER_PASSED",
  ],
  ["inside a sub-process", inSub, "sub/y", "sub/x", "ends sub/y · redone sub/x sub/y"],
  ["out of a sub-process, which ends whole", inSub, "sub/y", "a", "ends sub sub/y · redone a sub/x sub/y"],
  ["the sub-process itself as a whole", inSub, "sub/y", "sub", "ends sub sub/y · redone sub/x sub/y"],
  [
    "a sub-process that is over, as a whole",
    { ...inSub, passed: [...inSub.passed, "sub/y"], living: ["d"] },
    "d",
    "sub",
    "ends d · redone d sub/x sub/y",
  ],
  [
    "into a sub-process that is over",
    { ...inSub, passed: [...inSub.passed, "sub/y"], living: ["d"] },
    "d",
    "sub/y",
    "RETURN_INTO_SCOPE",
  ],
  [
    "a node of the sub-process that this round has not passed",
    { ...inSub, passed: ["a", "+sub", "sub/x", "a", "+sub"], living: ["sub", "sub/y"] },
    "sub/y",
    "sub/x",
    "NEVER_PASSED",
  ],
  [
    "a node of another round of a repeated sub-process",
    { ...inSub, multi: ["sub"], passed: ["a", "+sub", "sub/x", "+sub"] },
    "sub/y",
    "sub/x",
    "RETURN_OTHER_ITERATION",
  ],
  [
    "inside one of two parallel sub-processes: the other stays",
    twoSubs,
    "subA/y",
    "subA/x",
    "ends subA/y · stays subB subB/v · redone subA/x subA/y",
  ],
  ["out of one of two parallel sub-processes", twoSubs, "subA/y", "a", "RETURN_ACROSS_BRANCH"],
  ["from one parallel sub-process into the other", twoSubs, "subA/y", "subB/u", "RETURN_INTO_SCOPE"],
  [
    "a member of a 会签",
    { flows: ["a > b > c"], multi: ["b"], passed: ["a"], living: ["b", "b"] },
    "b",
    "a",
    "RETURN_ACROSS_BRANCH",
  ],
  ["a 会签 as a whole", { ...line, multi: ["b"] }, "c", "b", "ends c · redone b c"],
  [
    "out of an event sub-process",
    { flows: ["a > b", "esp/x > esp/y"], passed: ["a", "+esp", "esp/x"], living: ["esp", "esp/y"] },
    "esp/y",
    "a",
    "RETURN_ACROSS_BRANCH",
  ],
  [
    "from the task behind a boundary event to before its host",
    { flows: ["a > job > b", "onFault > c"], boundaries: ["onFault@job"], passed: ["a", "!job"], living: ["c"] },
    "c",
    "a",
    "ends c · redone a c",
  ],
];

describe("a return", () => {
  for (const [why, given, source, target, expected] of rows) {
    it(`${why}: ${expected}`, () => assert.equal(told(given, source, target), expected));
  }

  it("begins in the instance of the scope that the case is in now, and ends the token right below it", () => {
    const { journal, tokens } = lived(inSub);
    const plan = returnPlan(drawn(inSub), tokens, journal, { source: "sub/y", target: "sub/x" });
    assert.ok(plan.allowed);
    assert.deepEqual([plan.ancestor, plan.terminate], ["sub~1", "sub/y#live1"]);
  });

  it("offers what was passed, the newest first, each once, and neither jobs nor the node itself", () => {
    const given = { ...job("final"), passed: ["a", "job", "b", "a", "b", "c"] };
    assert.deepEqual(passedNodes(drawn(given), lived(given).journal, "c"), ["b", "a"]);
    assert.deepEqual(passedNodes(drawn(inSub), lived(inSub).journal, "sub/y"), ["sub/x", "sub", "a"]);
  });
});

/** `ends b`, or the code, with the element that it names. */
function recalled(given: Given, node: string): string {
  const { journal, tokens } = lived(given);
  const plan = recallPlan(drawn(given), given.living.length === 0 ? [] : tokens, journal, node);
  if (plan.allowed) return `ends ${plan.ends.map(({ elementId }) => elementId).join(" ")}`;
  return "element" in plan ? `${plan.code} ${plan.element}` : plan.code;
}

const recallRows: [why: string, given: Given, node: string, expected: string][] = [
  ["the task that follows lives", { ...line, passed: ["a", "b"] }, "b", "ends c"],
  ["over a job without effect", { ...job("none"), passed: ["a", "job"], living: ["b"] }, "a", "ends b"],
  ["over a job that overwrites itself", { ...job("repeatable"), passed: ["a", "job"], living: ["b"] }, "a", "ends b"],
  [
    "over a job that can be undone",
    { ...job("compensable"), passed: ["a", "job"], living: ["b"] },
    "a",
    "RECALL_AFTER_EFFECT job",
  ],
  [
    "over a job that is final",
    { ...job("final"), passed: ["a", "job"], living: ["b"] },
    "a",
    "RECALL_AFTER_EFFECT job",
  ],
  ["while the job has not run", { ...job("final"), passed: ["a"], living: ["job"] }, "a", "ends job"],
  ["what ran before the node does not count", { ...job("final"), passed: ["a", "job", "b"] }, "b", "ends c"],
  ["every branch of a split lives", { ...parallel, passed: ["a"], living: ["b", "x"] }, "a", "ends b x"],
  [
    "a branch of a split has reached the join",
    { ...parallel, passed: ["a", "x"], living: ["b"] },
    "a",
    "RECALL_JOIN_PASSED",
  ],
  ["the token waits at the join", { ...parallel, passed: ["a", "b", "c"], living: ["x"] }, "c", "RECALL_JOIN_PASSED"],
  ["the join is passed", { ...parallel, passed: ["a", "b", "x", "c"], living: ["d"] }, "c", "RECALL_JOIN_PASSED"],
  [
    "a branch without a task has reached the join",
    { flows: ["a > par1 > b > par2 > d", "par1 > par2"], passed: ["a"], living: ["b"] },
    "a",
    "RECALL_JOIN_PASSED",
  ],
  ["an inclusive split", { flows: ["a > inc > b"], passed: ["a"], living: ["b"] }, "a", "RECALL_JOIN_PASSED"],
  ["an exclusive gateway", { flows: ["a > xor > b", "xor > c"], passed: ["a"], living: ["b"] }, "a", "ends b"],
  ["something was caught", { flows: ["a > catch > b"], passed: ["a"], living: ["b"] }, "a", "RECALL_AFTER_EVENT catch"],
  ["something is still waited for", { flows: ["a > catch > b"], passed: ["a"], living: ["catch"] }, "a", "ends catch"],
  [
    "a sub-process that followed ends whole",
    { ...inSub, passed: ["a", "+sub"], living: ["sub", "sub/x"] },
    "a",
    "ends sub sub/x",
  ],
  ["the scope was left", { ...inSub, passed: [...inSub.passed, "sub/y"], living: ["d"] }, "sub/y", "RECALL_SCOPE_LEFT"],
  ["a 会签 vote", { ...line, passed: ["a", "b"], multi: ["b"] }, "b", "RECALL_COUNTERSIGN"],
  ["the case has ended", { ...line, living: [] }, "c", "RECALL_CASE_ENDED"],
];

describe("a recall", () => {
  for (const [why, given, node, expected] of recallRows) {
    it(`${why}: ${expected}`, () => assert.equal(recalled(given, node), expected));
  }

  it("says every obstacle in Chinese", () => {
    for (const text of Object.values(recallRefusals)) assert.match(text, /^[一-鿿]+、?[一-鿿]*$/);
  });
});
