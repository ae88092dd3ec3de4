import type { Problem } from "#domain/errors.ts";
import type { BuildingData } from "#domain/surveyTables/building.ts";
import { checkSurvey, type SurveyReview } from "#domain/surveyTables/checkSurvey.ts";
import type { SurveyTableName, SurveyTables } from "#domain/surveyTables/rows.ts";

/** The key (`surveyUpload.live`) under which the upload that counts of a draft is found. */
export const liveUpload = (draftId: number): string => `draft:${draftId}`;
/** The same for the tables corrected in a round of 补正. They count for the case once the round is answered. */
export const liveCorrection = (roundId: number): string => `round:${roundId}`;

/** What was read of a survey's tables; kept as JSON in `surveyUpload.tables`. */
export interface ReadTables {
  tables: SurveyTables;
  /** Tables of which rows, or the whole table, could not be read. */
  incomplete: SurveyTableName[];
  /** What reading refused. */
  problems: Problem[];
}

const TABLES: readonly SurveyTableName[] = ["floors", "zones", "units"];
/** A table that no uploaded file holds has no file. */
const isThere = ({ tables }: ReadTables, table: SurveyTableName): boolean => tables[table].file !== "";

/**
 * A csv holds one table, so the three come one after the other: what a new file holds replaces the same table, the
 * others stay as they were read before.
 */
export function mergeTables(before: ReadTables, added: ReadTables): ReadTables {
  const from = (table: SurveyTableName): ReadTables => (isThere(added, table) ? added : before);
  const kept = TABLES.filter((table) => from(table) === before && isThere(before, table));
  const merged: SurveyTables = {
    floors: from("floors").tables.floors,
    zones: from("zones").tables.zones,
    units: from("units").tables.units,
  };
  const problems = [
    ...before.problems.filter(({ file, sheet }) =>
      kept.some((table) => before.tables[table].file === file && before.tables[table].sheet === sheet),
    ),
    ...added.problems.filter(({ code }) => code !== "TABLE_MISSING"),
  ];
  const missing = TABLES.filter((table) => merged[table].file === "");
  return {
    tables: merged,
    incomplete: TABLES.filter((table) => from(table).incomplete.includes(table)),
    problems: [
      ...problems,
      ...missing.map((table) => ({
        code: "TABLE_MISSING",
        message: `缺少“${merged[table].sheet}”，请继续上传。`,
        rule: "SUR-31",
      })),
    ],
  };
}

/** Everything wrong with a survey at once: what could not be read, and what does not fit together. */
export function reviewTables({ tables, incomplete, problems }: ReadTables, building: BuildingData): SurveyReview {
  const review = checkSurvey(tables, building, incomplete);
  return { ...review, problems: [...problems, ...review.problems] };
}
