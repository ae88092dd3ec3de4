import type { Selectable } from "kysely";
import { type DeveloperRow, liveStageOf } from "#approval/developers.ts";
import type { Schema } from "#db/schema.ts";
import type { Tx } from "#db/transaction.ts";
import type { Problem } from "#domain/errors.ts";
import { readBuildingData, type SurveyFilingStart, surveyFilingErrors, surveyStages } from "#domain/survey-filing.ts";

export type BuildingRow = Selectable<Schema["building"]>;

/** The building that a survey number stands for (SUR-30); null before its first filing. */
export async function buildingBySurveyNo({ sql }: Pick<Tx, "sql">, surveyNo: string): Promise<BuildingRow | null> {
  return (await sql.selectFrom("building").selectAll().where("surveyNo", "=", surveyNo).executeTakeFirst()) ?? null;
}

/** The building data of a draft or case, with the project's name as the register has it. */
export async function buildingDataOf({ sql }: Pick<Tx, "sql">, regionCode: string, data: Record<string, unknown>) {
  const projectId = typeof data.projectId === "number" ? data.projectId : null;
  const project =
    projectId === null
      ? undefined
      : await sql.selectFrom("project").select("name").where("id", "=", projectId).executeTakeFirst();
  return readBuildingData(data, { regionCode, projectName: project?.name ?? null });
}

/** Why a building and stage cannot be filed by this company now. */
export async function filingProblems(
  { sql }: Pick<Tx, "sql">,
  developer: DeveloperRow,
  { surveyNo, surveyCaseNo, stage }: Pick<SurveyFilingStart, "surveyNo" | "surveyCaseNo" | "stage">,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  const building = await buildingBySurveyNo({ sql }, surveyNo);
  if (building !== null && building.developerId !== developer.id) {
    problems.push({
      code: "SURVEY_NO_TAKEN",
      message: "该测量号已用于其他单位的楼幢，请核对。",
      field: "surveyNo",
      rule: "SUR-30",
    });
  } else if (building !== null) {
    const live = liveStageOf(building.id, stage);
    const filed = await sql
      .selectFrom("surveyResult")
      .select("filingNumber")
      .where("liveStage", "=", live)
      .executeTakeFirst();
    if (filed) problems.push(surveyFiled(stage, filed.filingNumber));
  }
  const sameCaseNo = await sql
    .selectFrom("surveyResult")
    .innerJoin("building", "building.id", "surveyResult.buildingId")
    .select("building.surveyNo")
    .where("surveyResult.surveyCaseNo", "=", surveyCaseNo)
    .where("building.surveyNo", "!=", surveyNo)
    .executeTakeFirst();
  if (sameCaseNo) {
    problems.push({
      code: "SURVEY_CASE_NO_TAKEN",
      message: "该测绘宗号已用于其他楼幢，请核对。",
      field: "surveyCaseNo",
      rule: "SUR-30",
    });
  }
  return problems;
}

/** Another filing of the building and stage is in force. `filingNumber` is "" for a moment, until it is numbered. */
export function surveyFiled(stage: keyof typeof surveyStages, filingNumber: string): Problem {
  const number = filingNumber === "" ? "" : `（备案号 ${filingNumber}）`;
  return {
    code: surveyFilingErrors.surveyFiled,
    message: `该楼幢的${surveyStages[stage]}已有有效备案${number}，不能重复备案。`,
    field: "surveyNo",
    rule: "SUR-30",
  };
}
