import assert from "node:assert/strict";
import { checkSurvey } from "./checkSurvey.ts";
import type { UnitRow } from "./rows.ts";
import { buildSurvey } from "./surveyBuilder.ts";

type Survey = ReturnType<typeof buildSurvey>;

const unit = ({ tables }: Survey, roomNo: string): UnitRow => tables.units.rows.find((row) => row.roomNo === roomNo)!;

describe("shares that were adjusted (SUR-09)", () => {
  /** Three equal units share 1.00: 0.34, 0.33, 0.33, the first by largest remainder. */
  const thirds = (): Survey =>
    buildSurvey([{ name: "住宅", use: "residential", ownCommonArea: 100, floors: { 1: [1000, 1000, 1000] } }], 0);
  const reviewed = (spoil: (survey: Survey) => void) => {
    const survey = thirds();
    spoil(survey);
    return checkSurvey(survey.tables, survey.building);
  };
  const setShares = (survey: Survey, ...shares: number[]) =>
    shares.forEach((share, index) => {
      const row = survey.tables.units.rows[index]!;
      Object.assign(row, { sharedArea: share, grossArea: row.interiorArea + share, adjusted: false });
    });

  it("go to the first review when they are the residual we would spread ourselves, flagged or not", () => {
    for (const flagged of [true, false]) {
      const { problems, adjustedRows } = reviewed((survey) => (unit(survey, "101").adjusted = flagged));
      assert.deepEqual(problems, []);
      assert.deepEqual(adjustedRows, [
        {
          line: 2,
          floor: 1,
          stairUnit: "",
          roomNo: "101",
          zone: "住宅",
          sharedArea: 34,
          computedArea: 33,
          byLargestRemainder: true,
        },
      ]);
    }
  });

  it("may sit on another row when the surveyor flagged it and the total closes", () => {
    const { problems, adjustedRows } = reviewed((survey) => {
      setShares(survey, 33, 33, 34);
      unit(survey, "103").adjusted = true;
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      adjustedRows.map((row) => [row.roomNo, row.byLargestRemainder]),
      [["103", false]],
    );
  });

  it("are an error on another row without the flag", () => {
    const { problems, adjustedRows } = reviewed((survey) => setShares(survey, 33, 33, 34));
    assert.deepEqual(
      problems.map((problem) => [problem.code, problem.row]),
      [
        ["UNIT_SHARE", 4],
        ["UNIT_SHARE_RESIDUAL", 2],
      ],
    );
    assert.deepEqual(adjustedRows, []);
  });

  it("are asked for at the row of the largest remainder when nobody took the residual", () => {
    const { problems } = reviewed((survey) => setShares(survey, 33, 33, 33));
    assert.deepEqual(
      problems.map((problem) => [problem.code, problem.row, problem.column]),
      [["UNIT_SHARE_RESIDUAL", 2, "分摊面积"]],
    );
  });

  it("never make a total pass", () => {
    const { problems, adjustedRows } = reviewed((survey) => {
      setShares(survey, 33, 33, 40);
      unit(survey, "103").adjusted = true;
    });
    assert.deepEqual(
      problems.map((problem) => [problem.code, problem.sheet]),
      [["ZONE_SHARE_TOTAL", "功能区"]],
    );
    assert.equal(adjustedRows.length, 1);
  });
});
