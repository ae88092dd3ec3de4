import { z } from "zod";
import { blocks, documentKind, optional, text } from "./kind.ts";
import { materialsTable, receivedMaterialsSchema } from "./materialsTable.ts";
import { lawDateSchema } from "./model.ts";
import { addressed, applicantSchema, chineseDate } from "./wording.ts";

/** 收件凭证 (行政许可法 art 32 para 2): what was handed in and when; it does not yet accept anything. */
export const receiptSchema = z.object({
  issuer: z.string().trim().min(1),
  number: z.string().trim().min(1),
  applicant: applicantSchema,
  matter: z.string().trim().min(1),
  caseNo: z.string().trim().min(1),
  receivedOn: lawDateSchema,
  /** Working days within which acceptance is decided, and the last of them. */
  acceptanceDays: z.int().positive(),
  acceptedUntil: lawDateSchema,
  materials: receivedMaterialsSchema,
  /** Where to ask; null where the county has not said. */
  inquiry: z.string().trim().min(1).nullable(),
});
export type Receipt = z.infer<typeof receiptSchema>;

export const receipt = documentKind({
  kind: "receipt",
  schema: receiptSchema,
  placeholders: {
    申请人: text("申请人名称"),
    称谓: text("你单位，对个人为你"),
    事项: text("事项名称"),
    收件编号: text("案件编号"),
    收到日期: text("收到申请的日期"),
    受理期限: text("决定是否受理的期限，工作日数"),
    受理期满日期: text("受理期限的最后一日"),
    咨询方式: optional("窗口和电话，未设置时为空"),
    材料清单: blocks("收到材料的表格"),
  },
  fixed: ({ issuer, number, receivedOn }) => ({ issuer, number, date: receivedOn, verifyUrl: null }),
  values: (data) => ({
    申请人: data.applicant.name,
    称谓: addressed(data.applicant),
    事项: data.matter,
    收件编号: data.caseNo,
    收到日期: chineseDate(data.receivedOn),
    受理期限: String(data.acceptanceDays),
    受理期满日期: chineseDate(data.acceptedUntil),
    咨询方式: data.inquiry,
    材料清单: materialsTable(data.materials),
  }),
});
