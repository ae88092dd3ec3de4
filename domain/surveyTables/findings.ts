import type { Problem } from "../errors.ts";
import { titleOf } from "./columns.ts";
import type { SurveyTableName, SurveyTables } from "./rows.ts";

/** Collects what a check finds, each with the place in the uploaded tables. */
export class Findings {
  readonly #tables: SurveyTables;
  readonly problems: Problem[] = [];
  readonly warnings: Problem[] = [];

  constructor(tables: SurveyTables) {
    this.#tables = tables;
  }

  /** A problem of one cell. `value` is what stands there. */
  problem(table: SurveyTableName, line: number, key: string, value: string, finding: Finding): void {
    this.problems.push({ ...finding, ...this.place(table, line, key), value });
  }

  /** A problem of a whole table, or of the building data (`field`). */
  problemOf(table: SurveyTableName, finding: Finding & Pick<Problem, "field" | "value">): void {
    const { file, sheet } = this.#tables[table];
    this.problems.push({ ...finding, file, sheet });
  }

  /** Something the first reviewer should look at; it does not block. */
  warning(table: SurveyTableName, line: number, key: string, value: string, finding: Finding): void {
    this.warnings.push({ ...finding, ...this.place(table, line, key), value });
  }

  place(table: SurveyTableName, line: number, key: string): Pick<Problem, "file" | "sheet" | "row" | "column"> {
    const { file, sheet } = this.#tables[table];
    return { file, sheet, row: line, column: titleOf(table, key) };
  }
}

export type Finding = Required<Pick<Problem, "code" | "message" | "rule">>;
