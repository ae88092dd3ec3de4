import assert from "node:assert/strict";
import { type Relation, refusalOf, refusalTexts, relations, type Situation, taskActions } from "./allowed.ts";
import { type Phase, type TaskKind, type TaskState, taskStates } from "./platform/states.ts";

const kinds: readonly TaskKind[] = ["engine", "signer", "asked", "supplement"];
const states = Object.keys(taskStates) as TaskState[];
const phases: readonly Phase[] = ["acceptance", "review", "decision"];
const ended: readonly TaskState[] = ["done", "returned", "recalled", "canceled"];

/** Every situation there is; who ended a task can be another only where it has ended. */
function* everySituation(): Generator<Situation> {
  for (const kind of kinds)
    for (const state of states)
      for (const relation of relations)
        for (const busy of [false, true])
          for (const endedByAnother of ended.includes(state) && relation !== "holder" ? [false, true] : [false])
            for (const phase of phases) yield { kind, state, relation, phase, endedByAnother, busy, offered: null };
}

/** Where an action is allowed, as people would list it. */
const expected: Record<string, string[]> = {
  open: ["holder active", "holder parked", "candidate pooled"],
  claim: ["candidate pooled"],
  release: ["holder active"],
  saveDraft: ["holder active", "holder parked"],
  decide: ["holder active"],
  transfer: ["holder active"],
  copy: ["holder active", "holder parked"],
  supplement: ["holder active"],
  endSupplement: ["holder parked"],
  return: ["holder active"],
};

describe("what may be done with a task", () => {
  for (const action of taskActions) {
    it(`${action}: exactly ${expected[action]!.join(", ")}`, () => {
      const allowed = [...everySituation()]
        .filter(({ kind, phase, busy }) => kind === "engine" && phase === "acceptance" && !busy)
        .filter((situation) => refusalOf(action, situation) === null)
        .map(({ relation, state }) => `${relation} ${state}`);
      assert.deepEqual(allowed.sort(), [...expected[action]!].sort());
    });
  }

  it("leaves out what the node does not offer, but never the handling itself", () => {
    for (const situation of everySituation()) {
      for (const action of taskActions) {
        const all = refusalOf(action, situation);
        const some = refusalOf(action, { ...situation, offered: ["transfer"] });
        const withheld = ["copy", "supplement", "return"].includes(action) && (all === null || all === "CASE_BUSY");
        assert.equal(some, withheld ? "NOT_OFFERED" : all);
      }
    }
  });

  it("never lets a stranger know that a task exists", () => {
    for (const situation of everySituation()) {
      if (situation.relation !== "stranger") continue;
      for (const action of taskActions) assert.equal(refusalOf(action, situation), "TASK_UNKNOWN");
    }
  });

  it("lets nothing be written while an exclusive command has the case", () => {
    for (const situation of everySituation()) {
      if (!situation.busy) continue;
      for (const action of taskActions) {
        if (action !== "open") assert.notEqual(refusalOf(action, situation), null);
      }
    }
  });

  it("decides only what stands behind an engine task", () => {
    for (const kind of kinds.filter((one) => one !== "engine")) {
      const active = { state: "active", relation: "holder", phase: "review" } as const;
      const situation = { kind, ...active, endedByAnother: false, busy: false, offered: null };
      assert.equal(refusalOf("decide", situation), "TASK_UNKNOWN");
    }
  });

  const codes: [relation: Relation, state: TaskState, endedByAnother: boolean, code: string][] = [
    ["candidate", "active", false, "TASK_TAKEN"],
    ["candidate", "done", true, "TASK_TAKEN"],
    ["candidate", "canceled", false, "STALE_TASK"],
    ["candidate", "pooled", false, "CLAIM_FIRST"],
    ["excluded", "pooled", false, "SEPARATION"],
    ["excluded", "active", false, "TASK_TAKEN"],
    ["holder", "done", false, "STALE_TASK"],
    ["holder", "parked", false, "TASK_PARKED"],
  ];
  for (const [relation, state, endedByAnother, code] of codes) {
    it(`answers ${code} when a ${relation} decides a task that is ${state}${endedByAnother ? " by another" : ""}`, () => {
      const phase = "review" as const;
      const situation = { kind: "engine" as const, state, relation, phase, endedByAnother, busy: false, offered: null };
      assert.equal(refusalOf("decide", situation), code);
    });
  }

  it("asks for 补正 at the acceptance and nowhere else", () => {
    for (const situation of everySituation()) {
      if (situation.phase === "acceptance") continue;
      for (const action of ["supplement", "endSupplement"] as const) {
        assert.notEqual(refusalOf(action, situation), null);
      }
    }
    const held = {
      kind: "engine",
      state: "active",
      relation: "holder",
      endedByAnother: false,
      busy: false,
      offered: null,
    } as const;
    assert.equal(refusalOf("supplement", { ...held, phase: "review" }), "NOT_AT_ACCEPTANCE");
  });

  it("says every refusal as a Chinese sentence", () => {
    for (const { message } of Object.values(refusalTexts)) assert.match(message, /^[一-鿿].*。$/);
  });
});
