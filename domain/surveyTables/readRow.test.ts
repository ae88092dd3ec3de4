import assert from "node:assert/strict";
import { CELL_READERS } from "./cells.ts";
import type { CellKind } from "./columns.ts";
import { readRow } from "./readRow.ts";

describe("a cell of a survey table", () => {
  const rows: [kind: CellKind, text: string, expected: unknown][] = [
    ["level", "-1", "-1"],
    ["level", "21", "21"],
    ["level", "屋面层", "屋面层"],
    ["level", "0", "FLOOR_ZERO"],
    ["level", "一", "FLOOR_NOT_A_NUMBER"],
    ["floor", "3", 3],
    ["floor", "-1", -1],
    ["floor", "0", "FLOOR_ZERO"],
    ["floor", "-0", "FLOOR_ZERO"],
    ["floor", "1.5", "FLOOR_NOT_A_NUMBER"],
    ["floor", "03", "FLOOR_NOT_A_NUMBER"],
    ["floor", "201", "FLOOR_OUT_OF_RANGE"],
    ["floor", "-21", "FLOOR_OUT_OF_RANGE"],
    ["floor", "３", "FULL_WIDTH"],
    ["nominalFloor", "3A", "3A"],
    ["nominalFloor", "-1", "-1"],
    ["nominalFloor", "0", "FLOOR_ZERO"],
    ["code", "-101", "-101"],
    ["code", "１０１", "FULL_WIDTH"],
    ["code", "1".repeat(41), "TEXT_TOO_LONG"],
    ["text", "三室二厅", "三室二厅"],
    ["text", "长".repeat(61), "TEXT_TOO_LONG"],
    ["area", "38.01", 3801],
    ["area", "-1", "AREA_NEGATIVE"],
    ["coefficient", "0.087322", 87322],
    ["coefficient", "1", 1_000_000],
    ["coefficient", "0.0873221", "COEFFICIENT_NOT_A_NUMBER"],
    ["coefficient", "-0.1", "COEFFICIENT_NOT_A_NUMBER"],
    ["height", "3.05", 305],
    ["height", "0", null],
    ["height", "3.055", "HEIGHT_NOT_A_NUMBER"],
    ["count", "2", 2],
    ["count", "0", "COUNT_NOT_A_NUMBER"],
    ["use", "住宅", "residential"],
    ["use", "物业管理用房", "managementRoom"],
    ["use", "住房", "USE_UNKNOWN"],
    ["wall", "借墙", "borrowed"],
    ["wall", "墙", "WALL_UNKNOWN"],
    ["flag", "是", true],
    ["flag", "否", false],
    ["flag", "Y", "FLAG_UNKNOWN"],
    ["serial", "anything", null],
  ];
  for (const [kind, text, expected] of rows) {
    it(`of kind ${kind} with “${text.slice(0, 12)}” reads as ${expected}`, () => {
      const checked = CELL_READERS[kind](text);
      assert.equal(checked.ok ? checked.value : checked.code, expected);
    });
  }
});

describe("a row of the table of zones", () => {
  const text = (cells: Record<string, string>, refused: string[] = []) => ({
    file: "a.xlsx",
    sheet: "功能区",
    line: 7,
    cells: new Map(Object.entries(cells)),
    refusedColumns: new Set(refused),
  });
  const filled = {
    功能区: "住宅",
    用途: "住宅",
    套内面积: "70.00",
    自有公用面积: "9.00",
    分摊公用面积: "1.40",
    分摊系数: "0.148571",
  };

  it("is read with its line", () => {
    assert.deepEqual(readRow("zones", text(filled)), {
      row: {
        line: 7,
        name: "住宅",
        use: "residential",
        interiorArea: 7000,
        ownCommonArea: 900,
        receivedCommonArea: 140,
        coefficient: 148571,
      },
      problems: [],
    });
  });

  it("names every bad cell with its place, value and rule, and gives no row", () => {
    const { row, problems } = readRow("zones", text({ ...filled, 用途: "", 套内面积: "70.001" }));
    assert.equal(row, null);
    const place = { file: "a.xlsx", sheet: "功能区", row: 7 };
    assert.deepEqual(problems, [
      { code: "CELL_MISSING", message: "“用途”必须填写。", ...place, column: "用途", rule: "SUR-31" },
      {
        code: "AREA_TOO_PRECISE",
        message: "面积最多保留两位小数。",
        ...place,
        column: "套内面积",
        value: "70.001",
        rule: "SUR-01",
      },
    ]);
  });

  it("says nothing again about a cell the reader has refused, and gives no row", () => {
    assert.deepEqual(readRow("zones", text({ ...filled, 用途: "" }, ["用途"])), { row: null, problems: [] });
  });
});
