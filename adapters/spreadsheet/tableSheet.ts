import type { Problem } from "#domain/errors.ts";
import type { Column, TableForm } from "#domain/surveyTables/columns.ts";
import { TABLE_FORMS } from "#domain/surveyTables/columns.ts";
import type { TextRow } from "#domain/surveyTables/readRow.ts";
import type { SurveyTableName } from "#domain/surveyTables/rows.ts";
import { columnLetters, type Merge, type RawCell, type RawRow, type RawSheet } from "./rawSheet.ts";

export interface TableSheet {
  rows: TextRow[];
  problems: Problem[];
  /** The header is not the table's: no row was read. */
  unreadable: boolean;
}

/** Which survey table a sheet is: by its name, or when that says nothing by its header. */
export function recogniseTable(sheet: RawSheet): SurveyTableName | null {
  const names = Object.keys(TABLE_FORMS) as SurveyTableName[];
  const named = names.filter((name) => sheet.name.includes(TABLE_FORMS[name].sheet));
  if (named[0] !== undefined && named.length === 1) return named[0];
  const titles = new Set([...(sheet.rows[0]?.cells.values() ?? [])].map((cell) => cleanTitle(cell.text)));
  const known = (name: SurveyTableName) => {
    const required = TABLE_FORMS[name].columns.filter((column) => !column.optional);
    return required.filter((column) => titlesOf(column).some((title) => titles.has(title))).length / required.length;
  };
  const best = names.toSorted((one, other) => known(other) - known(one))[0]!;
  return known(best) >= 0.5 ? best : null;
}

/** Lays a sheet under the columns of its table. The first row with text is the header; every problem has its place. */
export function readTableSheet(sheet: RawSheet, form: TableForm): TableSheet {
  const place = { file: sheet.file, sheet: sheet.name };
  const header = sheet.rows[0];
  if (header === undefined || sheet.rows.length === 1) {
    const message = `“${form.sheet}”没有内容。`;
    return { rows: [], problems: [{ code: "SHEET_EMPTY", message, ...place }], unreadable: true };
  }
  const problems: Problem[] = sheet.merges.map((merge) => ({
    code: "MERGED_CELLS",
    message: `单元格 ${merge.reference} 是合并单元格,请取消合并后逐格填写。`,
    ...place,
    row: merge.firstLine,
    column: columnLetters(merge.firstColumn),
    value: merge.reference,
  }));
  if (sheet.merges.some((merge) => merge.firstLine <= header.line)) return { rows: [], problems, unreadable: true };
  const { titles, problems: headerProblems } = readHeader(header, form);
  problems.push(...headerProblems.map((problem) => ({ ...problem, ...place, row: header.line })));
  if (headerProblems.length > 0) return { rows: [], problems, unreadable: true };
  const rows = sheet.rows.slice(1).map((row) => readTextRow(sheet, row, titles, problems));
  return { rows, problems, unreadable: false };
}

/** Column index → title of our column. Unknown, doubled and missing titles are problems: a guess could lose data. */
function readHeader(header: RawRow, form: TableForm): { titles: Map<number, string>; problems: Problem[] } {
  const problems: Problem[] = [];
  const titles = new Map<number, string>();
  for (const [index, cell] of header.cells) {
    const typed = cleanTitle(cell.text);
    const column = form.columns.find((candidate) => titlesOf(candidate).includes(typed));
    const at = { column: columnLetters(index), value: cell.text };
    if (column === undefined) {
      problems.push({
        code: "COLUMN_UNKNOWN",
        message: `“${form.sheet}”没有“${typed}”这一列,请删除或改正列名。`,
        ...at,
      });
    } else if ([...titles.values()].includes(column.title)) {
      problems.push({ code: "COLUMN_TWICE", message: `列“${column.title}”出现了两次。`, ...at });
    } else titles.set(index, column.title);
  }
  const present = new Set(titles.values());
  for (const column of form.columns) {
    if (column.optional || present.has(column.title)) continue;
    const message = `缺少列“${column.title}”,第一个有内容的行应为表头。`;
    problems.push({ code: "COLUMN_MISSING", message, column: column.title, rule: "SUR-31" });
  }
  return { titles, problems };
}

const titlesOf = (column: Column): string[] => [column.title, ...(column.aliases ?? [])];

/** Titles are compared without spaces, line breaks and a unit in brackets behind. */
const cleanTitle = (title: string): string =>
  title.replace(/\s/g, "").replace(/[((](?:㎡|m²|m2|M2|平方米|米|m)[))]$/, "");

function readTextRow(sheet: RawSheet, row: RawRow, titles: ReadonlyMap<number, string>, problems: Problem[]): TextRow {
  const cells = new Map<string, string>();
  const refusedColumns = new Set<string>();
  const place = { file: sheet.file, sheet: sheet.name, row: row.line };
  for (const merge of sheet.merges) refuseMerged(merge, row.line, titles, refusedColumns);
  for (const [index, cell] of row.cells) {
    const title = titles.get(index);
    const column = title ?? columnLetters(index);
    const problem = problemOf(cell, title, columnLetters(index) + row.line);
    if (problem) {
      refusedColumns.add(column);
      problems.push({ ...problem, ...place, column, value: cell.text });
    } else if (title !== undefined) cells.set(title, cell.text);
  }
  return { file: sheet.file, sheet: sheet.name, line: row.line, cells, refusedColumns };
}

function refuseMerged(
  merge: Merge,
  line: number,
  titles: ReadonlyMap<number, string>,
  refusedColumns: Set<string>,
): void {
  if (line < merge.firstLine || line > merge.lastLine) return;
  for (const [index, title] of titles) {
    if (index >= merge.firstColumn && index <= merge.lastColumn) refusedColumns.add(title);
  }
}

function problemOf(
  cell: RawCell,
  title: string | undefined,
  reference: string,
): Pick<Problem, "code" | "message"> | null {
  if (cell.trouble === "formula") {
    return { code: "FORMULA_CELL", message: `单元格 ${reference} 是公式,请改为填写数值(复制后“选择性粘贴—数值”)。` };
  }
  if (cell.trouble === "error") return { code: "ERROR_CELL", message: `单元格 ${reference} 是错误值,请改正。` };
  if (title === undefined)
    return { code: "CELL_WITHOUT_TITLE", message: `单元格 ${reference} 有内容,但该列没有表头。` };
  return null;
}
