import type { CaseRow } from "#approval/business.ts";
import { type DeveloperRow, developerOf, liveStageOf } from "#approval/developers.ts";
import { type BuildingRow, buildingBySurveyNo, buildingDataOf, surveyFiled } from "#approval/survey-filing/building.ts";
import { submittedStart, submittedTables } from "#approval/survey-filing/read.ts";
import { isDuplicate } from "#db/failures.ts";
import { toJson } from "#db/json.ts";
import { forUpdate, recordCreated, recordLock } from "#db/locks.ts";
import type { Tx } from "#db/transaction.ts";
import { BusinessError, TryAgainError } from "#domain/errors.ts";
import { addAreas } from "#domain/rules/area.ts";
import { type SurveyFilingStart, surveyFilingErrors } from "#domain/survey-filing.ts";
import type { BuildingData } from "#domain/surveyTables/building.ts";
import { linkUnits, storeFloors } from "./storeRows.ts";

/**
 * 建立楼盘表: the decided survey becomes the one in force of its building and stage. Units keep their keys from survey to
 * survey (SUR-33).
 * @throws BusinessError SURVEY_FILED where another filing of the stage came into force since the decision
 */
export async function buildTable(tx: Tx, caseRecord: CaseRow): Promise<void> {
  const { id: caseId, regionCode } = caseRecord;
  const start = await submittedStart(tx, caseId);
  const data = await buildingDataOf(tx, regionCode, start);
  const developer = await developerOf(tx, caseRecord.applicantOrgId);
  if (!data.ok || developer === null) throw new Error(`Case ${caseId} was filed without sound building data`);
  const { tables } = await submittedTables(tx, caseId);
  const buildingId = await takeBuilding(tx, regionCode, developer, start, data.value);
  const liveStage = liveStageOf(buildingId, start.stage);
  await requireNoneInForce(tx, liveStage, start.stage);
  const surveyId = tx.nextId();
  const units = tables.units.rows;
  const sum = (area: (row: (typeof units)[number]) => number): number => addAreas(units.map(area));
  await tx.sql
    .insertInto("surveyResult")
    .values({
      id: surveyId,
      buildingId,
      stage: start.stage,
      version: await nextVersion(tx, buildingId, start.stage),
      liveStage,
      surveyCaseNo: start.surveyCaseNo,
      caseId,
      // given by the next job
      filingNumber: "",
      buildingData: toJson(data.value),
      zones: toJson(tables.zones.rows),
      grossArea: data.value.grossArea,
      interiorArea: sum(({ interiorArea }) => interiorArea),
      sharedArea: sum(({ sharedArea }) => sharedArea),
      unitCount: units.length,
      filedAt: tx.now,
    })
    .execute();
  await storeFloors(tx, surveyId, tables.floors.rows);
  await linkUnits(tx, { surveyId, buildingId, caseId, stage: start.stage }, units);
}

/** The building's row under lock, made with its first survey; later ones bring its name, place and project up to date. */
async function takeBuilding(
  tx: Tx,
  regionCode: string,
  developer: DeveloperRow,
  start: SurveyFilingStart,
  { location, buildingNo }: BuildingData,
): Promise<number> {
  const known = await buildingBySurveyNo(tx, start.surveyNo);
  const described = { number: buildingNo, name: start.buildingName, location };
  if (known === null) return createBuilding(tx, { ...described, regionCode, developer, start });
  recordLock(tx, "register", ["building", known.id]);
  const locked: BuildingRow = await forUpdate(
    tx.sql.selectFrom("building").selectAll().where("id", "=", known.id),
    tx.dialect,
  ).executeTakeFirstOrThrow();
  await tx.sql
    .updateTable("building")
    .set({ ...described, projectId: locked.projectId ?? start.projectId ?? null })
    .where("id", "=", known.id)
    .execute();
  return known.id;
}

async function createBuilding(
  tx: Tx,
  given: Pick<BuildingRow, "number" | "name" | "location" | "regionCode"> & {
    developer: DeveloperRow;
    start: SurveyFilingStart;
  },
): Promise<number> {
  const { developer, start, ...described } = given;
  const id = tx.nextId();
  try {
    await tx.sql
      .insertInto("building")
      .values({
        id,
        ...described,
        projectId: start.projectId ?? null,
        developerId: developer.id,
        surveyNo: start.surveyNo,
        at: tx.now,
      })
      .execute();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    // another first filing of the same building was quicker; the repeat finds its row
    throw new TryAgainError("同一测量号的楼幢正在建立。", { cause: error });
  }
  recordCreated(tx, "register", ["building", id]);
  return id;
}

async function requireNoneInForce(tx: Tx, liveStage: string, stage: SurveyFilingStart["stage"]): Promise<void> {
  const filed = await tx.sql
    .selectFrom("surveyResult")
    .select("filingNumber")
    .where("liveStage", "=", liveStage)
    .executeTakeFirst();
  if (!filed) return;
  const problem = surveyFiled(stage, filed.filingNumber);
  throw new BusinessError(surveyFilingErrors.surveyFiled, problem.message, { problems: [problem] });
}

async function nextVersion({ sql }: Tx, buildingId: number, stage: SurveyFilingStart["stage"]): Promise<number> {
  const { last } = await sql
    .selectFrom("surveyResult")
    .select((select) => select.fn.max("version").as("last"))
    .where("buildingId", "=", buildingId)
    .where("stage", "=", stage)
    .executeTakeFirstOrThrow();
  return Number(last ?? 0) + 1;
}
