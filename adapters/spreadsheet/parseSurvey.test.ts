import assert from "node:assert/strict";
import type ExcelJS from "exceljs";
import { BusinessError } from "#domain/errors.ts";
import { checkSurvey } from "#domain/surveyTables/checkSurvey.ts";
import { TABLE_FORMS } from "#domain/surveyTables/columns.ts";
import { buildSurvey } from "#domain/surveyTables/surveyBuilder.ts";
import { openWorkbook } from "#test/workbook.ts";
import { parseSurvey } from "./parseSurvey.ts";
import { writeSurveyTemplate, writeSurveyWorkbook } from "./writeSurvey.ts";

const FILE = "测绘成果.xlsx";
const small = () =>
  buildSurvey(
    [
      { name: "商铺", use: "commercial", ownCommonArea: 30000, floors: { 1: [3120, 2870, 94010] } },
      { name: "住宅", use: "residential", ownCommonArea: 90000, floors: { 2: [8933, 341067] } },
    ],
    20000,
  );

/** Writes the small survey, lets a person spoil it in Excel, and reads it. */
async function uploaded(spoil: (workbook: ExcelJS.Workbook) => void) {
  const workbook = await openWorkbook(await writeSurveyWorkbook(small().tables));
  spoil(workbook);
  return parseSurvey([{ name: FILE, content: new Uint8Array(await workbook.xlsx.writeBuffer()) }]);
}
/** The cell of a table in the row of a line, by the title of its column. */
function cell(workbook: ExcelJS.Workbook, table: keyof typeof TABLE_FORMS, line: number, title: string): ExcelJS.Cell {
  const { sheet, columns } = TABLE_FORMS[table];
  return workbook.getWorksheet(sheet)!.getCell(line, columns.findIndex((column) => column.title === title) + 1);
}
/** Clears a sheet from a line on, as a person does with the delete key. */
function emptied(workbook: ExcelJS.Workbook, sheet: string, from: number): void {
  workbook.getWorksheet(sheet)!.eachRow((row, line) => {
    if (line >= from) row.values = [];
  });
}
const brief = ({
  problems,
}: {
  problems: { code: string; sheet?: string; row?: number; column?: string; value?: string }[];
}) => problems.map(({ code, sheet, row, column, value }) => [code, sheet, row, column, value]);

