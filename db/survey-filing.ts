import { defineEntity } from "@mikro-orm/core";
import { id, key, longText, shortText, time } from "./columns.ts";

/**
 * 测绘成果上传 (intake): what a company uploaded, read once and checked. Not a fact: facts are made by the worker when
 * the filing is decided. `tables` is the parsed survey, null where the file could not be read.
 */
export const SurveyUpload = defineEntity({
  name: "surveyUpload",
  properties: {
    id: id(),
    draftId: key(),
    caseId: key().nullable(),
    fileId: key(),
    tables: longText().nullable(),
    problems: longText(),
    /** JSON: rows flagged 调整 that 初审 has to pass with a reason. */
    adjustedRows: longText(),
    state: shortText(10).$type<"clean" | "faulty">(),
    at: time(),
    /** `draft:<id>`, of an answer to 补正 `round:<id>`, while it is the upload that counts; null after it was replaced. */
    live: shortText(40).nullable().unique(),
  },
  indexes: [{ properties: ["caseId"] }],
});

export const surveyFilingEntities = [SurveyUpload];
