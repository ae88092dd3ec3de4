import assert from "node:assert/strict";
import { parseSurvey } from "#adapters/spreadsheet/parseSurvey.ts";
import { writeSurveyWorkbook } from "#adapters/spreadsheet/writeSurvey.ts";
import { formatMillionths } from "#domain/rules/apportionment.ts";
import { addAreas, formatArea } from "#domain/rules/area.ts";
import { requiredPmRooms } from "#domain/rules/pmRooms.ts";
import { buildingDataSchema } from "#domain/surveyTables/building.ts";
import { checkSurvey } from "#domain/surveyTables/checkSurvey.ts";
import { titleOf } from "#domain/surveyTables/columns.ts";
import { surveyTablesSchema } from "#domain/surveyTables/rows.ts";
import { surveyStatistics } from "#domain/surveyTables/statistics.ts";
import { DEMO_SURVEY_FILE, demoSurvey } from "./demoSurvey.ts";
import { PRINTED_FLOORS, PRINTED_UNITS } from "./printed.ts";

describe("the demonstration building (seed 2.1, building 1)", () => {
  const { tables, building } = demoSurvey();
  const { floors, zones, units } = tables;

  it("passes every check without a problem, a warning or an adjusted row", () => {
    assert.deepEqual(checkSurvey(tables, building), { problems: [], warnings: [], adjustedRows: [] });
  });

  it("is the same on every run and fits the schemas it is stored by", () => {
    assert.deepEqual(demoSurvey(), { tables, building });
    assert.deepEqual(surveyTablesSchema.parse(tables), tables);
    assert.deepEqual(buildingDataSchema.parse(building), building);
  });

  for (const [floor, roomNo, gross, interior, shared, coefficient] of PRINTED_UNITS) {
    it(`holds the printed row ${roomNo}: ${formatArea(gross)} = ${formatArea(interior)} + ${formatArea(shared)}, K ${formatMillionths(coefficient)}`, () => {
      const unit = units.rows.find((row) => row.roomNo === roomNo);
      assert.ok(unit);
      assert.deepEqual(
        [
          unit.floor,
          unit.grossArea,
          unit.interiorArea,
          unit.balconyArea,
          unit.sharedArea,
          unit.coefficient,
          unit.layout,
        ],
        [floor, gross, interior, 0, shared, coefficient, "其他"],
      );
    });
  }

  const sums: [level: string, gross: string][] = [
    ["-1", "4568.16"],
    ["1", "2640.75"],
    ["2", "2514.73"],
    ...["3", "4", "5", "6", "7", "8"].map((level): [string, string] => [level, "1614.96"]),
  ];
  for (const [level, gross] of sums) {
    it(`holds the printed floor ${level} with ${gross}`, () => {
      const row = floors.rows.find((candidate) => candidate.level === level);
      const printed = PRINTED_FLOORS.find(([name]) => name === level);
      assert.ok(row && printed);
      assert.equal(formatArea(row.grossArea), gross);
      assert.deepEqual([level, row.interiorArea, row.balconyArea, row.commonArea, row.halfWallArea], printed);
    });
  }

  it("has the printed totals, every unit with its use", () => {
    const line = (label: string) => {
      const found = surveyStatistics(units.rows).find((candidate) => candidate.label === label)!;
      return [found.count, ...[found.grossArea, found.sharedArea, found.interiorArea].map(formatArea)];
    };
    assert.deepEqual(line("户室信息"), [415, "40593.58", "7308.02", "33285.56"]);
    assert.deepEqual(line("住宅"), [304, "32257.52", "6253.71", "26003.81"]);
    assert.deepEqual(line("商业"), [109, "3676.58", "680.11", "2996.47"]);
    assert.deepEqual(line("车库"), [2, "4659.48", "374.20", "4285.28"]);
    assert.deepEqual(line("办公"), [0, "0.00", "0.00", "0.00"]);
  });

  it("has 22 floors and a level on the roof that holds what is missing", () => {
    assert.equal(floors.rows.length, 23);
    const roof = floors.rows.at(-1)!;
    assert.deepEqual([roof.level, formatArea(roof.grossArea), roof.interiorArea], ["屋面层", "184.72", 0]);
    assert.equal(formatArea(addAreas(floors.rows.map((row) => row.grossArea))), "40593.58");
  });

  it("names its zones: the basement has 282.88 of its own and receives 91.32", () => {
    assert.deepEqual(
      zones.rows.map((zone) => [
        zone.name,
        formatArea(zone.ownCommonArea),
        formatArea(zone.receivedCommonArea),
        formatMillionths(zone.coefficient),
      ]),
      [
        ["地下车库", "282.88", "91.32", "0.087322"],
        ["商业一区", "512.73", "63.00", "0.218206"],
        ["商业二区", "95.32", "9.06", "0.291564"],
        ["住宅", "5621.49", "632.22", "0.240492"],
      ],
    );
  });

  it("has rooms on floor 2 that can serve as management and committee rooms", () => {
    const area = (roomNo: string) => units.rows.find((row) => row.roomNo === roomNo)!.grossArea;
    const { totalArea, committeeArea } = requiredPmRooms(
      { grossArea: building.grossArea, aboveGroundArea: building.grossArea, asBuiltAboveGroundArea: null },
      {
        base: "grossArea",
        tiers: [{ upTo: null, perTenThousand: 20 }],
        minArea: 10000,
        committeeMin: 2000,
        committeeInside: true,
      },
    );
    assert.ok(area("248") < totalArea && area("248") + area("249") >= totalArea && area("249") >= committeeArea);
  });
});

