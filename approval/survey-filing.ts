import { fromJson } from "#db/json.ts";
import type { Tx } from "#db/transaction.ts";
import { surveyFilingNotice } from "#domain/documents/surveyFilingNotice.ts";
import type { Problem } from "#domain/errors.ts";
import { type AcceptanceForm, judgeAcceptance } from "#domain/platform/acceptance.ts";
import { displayArea } from "#domain/rules/area.ts";
import { surveyFilingCounty } from "#domain/survey-filing/county.ts";
import {
  type SurveyFilingFacts,
  type SurveyFilingStart,
  type SurveyFirstReview,
  surveyFilingErrors,
  surveyFilingFactsSchema,
  surveyFilingForms,
  surveyStages,
  UNIT_PLANS,
  unitOfPlan,
} from "#domain/survey-filing.ts";
import type { UnitRow } from "#domain/surveyTables/rows.ts";
import type { Business, MaterialRow } from "./business.ts";
import { developerOf, developerOfDraft, liveStageOf, projectsOf } from "./developers.ts";
import { proposedRefusals } from "./proposals.ts";
import { buildingBySurveyNo, buildingDataOf, filingProblems, surveyFiled } from "./survey-filing/building.ts";
import { adjustedRowsOf, submittedStart, submittedTables, surveyOfDraft } from "./survey-filing/read.ts";
import { liveCorrection, liveUpload, type ReadTables, reviewTables } from "./survey-filing/tables.ts";

export { correctSurvey, readCorrection } from "./survey-filing/correct.ts";
export { readSurvey } from "./survey-filing/read.ts";
export { surveyTemplate, uploadSurvey } from "./survey-filing/upload.ts";

/** 测绘成果备案 (SUR-30). */
export const surveyFiling: Business = {
  id: "survey-filing",
  name: "测绘成果备案",
  startForm: "survey-filing.start",
  forms: surveyFilingForms,
  caseNumberPrefix: "CH",
  documents: [surveyFilingNotice],
  errors: Object.values(surveyFilingErrors),
  county: surveyFilingCounty,
  factsSchema: surveyFilingFactsSchema,

  async facts(read, { orgId }) {
    const developer = await developerOf(read, orgId);
    if (developer === null) return {};
    const region = await read.sql
      .selectFrom("org")
      .innerJoin("region", "region.code", "org.regionCode")
      .select("region.name")
      .where("org.id", "=", developer.orgId)
      .executeTakeFirst();
    const projects = await projectsOf(read, developer.id);
    return {
      company: { name: developer.name, uscc: developer.uscc },
      regionName: region?.name ?? "",
      projects: projects.map(({ id, name }) => ({ value: id, label: name })),
    } satisfies SurveyFilingFacts;
  },

  async describe(tx, start, { caseId }) {
    const { buildingName, stage, surveyNo } = start as SurveyFilingStart;
    const { tables } = await submittedTables(tx, caseId);
    const total = tables.units.rows.reduce((sum, { grossArea }) => sum + grossArea, 0);
    return {
      title: `${buildingName}${surveyStages[stage]}成果备案`,
      summary: [
        { label: "楼幢", value: buildingName },
        { label: "测绘阶段", value: surveyStages[stage] },
        { label: "测量号", value: surveyNo },
        { label: "户室", value: `${tables.units.rows.length} 套 ${displayArea(total)} ㎡` },
      ],
    };
  },

  async submit(tx, { draftId, caseId, roundId, actor, data, materials }) {
    const start = data as SurveyFilingStart;
    const uploadId = await uploadThatCounts(tx, { draftId, caseId, roundId });
    const given = { draftId, regionCode: actor.regionCode, start, materials, uploadId };
    const problems = await submissionProblems(tx, given);
    if (problems.length > 0 || uploadId === null) return { problems };
    await tx.sql.updateTable("surveyUpload").set({ caseId: null }).where("caseId", "=", caseId).execute();
    await tx.sql.updateTable("surveyUpload").set({ caseId }).where("id", "=", uploadId).execute();
    return { problems };
  },

  async decide(tx, { caseRecord, node, outcome, form }) {
    if (node === "accept") return judgeAcceptance(outcome, form as AcceptanceForm);
    if (outcome !== "proposeApproval" && outcome !== "approve") return [];
    const refused = await proposedRefusals(tx, caseRecord.id, ["firstReview", "secondReview"], node);
    if (refused.length > 0) return refused;
    if (node === "firstReview") return unexplainedAdjustments(tx, caseRecord.id, form as SurveyFirstReview);
    return node === "fileDecision" ? filedMeanwhile(tx, caseRecord.id) : [];
  },

  async buildingOf(read, caseId) {
    const filed = await read.sql
      .selectFrom("surveyResult")
      .select("buildingId")
      .where("caseId", "=", caseId)
      .executeTakeFirst();
    return filed?.buildingId ?? null;
  },

  survey: surveyOfDraft,
};

