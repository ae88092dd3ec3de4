import assert from "node:assert/strict";
import { demoSurvey } from "#db/seeds/survey/demoSurvey.ts";
import type { BuildingTable, UnitCell } from "#domain/platform/buildings.ts";
import type { CaseView } from "#domain/platform/cases.ts";
import type { DraftView } from "#domain/platform/drafts.ts";
import type { SurveyView } from "#domain/survey-filing.ts";
import { describeDatabases } from "#test/database.ts";
import type { Client } from "#test/http.ts";
import {
  describeOnSqlite,
  draftOf,
  ok,
  openStory,
  type Story,
  submit,
  surveyDraft,
  surveyForm,
  uploadTables,
  walk,
} from "#test/story.ts";

/** As the seed prints them (seed 2.1, domain.md §1.3), typed here again: room, floor, 建筑, 套内, 分摊. */
const printedUnits: [roomNo: string, floor: string, gross: string, interior: string, shared: string][] = [
  ["-101", "-1", "3490.90", "3210.55", "280.35"],
  ["-102", "-1", "1168.58", "1074.73", "93.85"],
  ["101", "1", "38.01", "31.20", "6.81"],
  ["102", "1", "34.84", "28.60", "6.24"],
  ["103", "1", "14.74", "12.10", "2.64"],
  ["104", "1", "11.93", "9.79", "2.14"],
  ["105", "1", "38.07", "31.25", "6.82"],
  ["106", "1", "51.60", "42.36", "9.24"],
  ["107", "1", "50.29", "41.28", "9.01"],
  ["108", "1", "29.83", "24.49", "5.34"],
  ["109", "1", "30.54", "25.07", "5.47"],
  ["110", "1", "29.10", "23.89", "5.21"],
  ["111", "1", "19.88", "16.32", "3.56"],
  ["112", "1", "19.88", "16.32", "3.56"],
  ["113", "1", "23.28", "19.11", "4.17"],
];
/** Floor, 层建筑 = 层套内 + 层公用. */
const printedFloors: [floor: string, gross: string, interior: string, common: string][] = [
  ["-1", "4568.16", "4285.28", "282.88"],
  ["1", "2640.75", "1764.77", "875.98"],
  ["2", "2514.73", "1231.70", "1283.03"],
  ...["3", "4", "5", "6", "7", "8"].map((floor): [string, string, string, string] => [
    floor,
    "1614.96",
    "1368.57",
    "246.39",
  ]),
];
/** Use, units, 建筑, 分摊, 套内. The seed prints the sums and leaves the uses empty; these are the demonstration's. */
const statistics: [use: string, units: number, gross: string, shared: string, interior: string][] = [
  ["住宅", 304, "32257.52", "6253.71", "26003.81"],
  ["商业", 109, "3676.58", "680.11", "2996.47"],
  ["车库", 2, "4659.48", "374.20", "4285.28"],
];

/** 349090 → "3490.90": on its own, so that a fault of the product's formatting cannot hide itself. */
const square = (hundredths: number): string => (hundredths / 100).toFixed(2);