describe("a copy of the demonstration building changed by one cent", () => {
  const columns = {
    floors: ["grossArea", "interiorArea", "commonArea", "balconyArea"],
    zones: ["interiorArea", "ownCommonArea", "receivedCommonArea"],
    units: ["grossArea", "interiorArea", "sharedArea"],
  } as const;
  for (const table of ["floors", "zones", "units"] as const) {
    for (const column of columns[table]) {
      it(`fails and names the row in ${titleOf(table, column)} of the table`, () => {
        const { tables, building } = demoSurvey();
        const step = table === "units" ? 23 : 1;
        for (let index = 0; index < tables[table].rows.length; index += step) {
          const row: Record<string, unknown> = tables[table].rows[index]!;
          const before = Number(row[column]);
          row[column] = before + 1;
          const { problems } = checkSurvey(tables, building);
          assert.ok(
            problems.length > 0 && problems.every((problem) => problem.row === row.line),
            JSON.stringify(problems),
          );
          // own and received common area are told apart only by the rule of the split
          if (table !== "zones") assert.ok(problems.some((problem) => problem.column === titleOf(table, column)));
          row[column] = before;
        }
      });
    }
  }

  it("names file, sheet, row, column, value and rule", () => {
    const { tables, building } = demoSurvey();
    tables.units.rows[2]!.sharedArea = 682;
    assert.deepEqual(checkSurvey(tables, building).problems, [
      {
        code: "UNIT_IDENTITY",
        message: "建筑面积 38.01 不等于套内 31.20 + 分摊 6.82;按其余各数推算此处应为 6.81。",
        file: DEMO_SURVEY_FILE,
        sheet: "户室对照表",
        row: 4,
        column: "分摊面积",
        value: "6.82",
        rule: "SUR-09",
      },
    ]);
  });
});

describe("the demonstration workbook", () => {
  it("is a real xlsx that reads back into the same tables, and has the same bytes on every run", async () => {
    // given
    const { tables } = demoSurvey();
    // when
    const content = await writeSurveyWorkbook(tables);
    // then
    assert.deepEqual(await parseSurvey([{ name: DEMO_SURVEY_FILE, content }]), {
      tables,
      incomplete: [],
      problems: [],
    });
    assert.deepEqual(await writeSurveyWorkbook(demoSurvey().tables), content);
  });
});
