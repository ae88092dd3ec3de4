import { z } from "zod";
import { blocks, documentKind, optional, text } from "./kind.ts";
import { type Block, lawDateSchema } from "./model.ts";
import { chineseDate } from "./wording.ts";

/** 审批表: what every node said, by whom and when; made when a case is closed, kept in its volume. */
export const approvalSheetSchema = z.object({
  issuer: z.string().trim().min(1),
  number: z.string().trim().min(1),
  applicant: z.string().trim().min(1),
  matter: z.string().trim().min(1),
  caseNo: z.string().trim().min(1),
  title: z.string().trim().min(1),
  receivedOn: lawDateSchema,
  acceptedOn: lawDateSchema.nullable(),
  decidedOn: lawDateSchema.nullable(),
  closedOn: lawDateSchema,
  /** 准予, 不予 … as the case came out. */
  outcome: z.string().trim().min(1),
  decisions: z.array(
    z.object({
      node: z.string().trim().min(1),
      what: z.string().trim().min(1),
      opinion: z.string(),
      who: z.string().trim().min(1),
      on: lawDateSchema,
      /** False: 未生效. */
      effective: z.boolean(),
    }),
  ),
  /** What the case brought forth, with numbers: 物业管理用房确认书 邵住保物管〔2026〕1号. */
  results: z.array(z.string().trim().min(1)),
});
export type ApprovalSheet = z.infer<typeof approvalSheetSchema>;

export const approvalSheet = documentKind({
  kind: "approvalSheet",
  schema: approvalSheetSchema,
  placeholders: {
    申请人: text("申请人名称"),
    事项: text("事项名称"),
    案件编号: text("案件编号"),
    案件标题: text("案件的标题"),
    收到日期: text("收到申请的日期"),
    受理日期: optional("受理的日期，未受理时为空"),
    决定日期: optional("作出决定的日期，未作决定时为空"),
    办结日期: text("流程结束的日期"),
    办理结果: text("准予、不予、不予受理、申请人撤回或终止"),
    结果文书: optional("作出的文书和文号，没有时为空"),
    审批意见: blocks("各环节的意见、办理人和日期，表格"),
  },
  fixed: ({ issuer, number, closedOn }) => ({ issuer, number, date: closedOn, verifyUrl: null }),
  values: (data) => ({
    申请人: data.applicant,
    事项: data.matter,
    案件编号: data.caseNo,
    案件标题: data.title,
    收到日期: chineseDate(data.receivedOn),
    受理日期: data.acceptedOn === null ? null : chineseDate(data.acceptedOn),
    决定日期: data.decidedOn === null ? null : chineseDate(data.decidedOn),
    办结日期: chineseDate(data.closedOn),
    办理结果: data.outcome,
    结果文书: data.results.length === 0 ? null : data.results.join("；"),
    审批意见: opinions(data),
  }),
});

function opinions({ decisions }: ApprovalSheet): Block[] {
  if (decisions.length === 0) return [];
  return [
    {
      kind: "table",
      columns: [
        { title: "环节", width: 2, align: "center" },
        { title: "结论", width: 1.7, align: "center" },
        { title: "意见", width: 4.6, align: "left" },
        { title: "办理人", width: 1.7, align: "center" },
        { title: "日期", width: 2.4, align: "center" },
      ],
      rows: decisions.map(({ node, what, opinion, who, on, effective }) => [
        node,
        effective ? what : `${what}（未生效）`,
        opinion,
        who,
        chineseDate(on),
      ]),
      total: null,
    },
  ];
}
