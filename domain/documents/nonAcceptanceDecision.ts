import { z } from "zod";
import { applicationFields, applicationPlaceholders, applicationValues } from "./application.ts";
import { blocks, documentKind, text } from "./kind.ts";
import { lawDateSchema } from "./model.ts";
import { reasonParagraphs, reasonsSchema } from "./reasons.ts";
import { remediesSchema, remedyText } from "./remedies.ts";
import { addressed, chineseDate, grounds } from "./wording.ts";

/** 不予受理决定书 (行政许可法 art 32: in writing, with reasons; art 38: remedies). */
export const nonAcceptanceDecisionSchema = z.object({
  ...applicationFields,
  decidedOn: lawDateSchema,
  reasons: reasonsSchema,
  legalBasis: z.array(z.string().trim().min(1)).min(1),
  remedies: remediesSchema,
});
export type NonAcceptanceDecision = z.infer<typeof nonAcceptanceDecisionSchema>;

export const nonAcceptanceDecision = documentKind({
  kind: "nonAcceptanceDecision",
  schema: nonAcceptanceDecisionSchema,
  placeholders: {
    ...applicationPlaceholders,
    决定日期: text("作出决定的日期"),
    法律依据: text("决定的法律依据"),
    救济途径: text("复议、诉讼的机关和期限，整句；《行政许可法》第三十八条要求写明"),
    理由: blocks("不予受理的理由，每条一段"),
  },
  fixed: ({ issuer, number, decidedOn }) => ({ issuer, number, date: decidedOn, verifyUrl: null }),
  values: (data) => ({
    ...applicationValues(data),
    决定日期: chineseDate(data.decidedOn),
    法律依据: grounds(data.legalBasis),
    救济途径: remedyText(data.remedies, addressed(data.applicant)),
    理由: reasonParagraphs(data.reasons),
  }),
});
