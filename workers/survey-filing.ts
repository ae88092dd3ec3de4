import { issuingOf } from "#approval/documents/issuing.ts";
import type { Requirement } from "#approval/requires.ts";
import { submittedStart, submittedTables } from "#approval/survey-filing/read.ts";
import { fromJson } from "#db/json.ts";
import { surveyFilingNotice } from "#domain/documents/surveyFilingNotice.ts";
import { shanghaiDate } from "#domain/rules/workingDays.ts";
import { surveyStages } from "#domain/survey-filing.ts";
import type { BuildingData } from "#domain/surveyTables/building.ts";
import { surveyStatistics } from "#domain/surveyTables/statistics.ts";
import type { JobHandler } from "./handler.ts";
import { type DocumentKind, numberedDocument, numberJob, renderJob, voidDocument } from "./platform/documents.ts";
import { acceptanceLetter, nonAcceptanceLetter, refusalLetter } from "./platform/letters.ts";
import { buildTable } from "./survey-filing/buildTable.ts";
import { withdrawTable } from "./survey-filing/withdrawTable.ts";

const NOTICE = "surveyFilingNotice";

/** What must have been decided, by different persons, before a building table stands. */
const approved: Requirement = {
  approvals: [
    { node: "accept", outcomes: ["approve"] },
    { node: "firstReview", outcomes: ["proposeApproval"] },
    { node: "secondReview", outcomes: ["proposeApproval"] },
    { node: "fileDecision", outcomes: ["approve"] },
  ],
  distinctPersons: [["firstReview", "secondReview", "fileDecision"]],
};

/** 房产测绘成果备案证明, whose number is the filing's 备案号. */
const filingNotice: DocumentKind = {
  kind: NOTICE,
  title: "房产测绘成果备案证明",
  async compose(tx, { caseId, caseRecord }, { templates }) {
    const { issuer, applicant, matter } = await issuingOf(tx, caseRecord);
    const { surveyor } = await submittedStart(tx, caseId);
    const filed = await tx.sql
      .selectFrom("surveyResult")
      .innerJoin("building", "building.id", "surveyResult.buildingId")
      .select(["building.name", "surveyResult.stage", "surveyResult.version", "surveyResult.buildingData"])
      .select("surveyResult.filedAt")
      .where("surveyResult.caseId", "=", caseId)
      .executeTakeFirstOrThrow();
    const building = fromJson<BuildingData>(filed.buildingData);
    const { tables } = await submittedTables(tx, caseId);
    const data = {
      issuer,
      developer: applicant.name,
      stage: surveyStages[filed.stage],
      version: filed.version,
      building: {
        name: filed.name,
        location: building.location,
        surveyNo: building.surveyNo,
        surveyCaseNo: building.surveyCaseNo,
        structureType: building.structureType,
        totalFloors: building.totalFloors,
      },
      surveyor,
      statistics: surveyStatistics(tables.units.rows),
      legalBasis: matter.legalBasis,
      filedOn: shanghaiDate(filed.filedAt),
    };
    return (number) => templates.write(surveyFilingNotice, { ...data, number });
  },
};

const takeNoticeNumber = numberJob({
  type: "survey-filing.take-filing-number",
  requires: approved,
  document: filingNotice,
});

/** 备案编号: the notice's number becomes the 备案号 of the survey in force. */
const takeFilingNumber: JobHandler = {
  ...takeNoticeNumber,
  async apply(job, tx, answer, ctx) {
    await takeNoticeNumber.apply(job, tx, answer, ctx);
    const { number } = await numberedDocument(tx, job.caseId, NOTICE);
    await tx.sql.updateTable("surveyResult").set({ filingNumber: number }).where("caseId", "=", job.caseId).execute();
  },
};

/** The jobs of 测绘成果备案. */
export const surveyFilingJobs = [
  numberJob({ type: "survey-filing.take-acceptance-number", document: acceptanceLetter }),
  renderJob({ type: "survey-filing.render-acceptance-notice", kind: acceptanceLetter.kind }),
  numberJob({ type: "survey-filing.take-non-acceptance-number", document: nonAcceptanceLetter }),
  renderJob({ type: "survey-filing.render-non-acceptance-decision", kind: nonAcceptanceLetter.kind }),
  numberJob({ type: "survey-filing.take-refusal-number", document: refusalLetter("fileDecision") }),
  renderJob({ type: "survey-filing.render-refusal-decision", kind: "refusalDecision" }),
  {
    type: "survey-filing.build-table",
    requires: approved,
    apply: ({ caseRecord }, tx) => buildTable(tx, caseRecord),
  } satisfies JobHandler,
  takeFilingNumber,
  renderJob({ type: "survey-filing.render-filing-notice", kind: NOTICE }),
  {
    type: "survey-filing.withdraw-table",
    async apply({ caseId }, tx) {
      await withdrawTable(tx, caseId);
      await voidDocument(tx, caseId, NOTICE);
    },
  } satisfies JobHandler,
];
