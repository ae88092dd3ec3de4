import { z } from "zod";
import type { MatterKind } from "#domain/platform/states.ts";
import { blocks, documentKind, optional, text } from "./kind.ts";
import { lawDateSchema } from "./model.ts";
import { reasonParagraphs, reasonsSchema } from "./reasons.ts";
import { remediesSchema, remedyText } from "./remedies.ts";
import { addressed, applicantSchema, chineseDate, grounds } from "./wording.ts";

/** What kind of act the applicant asked for; it decides what a refusal is called. */
export const refusedActs = {
  permit: "行政许可",
  filing: "备案",
  confirmation: "确认",
  benefit: "给付",
} as const satisfies Record<MatterKind, string>;

/** 不予决定书: 不予行政许可 / 备案 / 确认 / 给付决定书 (行政许可法 art 38: reasons and remedies). */
export const refusalDecisionSchema = z.object({
  issuer: z.string().trim().min(1),
  number: z.string().trim().min(1),
  applicant: applicantSchema,
  act: z.enum(["permit", "filing", "confirmation", "benefit"]),
  matter: z.string().trim().min(1),
  caseNo: z.string().trim().min(1),
  acceptedOn: lawDateSchema,
  decidedOn: lawDateSchema,
  reasons: reasonsSchema,
  legalBasis: z.array(z.string().trim().min(1)).min(1),
  /** The day on which the applicant's statement and defence were heard; null where none was made. */
  heardOn: lawDateSchema.nullable(),
  remedies: remediesSchema,
});
export type RefusalDecision = z.infer<typeof refusalDecisionSchema>;

export const refusalDecision = documentKind({
  kind: "refusalDecision",
  schema: refusalDecisionSchema,
  placeholders: {
    申请人: text("申请人名称"),
    称谓: text("你单位，对个人为你"),
    行为: text("行政许可、备案、确认或给付"),
    事项: text("事项名称"),
    受理编号: text("案件编号"),
    受理日期: text("受理的日期"),
    决定日期: text("作出决定的日期"),
    听取意见日期: optional("听取陈述申辩的日期，没有听取时为空"),
    法律依据: text("决定的法律依据"),
    救济途径: text("复议、诉讼的机关和期限，整句；《行政许可法》第三十八条要求写明"),
    理由: blocks("不予决定的理由，每条一段"),
  },
  fixed: ({ issuer, number, decidedOn }) => ({ issuer, number, date: decidedOn, verifyUrl: null }),
  values: (data) => ({
    申请人: data.applicant.name,
    称谓: addressed(data.applicant),
    行为: refusedActs[data.act],
    事项: data.matter,
    受理编号: data.caseNo,
    受理日期: chineseDate(data.acceptedOn),
    决定日期: chineseDate(data.decidedOn),
    听取意见日期: data.heardOn === null ? null : chineseDate(data.heardOn),
    法律依据: grounds(data.legalBasis),
    救济途径: remedyText(data.remedies, addressed(data.applicant)),
    理由: reasonParagraphs(data.reasons),
  }),
});
