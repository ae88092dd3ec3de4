import type ExcelJS from "exceljs";
import { writeSurveyWorkbook } from "#adapters/spreadsheet/writeSurvey.ts";
import type { SurveyTables } from "#domain/surveyTables/rows.ts";
import { openWorkbook } from "#test/workbook.ts";

/** The workbook of a survey after a person has changed it in Excel. */
export async function editedWorkbook(
  tables: SurveyTables,
  edit: (sheet: (name: string) => ExcelJS.Worksheet) => void,
): Promise<Uint8Array> {
  const workbook = await openWorkbook(await writeSurveyWorkbook(tables));
  edit((name) => {
    const sheet = workbook.getWorksheet(name);
    if (!sheet) throw new RangeError(`There is no sheet ${name}`);
    return sheet;
  });
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** Types into the cell of a row under the heading of its column. */
export function setCell(sheet: ExcelJS.Worksheet, row: number, title: string, value: ExcelJS.CellValue): void {
  const titles = sheet.getRow(1).values as ExcelJS.CellValue[];
  const column = titles.indexOf(title);
  if (column < 1) throw new RangeError(`There is no column ${title}`);
  sheet.getCell(row, column).value = value;
}

/** Empties a sheet from a row on. (`spliceRows` leaves the last rows standing.) */
export function clearRows(sheet: ExcelJS.Worksheet, from: number): void {
  for (let row = from; row <= sheet.rowCount; row += 1) sheet.getRow(row).values = [];
}
