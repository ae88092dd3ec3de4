import assert from "node:assert/strict";
import { surveyChanges } from "./changes.ts";
import type { UnitRow } from "./rows.ts";
import { buildSurvey } from "./surveyBuilder.ts";

const units = (): UnitRow[] =>
  buildSurvey([{ name: "住宅", use: "residential", ownCommonArea: 300, floors: { 1: [1000, 1000], 2: [1000] } }], 0)
    .tables.units.rows;

describe("the change list from one survey to the next (SUR-11)", () => {
  it("is empty between equal surveys, whatever their order", () => {
    assert.deepEqual(surveyChanges(units(), units().toReversed()), []);
  });

  it("tells units added, removed, and changed in area", () => {
    // given
    const [first, second, third] = units();
    const grown = { ...second!, interiorArea: 1005, sharedArea: 101, grossArea: 1106 };
    const fresh = { ...third!, roomNo: "202" };
    // when
    const changes = surveyChanges([first!, second!, third!], [first!, grown, fresh]);
    // then
    assert.deepEqual(
      changes.map((change) => [change.kind, change.roomNo, change.kind === "changed" ? change.grossDifference : null]),
      [
        ["changed", "102", 6],
        ["added", "202", null],
        ["removed", "201", null],
      ],
    );
    const [changed] = changes;
    assert.ok(changed?.kind === "changed");
    assert.deepEqual([changed.interiorDifference, changed.sharedDifference], [5, 1]);
  });

  it("tells a change of use without a change of area", () => {
    const [first] = units();
    const [change] = surveyChanges([first!], [{ ...first!, use: "office" }]);
    assert.ok(change?.kind === "changed" && change.grossDifference === 0);
    assert.deepEqual([change.before.use, change.after.use], ["residential", "office"]);
  });

  it("tells rooms of the same number in two 单元 apart", () => {
    const [first] = units();
    const one = { ...first!, stairUnit: "1" };
    const two = { ...first!, stairUnit: "2" };
    assert.deepEqual(
      surveyChanges([one], [one, two]).map((change) => [change.kind, change.stairUnit]),
      [["added", "2"]],
    );
  });
});
