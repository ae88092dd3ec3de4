import { z } from "zod";
import type { MatterKind } from "#domain/platform/states.ts";
import { type DocumentModel, lawDateSchema } from "./model.ts";
import { reasonParagraphs, reasonsSchema } from "./reasons.ts";
import { remediesSchema, remedyParagraph } from "./remedies.ts";
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

export function refusalDecision(data: RefusalDecision): DocumentModel {
  const you = addressed(data.applicant);
  const act = refusedActs[data.act];
  return {
    layout: "letter",
    issuer: data.issuer,
    title: `不予${act}决定书`,
    number: data.number,
    addressee: data.applicant.name,
    blocks: [
      {
        kind: "paragraph",
        text:
          `本机关于${chineseDate(data.acceptedOn)}受理${you}提出的${data.matter}申请（受理编号：${data.caseNo}）。` +
          `经审查，${you}的申请不符合法定条件、标准，理由如下：`,
      },
      ...reasonParagraphs(data.reasons),
      ...hearing(data, you),
      {
        kind: "paragraph",
        text: `根据${grounds(data.legalBasis)}的规定，本机关决定对${you}提出的${data.matter}申请不予${act}。`,
      },
      remedyParagraph(data.remedies, you),
    ],
    date: data.decidedOn,
    verify: null,
    notes: ["本决定书一式两份，一份送达申请人，一份存档。"],
    copies: [],
  };
}

function hearing({ heardOn }: RefusalDecision, you: string): DocumentModel["blocks"] {
  if (heardOn === null) return [];
  return [
    {
      kind: "paragraph",
      text: `作出本决定前，本机关于${chineseDate(heardOn)}听取了${you}的陈述和申辩，并进行了复核。`,
    },
  ];
}