describe("survey tables in a workbook", () => {
  it("come back as they were written, and the same tables give the same bytes", async () => {
    // given
    const { tables } = small();
    // when
    const content = await writeSurveyWorkbook(tables);
    const parsed = await parseSurvey([{ name: FILE, content }]);
    // then
    assert.deepEqual(parsed, { tables, incomplete: [], problems: [] });
    assert.deepEqual(await writeSurveyWorkbook(tables), content);
    assert.equal(Buffer.from(content).readUInt32LE(10), 0x00210000, "dated 1980-01-01 and not now");
  });

  it("come back with every optional cell filled in", async () => {
    // given
    const { tables } = small();
    Object.assign(tables.units.rows[0]!, {
      stairUnit: "1",
      nominalFloor: "3A",
      floorCount: 2,
      layout: "三室二厅",
      structure: "钢结构",
      westWall: "borrowed",
      usableArea: 2800,
      interiorWallArea: 320,
      adjusted: true,
    });
    Object.assign(tables.floors.rows[0]!, { storeyHeight: 305, structure: "钢结构", description: "门厅" });
    // when
    const parsed = await parseSurvey([{ name: FILE, content: await writeSurveyWorkbook(tables) }]);
    // then
    assert.deepEqual(parsed, { tables, incomplete: [], problems: [] });
  });

  const spoiled: [what: string, spoil: (workbook: ExcelJS.Workbook) => void, expected: unknown[][]][] = [
    [
      "a formula",
      (workbook) => (cell(workbook, "units", 3, "分摊面积").value = { formula: "K3*H3", result: 4.89 }),
      [["FORMULA_CELL", "户室对照表", 3, "分摊面积", "4.89"]],
    ],
    [
      "full-width digits",
      (workbook) => (cell(workbook, "units", 3, "套内面积").value = "２８.７０"),
      [["AREA_FULL_WIDTH", "户室对照表", 3, "套内面积", "２８.７０"]],
    ],
    [
      "a negative area",
      (workbook) => (cell(workbook, "floors", 2, "层公用面积").value = -1),
      [["AREA_NEGATIVE", "分层表", 2, "层公用面积", "-1"]],
    ],
    [
      "five decimals",
      (workbook) => (cell(workbook, "units", 2, "建筑面积").value = 36.52345),
      [["AREA_TOO_PRECISE", "户室对照表", 2, "建筑面积", "36.52345"]],
    ],
    [
      "a use left empty",
      (workbook) => (cell(workbook, "units", 2, "房屋用途").value = null),
      [["CELL_MISSING", "户室对照表", 2, "房屋用途", undefined]],
    ],
    [
      "an unknown use",
      (workbook) => (cell(workbook, "units", 2, "房屋用途").value = "商铺"),
      [["USE_UNKNOWN", "户室对照表", 2, "房屋用途", "商铺"]],
    ],
    [
      "floor 0",
      (workbook) => {
        cell(workbook, "units", 2, "层次").value = 0;
        cell(workbook, "units", 2, "名义层").value = 0;
      },
      [
        ["FLOOR_ZERO", "户室对照表", 2, "层次", "0"],
        ["FLOOR_ZERO", "户室对照表", 2, "名义层", "0"],
      ],
    ],
    [
      "merged cells, and nothing about the cells under them",
      (workbook) => workbook.getWorksheet("户室对照表")!.mergeCells("B2:C3"),
      [["MERGED_CELLS", "户室对照表", 2, "B", "B2:C3"]],
    ],
    [
      "a header that is merged",
      (workbook) => workbook.getWorksheet("功能区")!.mergeCells("A1:B1"),
      [["MERGED_CELLS", "功能区", 1, "A", "A1:B1"]],
    ],
    [
      "a misspelt, a doubled and so a missing column",
      (workbook) => {
        cell(workbook, "zones", 1, "用途").value = "用图";
        cell(workbook, "zones", 1, "套内面积").value = "功能区";
      },
      [
        ["COLUMN_UNKNOWN", "功能区", 1, "C", "用图"],
        ["COLUMN_TWICE", "功能区", 1, "D", "功能区"],
        ["COLUMN_MISSING", "功能区", 1, "用途", undefined],
        ["COLUMN_MISSING", "功能区", 1, "套内面积", undefined],
      ],
    ],
    [
      "a cell outside the columns",
      (workbook) => (workbook.getWorksheet("功能区")!.getCell("J2").value = "备注"),
      [["CELL_WITHOUT_TITLE", "功能区", 2, "J", "备注"]],
    ],
    [
      "an empty table",
      (workbook) => emptied(workbook, "功能区", 2),
      [["SHEET_EMPTY", "功能区", undefined, undefined, undefined]],
    ],
    [
      "an empty sheet",
      (workbook) => emptied(workbook, "功能区", 1),
      [["SHEET_EMPTY", "功能区", undefined, undefined, undefined]],
    ],
    [
      "a missing table",
      (workbook) => workbook.removeWorksheet(workbook.getWorksheet("分层表")!.id),
      [["TABLE_MISSING", undefined, undefined, undefined, undefined]],
    ],
    [
      "several bad cells of one row and of several tables, all at once",
      (workbook) => {
        cell(workbook, "units", 2, "墙界东").value = "砖墙";
        cell(workbook, "units", 2, "分摊系数").value = "0.0873221";
        cell(workbook, "units", 4, "调整").value = "对";
        cell(workbook, "floors", 2, "层高").value = "3.055";
      },
      [
        ["HEIGHT_NOT_A_NUMBER", "分层表", 2, "层高", "3.055"],
        ["COEFFICIENT_NOT_A_NUMBER", "户室对照表", 2, "分摊系数", "0.0873221"],
        ["WALL_UNKNOWN", "户室对照表", 2, "墙界东", "砖墙"],
        ["FLAG_UNKNOWN", "户室对照表", 4, "调整", "对"],
      ],
    ],
  ];
  for (const [what, spoil, expected] of spoiled) {
    it(`are refused with the place of ${what}`, async () => {
      const parsed = await uploaded(spoil);
      assert.deepEqual(brief(parsed), expected);
      assert.ok(parsed.incomplete.length > 0);
      assert.ok(parsed.problems.every(({ message }) => message.endsWith("。")));
    });
  }

  it("may have blank rows, units in the titles, the seed's titles, another order, and no optional column", async () => {
    const parsed = await uploaded((workbook) => {
      cell(workbook, "units", 1, "建筑面积").value = "户室面积(㎡)";
      cell(workbook, "units", 1, "户室号").value = "室号";
      const sheet = workbook.getWorksheet("户室对照表")!;
      sheet.spliceColumns(TABLE_FORMS.units.columns.length - 2, 3);
      sheet.spliceRows(3, 0, [], []);
    });
    assert.deepEqual(parsed.problems, []);
    assert.deepEqual(
      parsed.tables.units.rows.map((row) => row.line),
      [2, 5, 6, 7, 8],
    );
  });

  it("are found by their header when the sheets have other names", async () => {
    const parsed = await uploaded((workbook) => {
      for (const [index, sheet] of workbook.worksheets.entries()) sheet.name = `Sheet${index + 1}`;
    });
    assert.deepEqual(parsed.problems, []);
    assert.equal(parsed.tables.units.sheet, "Sheet3");
  });
});

