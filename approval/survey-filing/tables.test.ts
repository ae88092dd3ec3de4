import assert from "node:assert/strict";
import { demoSurvey } from "#db/seeds/survey/demoSurvey.ts";
import type { Problem } from "#domain/errors.ts";
import type { SurveyTableName } from "#domain/surveyTables/rows.ts";
import { mergeTables, type ReadTables, reviewTables } from "./tables.ts";

const { tables: whole, building } = demoSurvey();
const names: SurveyTableName[] = ["floors", "zones", "units"];

/** A csv that holds one of the three tables. */
function csv(table: SurveyTableName, problems: Problem[] = []): ReadTables {
  const absent = (name: SurveyTableName) => ({ file: "", sheet: whole[name].sheet, rows: [] });
  const file = `${table}.csv`;
  const tables = { floors: absent("floors"), zones: absent("zones"), units: absent("units") };
  const missing = names.filter((name) => name !== table);
  return {
    tables: { ...tables, [table]: { ...whole[table], file } },
    incomplete: missing,
    problems: [
      ...problems.map((problem) => ({ ...problem, file, sheet: whole[table].sheet })),
      ...missing.map((name) => ({ code: "TABLE_MISSING", message: `缺少“${whole[name].sheet}”。` })),
    ],
  };
}

describe("survey tables that come as one csv after the other", () => {
  it("are clean once the third is there", () => {
    const two = mergeTables(csv("floors"), csv("zones"));
    assert.deepEqual(
      two.problems.map(({ code }) => code),
      ["TABLE_MISSING"],
    );
    const three = mergeTables(two, csv("units"));
    assert.deepEqual([three.incomplete, reviewTables(three, building).problems], [[], []]);
  });

  it("forget what was wrong with a table when it is replaced, and nothing else", () => {
    const faulty = { code: "CELL_MISSING", message: "必须填写。", row: 3 };
    const both = mergeTables(csv("floors", [faulty]), csv("zones", [faulty]));
    const mended = mergeTables(both, csv("zones"));
    assert.deepEqual(
      mended.problems.map(({ code, file }) => [code, file]),
      [
        ["CELL_MISSING", "floors.csv"],
        ["TABLE_MISSING", undefined],
      ],
    );
  });
});
