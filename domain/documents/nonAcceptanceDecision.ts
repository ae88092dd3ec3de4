import { z } from "zod";
import { blocks, documentKind, text } from "./kind.ts";
import { lawDateSchema } from "./model.ts";
import { reasonParagraphs, reasonsSchema } from "./reasons.ts";
import { remediesSchema, remedyText } from "./remedies.ts";
import { addressed, applicantSchema, chineseDate, grounds } from "./wording.ts";

/** 不予受理决定书 (行政许可法 art 32: in writing, with reasons; art 38: remedies). */
export const nonAcceptanceDecisionSchema = z.object({
  issuer: z.string().trim().min(1),
  number: z.string().trim().min(1),
  applicant: applicantSchema,
  matter: z.string().trim().min(1),
  /** 收件编号. */
  caseNo: z.string().trim().min(1),
  receivedOn: lawDateSchema,
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
    申请人: text("申请人名称"),
    称谓: text("你单位，对个人为你"),
    事项: text("事项名称"),
    收件编号: text("案件编号"),
    收到日期: text("收到申请的日期"),
    决定日期: text("作出决定的日期"),
    法律依据: text("决定的法律依据"),
    救济途径: text("复议、诉讼的机关和期限，整句；《行政许可法》第三十八条要求写明"),
    理由: blocks("不予受理的理由，每条一段"),
  },
  fixed: ({ issuer, number, decidedOn }) => ({ issuer, number, date: decidedOn, verifyUrl: null }),
  values: (data) => ({
    申请人: data.applicant.name,
    称谓: addressed(data.applicant),
    事项: data.matter,
    收件编号: data.caseNo,
    收到日期: chineseDate(data.receivedOn),
    决定日期: chineseDate(data.decidedOn),
    法律依据: grounds(data.legalBasis),
    救济途径: remedyText(data.remedies, addressed(data.applicant)),
    理由: reasonParagraphs(data.reasons),
  }),
});