describe("survey tables in several files", () => {
  const csv = (table: keyof typeof TABLE_FORMS, lines: string[]) => ({
    name: `1栋${TABLE_FORMS[table].sheet}.csv`,
    content: new TextEncoder().encode(
      [TABLE_FORMS[table].columns.map((column) => column.title).join(), ...lines].join("\r\n"),
    ),
  });
  const files = () => [
    csv("floors", ["1,1,15.00,10.00,0,5.00,0,3.00,,"]),
    csv("zones", ["1,住宅,住宅,10.00,5.00,0,0.5"]),
    csv("units", ["1,1,101,0,1,1,,15.00,10.00,0,5.00,0.500000,,住宅,,共墙,共墙,共墙,共墙,住宅,,,"]),
  ];

  it("may be three csv", async () => {
    const parsed = await parseSurvey(files());
    assert.deepEqual(parsed.problems, []);
    const { building } = small();
    Object.assign(building, { grossArea: 1500, aboveGroundFloors: 1, undergroundFloors: 0, totalFloors: 1 });
    assert.deepEqual(checkSurvey(parsed.tables, building).problems, []);
  });

  it("may not hold one table twice", async () => {
    const [floors, zones, units] = files();
    const parsed = await parseSurvey([floors!, zones!, units!, { ...units!, name: "户室对照表2.csv" }]);
    assert.deepEqual(
      parsed.problems.map(({ code, file }) => [code, file]),
      [["TABLE_TWICE", "户室对照表2.csv"]],
    );
  });

  it("name the file that could not be read, and still read the others", async () => {
    const [floors, zones] = files();
    const parsed = await parseSurvey([
      floors!,
      zones!,
      { name: "户室对照表.xlsx", content: new TextEncoder().encode("MZ\x00") },
    ]);
    assert.deepEqual(
      parsed.problems.map(({ code, file }) => [code, file]),
      [["NOT_A_TABLE", "户室对照表.xlsx"]],
    );
    assert.deepEqual(parsed.incomplete, ["units"]);
    assert.equal(parsed.tables.floors.rows.length, 1);
  });

  it("are refused with 413 when one is too large", async () => {
    const large = { name: "a.xlsx", content: new Uint8Array(30 * 1024 * 1024) };
    await assert.rejects(parseSurvey([large]), (error) => error instanceof BusinessError && error.status === 413);
  });
});