interface Submission {
  draftId: number;
  regionCode: string;
  start: SurveyFilingStart;
  materials: readonly MaterialRow[];
  uploadId: number | null;
}

/** The draft's upload; of an answer to 补正 the corrected one, else the one that the case has. */
async function uploadThatCounts(
  { sql }: Tx,
  { draftId, caseId, roundId }: { draftId: number; caseId: number; roundId: number | null },
): Promise<number | null> {
  const live = roundId === null ? liveUpload(draftId) : liveCorrection(roundId);
  const uploads = sql.selectFrom("surveyUpload").select("id");
  const newest = await uploads.where("live", "=", live).executeTakeFirst();
  if (newest || roundId === null) return newest?.id ?? null;
  return (await uploads.where("caseId", "=", caseId).executeTakeFirst())?.id ?? null;
}

async function submissionProblems(tx: Tx, given: Submission): Promise<Problem[]> {
  const { draftId, start } = given;
  const developer = await developerOfDraft(tx, draftId);
  if (developer === null) {
    return [{ code: "NOT_A_DEVELOPER", message: "只有开发企业可以申请测绘成果备案。" }];
  }
  const projects = await projectsOf(tx, developer.id);
  const foreign = start.projectId && !projects.some(({ id }) => id === start.projectId);
  return [
    ...(foreign
      ? [{ code: "PROJECT_NOT_YOURS", message: "所选项目不属于本公司，请重新选择。", field: "projectId" }]
      : []),
    ...(await filingProblems(tx, developer, start)),
    ...(await tableProblems(tx, given)),
  ];
}

/** The uploaded tables against the building data as they are submitted, which may differ from those at the upload. */
async function tableProblems(tx: Tx, { uploadId, regionCode, start, materials }: Submission): Promise<Problem[]> {
  const upload = await tx.sql
    .selectFrom("surveyUpload")
    .select(["tables", "problems"])
    .where("id", "=", uploadId ?? 0)
    .executeTakeFirst();
  if (!upload) {
    return [{ code: "SURVEY_TABLE_MISSING", message: "请上传分层表、功能区表和户室对照表。", field: "survey" }];
  }
  const read = fromJson<ReadTables>(upload.tables);
  if (read === null) return fromJson<Problem[]>(upload.problems);
  const building = await buildingDataOf(tx, regionCode, start);
  const plans = planProblems(materials, read.tables.units.rows);
  return building.ok ? [...reviewTables(read, building.value).problems, ...plans] : [...building.problems, ...plans];
}

/** Unit plans are matched to units by their names; one that fits none, or several, would be lost. */
function planProblems(materials: readonly MaterialRow[], units: readonly UnitRow[]): Problem[] {
  return materials
    .filter(({ slot, name }) => slot === UNIT_PLANS && unitOfPlan(name, units) === null)
    .map(({ name }) => ({
      code: "UNIT_PLAN_UNMATCHED",
      message: "分户图的文件名对应不到唯一的户室，请以“户室号”或“单元-户室号”命名。",
      field: `materials.${UNIT_PLANS}`,
      file: name,
    }));
}

/** Only 初审 may pass rows flagged 调整, and must say why (SUR-09 d). */
async function unexplainedAdjustments(tx: Tx, caseId: number, { adjustedReason }: SurveyFirstReview) {
  if (adjustedReason !== "") return [];
  const rows = await adjustedRowsOf(tx, caseId);
  if (rows.length === 0) return [];
  return [
    {
      code: "ADJUSTED_REASON_REQUIRED",
      message: `户室对照表有 ${rows.length} 行标记为调整（${rows
        .slice(0, 5)
        .map(({ roomNo }) => roomNo)
        .join("、")}${rows.length > 5 ? "等" : ""}），拟同意备案应说明理由。`,
      field: "adjustedReason",
      rule: "SUR-09",
    },
  ];
}

async function filedMeanwhile(tx: Tx, caseId: number): Promise<Problem[]> {
  const start = await submittedStart(tx, caseId);
  const building = await buildingBySurveyNo(tx, start.surveyNo);
  if (building === null) return [];
  const filed = await tx.sql
    .selectFrom("surveyResult")
    .select("filingNumber")
    .where("liveStage", "=", liveStageOf(building.id, start.stage))
    .executeTakeFirst();
  return filed ? [surveyFiled(start.stage, filed.filingNumber)] : [];
}