describe("the numbers of the surveyed building, read back over HTTP after the workbook was uploaded and filed", () => {
  describeDatabases((makeDatabase) => {
    let story: Story;
    let company: Client;
    let table: BuildingTable;
    let caseId: number;
    let draftId: number;

    before(async function () {
      this.timeout(60_000);
      story = await openStory(await makeDatabase());
      company = await story.as("dev");
      ({ caseId, draftId } = await submit(company, await surveyDraft(company, demoSurvey())));
      await walk(story, "survey-filing", caseId, "end");
      const { buildingId } = await ok(company.get<CaseView>(`/api/cases/${caseId}`));
      table = await ok(company.get<BuildingTable>(`/api/buildings/${buildingId}/table?stage=pre`));
    });
    after(() => story.app.close());

    const units = (): UnitCell[] => table.floors.flatMap((floor) => floor.units);

    for (const [roomNo, floor, ...areas] of printedUnits) {
      it(`holds the printed row ${roomNo}: ${areas[0]} = ${areas[1]} + ${areas[2]}`, async () => {
        const [unit, ...others] = units().filter((candidate) => candidate.roomNo === roomNo);
        assert.ok(unit && others.length === 0);
        assert.equal(unit.floor, floor);
        assert.deepEqual([unit.grossArea, unit.interiorArea, unit.sharedArea].map(square), areas);
        const single = await ok(company.get<UnitCell>(`/api/units/${unit.id}`));
        assert.deepEqual([single.grossArea, single.interiorArea, single.sharedArea].map(square), areas);
      });
    }

    for (const [name, ...areas] of printedFloors) {
      it(`holds the printed floor ${name}: ${areas[0]} = ${areas[1]} + ${areas[2]}`, () => {
        const floor = table.floors.find((candidate) => candidate.floor === name);
        assert.ok(floor);
        assert.deepEqual([floor.grossArea, floor.interiorArea, floor.commonArea].map(square), areas);
        const interior = floor.units.reduce((sum, unit) => sum + unit.interiorArea, 0);
        assert.equal(square(interior), areas[1]);
      });
    }

    it("has 415 units and 40,593.58 m², of which 33,285.56 inside and 7,308.02 shared; floors close to the same", () => {
      const total = (of: (unit: UnitCell) => number) => square(units().reduce((sum, unit) => sum + of(unit), 0));
      assert.equal(units().length, 415);
      assert.equal(table.building.unitCount, 415);
      assert.equal(square(table.building.grossArea), "40593.58");
      assert.equal(
        total((unit) => unit.grossArea),
        "40593.58",
      );
      assert.equal(
        total((unit) => unit.interiorArea),
        "33285.56",
      );
      assert.equal(
        total((unit) => unit.sharedArea),
        "7308.02",
      );
      assert.equal(square(table.floors.reduce((sum, floor) => sum + floor.grossArea, 0)), "40593.58");
      assert.equal(square(table.floors.reduce((sum, floor) => sum + floor.commonArea, 0)), "7308.02");
    });

    it("has 22 floors from 21 down to −1, none of them 0, and a roof level without units", () => {
      const numbered = table.floors.filter(({ floor }) => /^-?\d+$/.test(floor)).map(({ floor }) => Number(floor));
      assert.deepEqual(numbered, [...Array.from({ length: 21 }, (_, index) => 21 - index), -1]);
      const [roof, ...others] = table.floors.filter(({ floor }) => !/^-?\d+$/.test(floor));
      assert.ok(roof && others.length === 0);
      assert.deepEqual([roof.floor, square(roof.grossArea), roof.units], ["屋面层", "184.72", []]);
    });

    it("has the statistics by use, the same on the building table, in the case and in the draft", async () => {
      const ofTable = table.statistics.map(({ use, units: count, grossArea, sharedArea, interiorArea }) => [
        use,
        count,
        ...[grossArea, sharedArea, interiorArea].map(square),
      ]);
      assert.deepEqual(
        new Set(ofTable.map((line) => line.join(" "))),
        new Set(statistics.map((line) => line.join(" "))),
      );
      const all = ["户室信息", 415, "40593.58", "7308.02", "33285.56"];
      const printed = [all, ...statistics.slice(0, 2), ["办公", 0, "0.00", "0.00", "0.00"], statistics[2]];
      const inCase = await ok(company.get<SurveyView>(`/api/survey-filing/cases/${caseId}`));
      assert.deepEqual(inCase.statistics.map(lineOf), printed);
      const { survey } = await ok(company.get<DraftView>(`/api/drafts/${draftId}`));
      assert.deepEqual(survey?.statistics, inCase.statistics);
    });

    it("gives each zone the coefficient that the units carry", async () => {
      const { zones } = await ok(company.get<SurveyView>(`/api/survey-filing/cases/${caseId}`));
      const coefficients = zones.map(({ name, coefficient }) => [name, (coefficient / 1_000_000).toFixed(6)]);
      assert.deepEqual(coefficients.slice(0, 2), [
        ["地下车库", "0.087322"],
        ["商业一区", "0.218206"],
      ]);
    });
  });
});

const lineOf = ({ label, count, grossArea, sharedArea, interiorArea }: SurveyView["statistics"][number]) => [
  label,
  count,
  ...[grossArea, sharedArea, interiorArea].map(square),
];

/** One hundredth of a m² more in one cell of the workbook; the cell has to be named. */
const changes: [table: "floors" | "zones" | "units", key: string, row: number, sheet: string, column: string][] = [
  ["floors", "grossArea", 2, "分层表", "层建筑面积"],
  ["floors", "interiorArea", 4, "分层表", "层套内面积"],
  ["floors", "commonArea", 24, "分层表", "层公用面积"],
  ["units", "grossArea", 2, "户室对照表", "建筑面积"],
  ["units", "interiorArea", 100, "户室对照表", "套内面积"],
  ["units", "sharedArea", 416, "户室对照表", "分摊面积"],
];

describe("a copy of the surveyed building's workbook that was changed by one cent", () => {
  describeOnSqlite((makeDatabase) => {
    let story: Story;
    let company: Client;
    let draft: DraftView;

    before(async function () {
      this.timeout(30_000);
      story = await openStory(await makeDatabase());
      company = await story.as("dev");
      draft = await draftOf(company, "survey-filing", () => surveyForm(demoSurvey().building));
    });
    after(() => story.app.close());

    for (const [table, key, row, sheet, column] of changes) {
      it(`fails and names ${sheet} row ${row}, ${column}`, async () => {
        // given
        const { tables } = demoSurvey();
        const changed: Record<string, unknown> = tables[table].rows[row - 2]!;
        const value = Number(changed[key]) + 1;
        changed[key] = value;
        // when
        const survey = await uploadTables(company, draft.id, tables);
        // then
        assert.equal(survey?.state, "faulty");
        const named = survey.problems.find((problem) => problem.column === column);
        assert.ok(named, JSON.stringify(survey.problems));
        assert.match(String(named.rule), /^SUR-\d\d$/);
        assert.match(String(named.message), /。$/);
        assert.deepEqual(
          [named.file, named.sheet, named.row, named.value],
          ["1栋测绘成果.xlsx", sheet, row, square(value)],
        );
        assert.ok(
          survey.problems.every((problem) => problem.row === row && problem.sheet === sheet),
          JSON.stringify(survey.problems),
        );
      });
    }
  });
});
