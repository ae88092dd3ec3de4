import assert from "node:assert/strict";
import { type CaseRelation, caseRefusalOf, caseRefusalText, caseRelations, deliverySituations } from "./allowedCase.ts";
import { type CaseAction, caseActions } from "./platform/caseCommands.ts";
import { type CaseState, caseStates } from "./platform/states.ts";

const actions = Object.keys(caseActions) as CaseAction[];
const states = Object.keys(caseStates) as CaseState[];
const only = (relation: CaseRelation) => new Set([relation]);

/** Where an action is allowed, as people would list it. */
const expected: Record<CaseAction, string[]> = {
  withdraw: ["applicant submitted", "applicant running", "applicant supplementing"],
  terminate: ["leader submitted", "leader running", "leader supplementing"],
  urge: [
    ...["applicant submitted", "applicant running", "handler submitted", "handler running"],
    ...["leader submitted", "leader running"],
  ],
  answerSupplement: ["applicant supplementing"],
  deliver: ["windowClerk closed owed", "handler closed owed"],
  archive: ["archivist closed made", "archivist closed none"],
};

describe("what may be done with a case", () => {
  for (const action of actions) {
    it(`${action}: exactly ${expected[action].join(", ")}`, () => {
      const allowed = caseRelations.flatMap((relation) =>
        states.flatMap((state) =>
          deliverySituations
            .filter(
              (delivery) => caseRefusalOf(action, { state, delivery, relations: only(relation), busy: false }) === null,
            )
            // Only two actions ask how the delivery stands.
            .map((delivery) =>
              action === "deliver" || action === "archive"
                ? `${relation} ${state} ${delivery}`
                : `${relation} ${state}`,
            ),
        ),
      );
      assert.deepEqual([...new Set(allowed)].sort(), [...expected[action]].sort());
    });
  }

  it("lets nothing be done while an exclusive command has the case, nor by whoever is nothing to it", () => {
    for (const action of actions)
      for (const state of states) {
        const situation = { state, delivery: "none" as const };
        assert.equal(
          caseRefusalOf(action, { ...situation, relations: new Set(caseRelations), busy: true }),
          "CASE_BUSY",
        );
        assert.equal(caseRefusalOf(action, { ...situation, relations: new Set(), busy: false }), "CASE_UNKNOWN");
      }
  });

  it("delivers once, only what there is, and archives only afterwards", () => {
    const closed = { state: "closed" as const, relations: new Set(caseRelations), busy: false };
    assert.equal(caseRefusalOf("deliver", { ...closed, delivery: "made" }), "ALREADY_DELIVERED");
    assert.equal(caseRefusalOf("deliver", { ...closed, delivery: "none" }), "NOTHING_TO_DELIVER");
    assert.equal(caseRefusalOf("archive", { ...closed, delivery: "owed" }), "NOT_DELIVERED");
  });

  it("says in Chinese where the case stands", () => {
    for (const state of states) {
      assert.match(caseRefusalText("ALREADY_DECIDED", state).message, new RegExp(caseStates[state]));
      assert.match(caseRefusalText("WRONG_CASE_STATE", state).message, new RegExp(caseStates[state]));
    }
  });
});
