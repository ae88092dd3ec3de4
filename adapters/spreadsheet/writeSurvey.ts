import ExcelJS from "exceljs";
import { type CellKind, type Column, TABLE_FORMS, type TableForm } from "#domain/surveyTables/columns.ts";
import type { SurveyTableName, SurveyTables } from "#domain/surveyTables/rows.ts";
import { HOUSE_USES, WALLS } from "#domain/surveyTables/words.ts";
import { withoutTimes } from "./zipTimes.ts";

const TABLES: readonly SurveyTableName[] = ["floors", "zones", "units"];
/** The same bytes on every run: the workbook carries no moment of writing. */
const NO_TIME = new Date(0);
const HEADER_FILL = "FFE8F1FB";

const WORDS: Partial<Record<CellKind, readonly string[]>> = {
  use: Object.values(HOUSE_USES),
  wall: Object.values(WALLS),
  flag: ["是", "否"],
};
const NUMBER_FORMATS: Partial<Record<CellKind, string>> = { area: "0.00", height: "0.00", coefficient: "0.000000" };
/** Rows of the template that offer the allowed words. */
const TEMPLATE_ROWS = 500;

type Cell = string | number | null;

/** The empty tables to download and fill in, with a sheet 填写说明 that explains every column. */
export async function writeSurveyTemplate(): Promise<Uint8Array> {
  const workbook = newWorkbook();
  for (const table of TABLES) {
    const form = TABLE_FORMS[table];
    const sheet = addTable(workbook, form, []);
    for (const [index, column] of form.columns.entries()) offerWords(sheet, index + 1, column);
  }
  addExplanation(workbook);
  return toBytes(workbook);
}

/** The tables as a workbook that `parseSurvey` reads back into the same rows. The same tables give the same bytes. */
export async function writeSurveyWorkbook(tables: SurveyTables): Promise<Uint8Array> {
  const workbook = newWorkbook();
  for (const table of TABLES) addTable(workbook, TABLE_FORMS[table], tables[table].rows);
  return toBytes(workbook);
}

function newWorkbook(): ExcelJS.Workbook {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = "安居";
  workbook.lastModifiedBy = "安居";
  workbook.created = NO_TIME;
  workbook.modified = NO_TIME;
  return workbook;
}

function addTable(workbook: ExcelJS.Workbook, form: TableForm, rows: readonly object[]): ExcelJS.Worksheet {
  const sheet = workbook.addWorksheet(form.sheet, { views: [{ state: "frozen", ySplit: 1 }] });
  sheet.columns = form.columns.map((column) => ({
    header: column.title,
    width: Math.max(8, column.title.length * 2 + 4),
    style: { numFmt: NUMBER_FORMATS[column.kind] ?? (column.kind === "code" ? "@" : "General") },
  }));
  paintHeader(sheet);
  rows.forEach((row, index) => {
    const values = new Map<string, unknown>(Object.entries(row));
    sheet.addRow(
      form.columns.map((column) => (column.kind === "serial" ? index + 1 : cellOf(column, values.get(column.key)))),
    );
  });
  return sheet;
}

function paintHeader(sheet: ExcelJS.Worksheet): void {
  const header = sheet.getRow(1);
  header.font = { bold: true };
  header.fill = { type: "pattern", pattern: "solid", fgColor: { argb: HEADER_FILL } };
}

/** What stands in a cell: numbers as numbers, identifiers as their printed words, no cell for nothing. */
function cellOf({ key, kind }: Column, value: unknown): Cell {
  if (key === "stairUnit" && value === "") return "0";
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "boolean") return value ? "是" : null;
  if (typeof value === "number")
    return kind === "coefficient" ? value / 1_000_000 : kind === "area" || kind === "height" ? value / 100 : value;
  const text = String(value);
  if (kind === "use") return HOUSE_USES[text as keyof typeof HOUSE_USES];
  if (kind === "wall") return WALLS[text as keyof typeof WALLS];
  return kind !== "code" && /^-?\d+$/.test(text) ? Number(text) : text;
}

function offerWords(sheet: ExcelJS.Worksheet, index: number, { kind, title }: Column): void {
  const words = WORDS[kind];
  if (!words) return;
  for (let line = 2; line <= TEMPLATE_ROWS + 1; line++) {
    sheet.getCell(line, index).dataValidation = {
      type: "list",
      allowBlank: true,
      formulae: [`"${words.join(",")}"`],
      showErrorMessage: true,
      errorTitle: title,
      error: `只能填写:${words.join("、")}。`,
    };
  }
}

function addExplanation(workbook: ExcelJS.Workbook): void {
  const sheet = workbook.addWorksheet("填写说明");
  sheet.columns = [
    { header: "工作表", width: 14 },
    { header: "列名", width: 16 },
    { header: "是否必填", width: 10 },
    { header: "说明", width: 80 },
  ];
  paintHeader(sheet);
  for (const table of TABLES) {
    const form = TABLE_FORMS[table];
    for (const column of form.columns) {
      sheet.addRow([form.sheet, column.title, requirementOf(column), column.note]);
    }
  }
  for (const [topic, note] of GENERAL_NOTES) sheet.addRow([topic, "", "", note]);
}

const requirementOf = (column: Column): string => (column.optional ? "可无此列" : column.blank ? "可不填" : "必填");

const GENERAL_NOTES: readonly [topic: string, note: string][] = [
  ["总则", "面积单位为平方米,最多两位小数;用半角数字,不写单位;不合并单元格,不用公式;不增减列名。"],
  [
    "公用面积",
    "分层表写公用面积位于哪一层;功能区表写各功能区承担多少:自有公用面积加从整幢分得的分摊公用面积。两边合计相等(另减不分摊面积)。",
  ],
  [
    "闭合",
    "各层建筑面积合计等于幢建筑面积;各户套内面积合计等于各层套内面积合计;各户分摊面积合计等于所在功能区公用面积。",
  ],
  [
    "文件",
    "可上传一个含三张工作表的xlsx,也可分别上传三个csv(文件名含“分层表”“功能区”“户室对照表”),每张表不超过20000行。",
  ],
];

async function toBytes(workbook: ExcelJS.Workbook): Promise<Uint8Array> {
  return withoutTimes(new Uint8Array(await workbook.xlsx.writeBuffer()));
}
