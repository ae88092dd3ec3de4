import type { Problem } from "../errors.ts";
import { BLANK, CELL_READERS, type CellValue } from "./cells.ts";
import { TABLE_FORMS } from "./columns.ts";
import { floorRowSchema, type SurveyRow, type SurveyTableName, unitRowSchema, zoneRowSchema } from "./rows.ts";

/** A row of text with its place, as a spreadsheet reader gives it: texts by column title. */
export interface TextRow {
  file: string;
  sheet: string;
  line: number;
  cells: ReadonlyMap<string, string>;
  /** Columns whose cell was already refused (a formula, a merged cell): read no more of them. */
  refusedColumns: ReadonlySet<string>;
}

const SCHEMAS = { floors: floorRowSchema, zones: zoneRowSchema, units: unitRowSchema };

/** "0" in the column 单元 is how the seed's screens say that there is none. */
const NO_STAIR_UNIT = "0";

/** Reads one row of a table. Every bad cell is named; a row is given only when all its cells are good. */
export function readRow<Name extends SurveyTableName>(
  table: Name,
  text: TextRow,
): { row: SurveyRow<Name> | null; problems: Problem[] } {
  const values: Record<string, CellValue> = { line: text.line };
  const problems: Problem[] = [];
  for (const column of TABLE_FORMS[table].columns) {
    if (text.refusedColumns.has(column.title)) continue;
    const typed = text.cells.get(column.title) ?? "";
    const place = { file: text.file, sheet: text.sheet, row: text.line, column: column.title };
    if (typed === "") {
      values[column.key] = BLANK[column.kind];
      if (!column.blank && !column.optional) {
        problems.push({ code: "CELL_MISSING", message: `“${column.title}”必须填写。`, ...place, rule: "SUR-31" });
      }
      continue;
    }
    const checked = CELL_READERS[column.kind](typed);
    if (checked.ok) values[column.key] = checked.value;
    else
      problems.push({
        code: checked.code,
        message: checked.message,
        ...place,
        value: typed,
        rule: ruleOf(column.kind),
      });
  }
  if (problems.length > 0 || text.refusedColumns.size > 0) return { row: null, problems };
  if (values.stairUnit === NO_STAIR_UNIT) values.stairUnit = "";
  // every kind of cell reads into what the schema asks for, so a failure here is a defect and may throw
  return { row: SCHEMAS[table].parse(values) as SurveyRow<Name>, problems };
}

const ruleOf = (kind: string): string => (kind === "area" ? "SUR-01" : kind === "coefficient" ? "SUR-08" : "SUR-31");