describe("a table of 10,000 units", () => {
  const many = () =>
    buildSurvey(
      [
        {
          name: "住宅",
          use: "residential",
          ownCommonArea: 9_000_000,
          floors: Object.fromEntries(
            Array.from({ length: 100 }, (_, floor) => [
              floor + 1,
              Array.from({ length: 100 }, (_, flat) => 7000 + ((floor * 37 + flat * 101) % 3000)),
            ]),
          ),
        },
      ],
      500_000,
    );

  it("with one bad row gives exactly that one problem, and other work gets its turn meanwhile", async function () {
    this.timeout(20_000);
    // given
    const { tables, building } = many();
    tables.units.rows[7654]!.sharedArea += 1;
    const content = await writeSurveyWorkbook(tables);
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    }, 1);
    // when
    const parsed = await parseSurvey([{ name: FILE, content }]);
    clearInterval(ticking);
    const { problems } = checkSurvey(parsed.tables, building, parsed.incomplete);
    // then
    assert.deepEqual(parsed.problems, []);
    assert.deepEqual(
      problems.map(({ code, row, column }) => [code, row, column]),
      [["UNIT_IDENTITY", 7656, "分摊面积"]],
    );
    assert.ok(turns > 20, `only ${turns} turns`);
  });

  it("with one cell that cannot be read gives exactly that one problem", async function () {
    this.timeout(20_000);
    const { tables, building } = many();
    const lines = tables.units.rows.map((row) =>
      [
        1,
        row.floor,
        row.roomNo,
        0,
        row.floor,
        row.floor,
        "",
        row.grossArea / 100,
        row.interiorArea / 100,
        0,
        row.sharedArea / 100,
        row.coefficient / 1e6,
        "",
        "住宅",
        "",
        "",
        "",
        "",
        "",
        "住宅",
        "",
        "",
        "",
      ].join(),
    );
    lines[7654] = lines[7654]!.replace("住宅", "住");
    const units = [TABLE_FORMS.units.columns.map((column) => column.title).join(), ...lines].join("\n");
    const rest = await writeSurveyWorkbook({ ...tables, units: { ...tables.units, rows: [] } });
    const workbook = await openWorkbook(rest);
    workbook.removeWorksheet(workbook.getWorksheet("户室对照表")!.id);
    const parsed = await parseSurvey([
      { name: FILE, content: new Uint8Array(await workbook.xlsx.writeBuffer()) },
      { name: "户室对照表.csv", content: new TextEncoder().encode(units) },
    ]);
    assert.deepEqual(brief(parsed), [["USE_UNKNOWN", "户室对照表", 7656, "房屋用途", "住"]]);
    assert.deepEqual(checkSurvey(parsed.tables, building, parsed.incomplete).problems, []);
  });

  it("with everything wrong is answered with the first thousand problems and their number", async function () {
    this.timeout(20_000);
    const { tables } = many();
    for (const row of tables.units.rows) row.roomNo = "１０１";
    const { problems } = await parseSurvey([{ name: FILE, content: await writeSurveyWorkbook(tables) }]);
    assert.equal(problems.length, 1001);
    assert.match(problems.at(-1)!.message, /共 10000 个/);
  });
});

describe("the template to download", () => {
  it("holds the three tables, empty, with every column and its explanation", async () => {
    // given
    const content = await writeSurveyTemplate();
    // when
    const workbook = await openWorkbook(content);
    const parsed = await parseSurvey([{ name: "模板.xlsx", content }]);
    // then
    assert.deepEqual(
      workbook.worksheets.map((sheet) => sheet.name),
      ["分层表", "功能区", "户室对照表", "填写说明"],
    );
    assert.deepEqual(
      parsed.problems.map(({ code }) => code),
      ["SHEET_EMPTY", "SHEET_EMPTY", "SHEET_EMPTY"],
    );
    const explained = workbook.getWorksheet("填写说明")!.getColumn(2).values;
    for (const { columns } of Object.values(TABLE_FORMS)) {
      for (const { title } of columns) assert.ok(explained.includes(title), title);
    }
  });
});
