import { z } from "zod";
import { type DocumentModel, lawDateSchema } from "./model.ts";
import { reasonParagraphs, reasonsSchema } from "./reasons.ts";
import { remediesSchema, remedyParagraph } from "./remedies.ts";
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

export function nonAcceptanceDecision(data: NonAcceptanceDecision): DocumentModel {
  const you = addressed(data.applicant);
  return {
    layout: "letter",
    issuer: data.issuer,
    title: "不予受理决定书",
    number: data.number,
    addressee: data.applicant.name,
    blocks: [
      {
        kind: "paragraph",
        text:
          `${you}于${chineseDate(data.receivedOn)}提出的${data.matter}申请（收件编号：${data.caseNo}）收悉。` +
          `经审查，${you}的申请存在下列不予受理的情形：`,
      },
      ...reasonParagraphs(data.reasons),
      {
        kind: "paragraph",
        text: `根据${grounds(data.legalBasis)}的规定，本机关决定对${you}的申请不予受理。`,
      },
      remedyParagraph(data.remedies, you),
    ],
    date: data.decidedOn,
    verify: null,
    notes: ["本决定书一式两份，一份送达申请人，一份存档。"],
    copies: [],
  };
}
