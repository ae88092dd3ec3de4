import type { Actor, Context } from "#approval/context.ts";
import { readSection } from "#approval/forms.ts";
import { demandSight } from "#approval/sight.ts";
import { fromJson } from "#db/json.ts";
import type { Tx } from "#db/transaction.ts";
import { BusinessError, type Problem } from "#domain/errors.ts";
import type { DraftView } from "#domain/platform/drafts.ts";
import type { SurveyFilingStart, SurveyView } from "#domain/survey-filing.ts";
import { surveyChanges } from "#domain/surveyTables/changes.ts";
import type { UnitRow } from "#domain/surveyTables/rows.ts";
import type { AdjustedRow } from "#domain/surveyTables/shareChecks.ts";
import { surveyStatistics } from "#domain/surveyTables/statistics.ts";
import { HOUSE_USES, identifierOf } from "#domain/surveyTables/words.ts";
import { buildingBySurveyNo, buildingDataOf } from "./building.ts";
import { liveUpload, type ReadTables, reviewTables } from "./tables.ts";

/** The upload that counts of a draft, as its page shows it; null before the first. */
export const surveyOfDraft = (read: Pick<Tx, "sql">, draftId: number): Promise<DraftView["survey"]> =>
  uploadedSurvey(read, liveUpload(draftId));

/** The upload under a key of `surveyUpload.live`; null where there is none. */
export async function uploadedSurvey(read: Pick<Tx, "sql">, live: string): Promise<DraftView["survey"]> {
  const row = await uploads(read).where("surveyUpload.live", "=", live).executeTakeFirst();
  if (!row) return null;
  const tables = fromJson<ReadTables>(row.tables);
  return {
    uploadId: row.id,
    fileName: row.name,
    state: row.state,
    problems: fromJson<Record<string, unknown>[]>(row.problems),
    adjustedRows: fromJson<Record<string, unknown>[]>(row.adjustedRows),
    statistics: tables === null ? null : surveyStatistics(tables.tables.units.rows).map((line) => ({ ...line })),
  };
}

const uploads = ({ sql }: Pick<Tx, "sql">) =>
  sql
    .selectFrom("surveyUpload")
    .innerJoin("storedFile", "storedFile.id", "surveyUpload.fileId")
    .select(["surveyUpload.id", "surveyUpload.tables", "surveyUpload.problems", "surveyUpload.adjustedRows"])
    .select(["surveyUpload.state", "surveyUpload.caseId", "storedFile.name"]);

/** The start form of a case as it was submitted. */
export async function submittedStart(read: Pick<Tx, "sql">, caseId: number): Promise<SurveyFilingStart> {
  const section = await readSection(read, caseId, "survey-filing.start");
  if (section === null) throw new Error(`Case ${caseId} has no start form`);
  return section.data as SurveyFilingStart;
}

/** What a case asks to file: the tables as they were submitted. */
export async function submittedTables(read: Pick<Tx, "sql">, caseId: number): Promise<ReadTables & { file: string }> {
  const row = await uploads(read).where("surveyUpload.caseId", "=", caseId).executeTakeFirstOrThrow();
  const tables = fromJson<ReadTables>(row.tables);
  if (tables === null) throw new Error(`Case ${caseId} was submitted without tables`);
  return { ...tables, file: row.name };
}

/** Rows flagged 调整 that 初审 has to pass with a reason. */
export async function adjustedRowsOf({ sql }: Pick<Tx, "sql">, caseId: number): Promise<AdjustedRow[]> {
  const row = await sql
    .selectFrom("surveyUpload")
    .select("adjustedRows")
    .where("caseId", "=", caseId)
    .executeTakeFirstOrThrow();
  return fromJson<AdjustedRow[]>(row.adjustedRows);
}

/**
 * The survey of a case for those who handle or follow it: statistics, zones, adjusted rows, what to look at, what changes.
 * @throws BusinessError CASE_UNKNOWN (404); CLAIM_FIRST (403) for a candidate who has not claimed the task
 */
export function readSurvey(ctx: Context, actor: Actor, caseId: number): Promise<SurveyView> {
  return ctx.database.read(async (read) => {
    const level = await demandSight(read, actor, ctx.clock.now(), caseId);
    if (level === "summary") {
      throw new BusinessError("CLAIM_FIRST", "领取任务后可以查看测绘成果。", { status: 403 });
    }
    const { tables, incomplete, problems, file } = await submittedTables(read, caseId);
    const start = await submittedStart(read, caseId);
    const { regionCode } = await read.sql
      .selectFrom("caseRecord")
      .select("regionCode")
      .where("id", "=", caseId)
      .executeTakeFirstOrThrow();
    const building = await buildingDataOf(read, regionCode, start);
    const warnings: Problem[] = building.ok
      ? reviewTables({ tables, incomplete, problems }, building.value).warnings
      : building.problems;
    return {
      fileName: file,
      statistics: surveyStatistics(tables.units.rows),
      zones: tables.zones.rows,
      adjustedRows: (await adjustedRowsOf(read, caseId)).map((row) => ({ ...row })),
      warnings: warnings.map((warning) => ({ ...warning })),
      changes: await changesOf(read, caseId, start.surveyNo, tables.units.rows),
    };
  });
}

/** Against the newest other filing of the building; none before the first. */
async function changesOf(
  read: Pick<Tx, "sql">,
  caseId: number,
  surveyNo: string,
  units: readonly UnitRow[],
): Promise<SurveyView["changes"]> {
  const building = await buildingBySurveyNo(read, surveyNo);
  if (building === null) return [];
  const before = await read.sql
    .selectFrom("surveyResult")
    .select("id")
    .where("buildingId", "=", building.id)
    .where("caseId", "!=", caseId)
    .where("liveStage", "is not", null)
    .orderBy("filedAt", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!before) return [];
  const filed = await read.sql
    .selectFrom("surveyUnit")
    .innerJoin("unit", "unit.id", "surveyUnit.unitId")
    .select(["unit.roomNo", "unit.stairUnit", "surveyUnit.actualFloor as floor", "surveyUnit.grossArea"])
    .select(["surveyUnit.interiorArea", "surveyUnit.sharedArea", "surveyUnit.houseUse"])
    .where("surveyUnit.surveyId", "=", before.id)
    .orderBy("surveyUnit.position")
    .execute();
  return surveyChanges(
    filed.map(({ houseUse, ...unit }) => ({ ...unit, use: identifierOf(HOUSE_USES, houseUse) ?? "other" })),
    units,
  ).map((change) => ({ ...change }));
}
