import { setImmediate } from "node:timers/promises";
import { BusinessError, type Problem } from "#domain/errors.ts";
import { TABLE_FORMS } from "#domain/surveyTables/columns.ts";
import { limitProblems } from "#domain/surveyTables/limitProblems.ts";
import { readRow } from "#domain/surveyTables/readRow.ts";
import type { SurveyRow, SurveyTableName, SurveyTables } from "#domain/surveyTables/rows.ts";
import { LIMITS, type SpreadsheetLimits } from "./limits.ts";
import type { RawSheet } from "./rawSheet.ts";
import { readSheets, type UploadedTable } from "./readSheets.ts";
import { readTableSheet, recogniseTable } from "./tableSheet.ts";

export interface ParsedSurvey {
  /** The rows that could be read. */
  tables: SurveyTables;
  /** Tables of which rows, or the whole table, were refused; `checkSurvey` wants to know. Empty when all is read. */
  incomplete: SurveyTableName[];
  problems: Problem[];
}

const TABLES: readonly SurveyTableName[] = ["floors", "zones", "units"];
/** Rows read before other work gets a turn. */
const BATCH = 250;

/**
 * Reads the survey tables out of uploaded files: one xlsx with the three sheets, or several xlsx and csv that hold them
 * together. Every problem of every cell is listed; sheets that are none of the three (填写说明) are passed over.
 * Ask `checkSurvey(tables, building, incomplete)` as well, so that one upload shows everything.
 * @throws BusinessError 413 when a file is too large; nothing else
 */
export async function parseSurvey(
  files: readonly UploadedTable[],
  limits: SpreadsheetLimits = LIMITS,
): Promise<ParsedSurvey> {
  const problems: Problem[] = [];
  const sheets = await readAll(files, limits, problems);
  const unreadableFile = problems.length > 0;
  const found = new Map<SurveyTableName, RawSheet>();
  for (const sheet of sheets) {
    const table = recogniseTable(sheet);
    if (table === null) continue;
    if (!found.has(table)) found.set(table, sheet);
    else {
      const message = `“${TABLE_FORMS[table].sheet}”上传了不止一份,只能保留一份。`;
      problems.push({ code: "TABLE_TWICE", message, file: sheet.file, sheet: sheet.name });
    }
  }
  const incomplete = new Set<SurveyTableName>();
  const read = async <Name extends SurveyTableName>(table: Name) => {
    const sheet = found.get(table);
    if (sheet) return readTable(table, sheet, problems, incomplete);
    incomplete.add(table);
    // a table may well stand in the file that could not be read
    if (!unreadableFile)
      problems.push({ code: "TABLE_MISSING", message: `缺少“${TABLE_FORMS[table].sheet}”。`, rule: "SUR-31" });
    return { file: "", sheet: TABLE_FORMS[table].sheet, rows: [] };
  };
  const tables: SurveyTables = { floors: await read("floors"), zones: await read("zones"), units: await read("units") };
  return { tables, incomplete: TABLES.filter((table) => incomplete.has(table)), problems: limitProblems(problems) };
}

async function readAll(
  files: readonly UploadedTable[],
  limits: SpreadsheetLimits,
  problems: Problem[],
): Promise<RawSheet[]> {
  const sheets: RawSheet[] = [];
  for (const file of files) {
    try {
      sheets.push(...(await readSheets(file, limits)));
    } catch (error) {
      if (!(error instanceof BusinessError) || error.status === 413) throw error;
      problems.push({ code: error.code, message: error.message, file: file.name });
    }
  }
  return sheets;
}

async function readTable<Name extends SurveyTableName>(
  table: Name,
  sheet: RawSheet,
  problems: Problem[],
  incomplete: Set<SurveyTableName>,
): Promise<{ file: string; sheet: string; rows: SurveyRow<Name>[] }> {
  const { rows: texts, problems: sheetProblems, unreadable } = readTableSheet(sheet, TABLE_FORMS[table]);
  for (const problem of sheetProblems) problems.push(problem);
  const rows: SurveyRow<Name>[] = [];
  for (const [index, text] of texts.entries()) {
    if (index % BATCH === 0) await setImmediate();
    const read = readRow(table, text);
    problems.push(...read.problems);
    if (read.row) rows.push(read.row);
  }
  if (unreadable || rows.length < texts.length) incomplete.add(table);
  return { file: sheet.file, sheet: sheet.name, rows };
}
