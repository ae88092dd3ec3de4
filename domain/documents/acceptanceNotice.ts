import { z } from "zod";
import { applicationFields } from "./application.ts";
import { blocks, documentKind, text } from "./kind.ts";
import { materialsTable, receivedMaterialsSchema } from "./materialsTable.ts";
import { lawDateSchema } from "./model.ts";
import { addressed, chineseDate, grounds } from "./wording.ts";

/** 受理通知书 (行政许可法 art 32: dated, sealed, in writing). */
export const acceptanceNoticeSchema = z.object({
  ...applicationFields,
  /** The day of acceptance, which is the document's date; the clock starts after it. */
  acceptedOn: lawDateSchema,
  legalBasis: z.array(z.string().trim().min(1)).min(1),
  /** Working days. */
  statutoryDays: z.int().positive(),
  promisedDays: z.int().positive(),
  /** The last day of the promise, computed with the county's calendar. */
  promisedUntil: lawDateSchema,
  materials: receivedMaterialsSchema,
  /** Where to ask: window and telephone of the organ. */
  inquiry: z.string().trim().min(1),
});
export type AcceptanceNotice = z.infer<typeof acceptanceNoticeSchema>;

export const acceptanceNotice = documentKind({
  kind: "acceptanceNotice",
  schema: acceptanceNoticeSchema,
  placeholders: {
    申请人: text("申请人名称"),
    称谓: text("你单位，对个人为你"),
    事项: text("事项名称"),
    受理编号: text("案件编号"),
    收到日期: text("收到申请的日期"),
    受理日期: text("受理的日期"),
    法律依据: text("事项的法律依据"),
    法定期限: text("法定办理期限，工作日数"),
    承诺期限: text("承诺办理期限，工作日数"),
    承诺期满日期: text("承诺期限的最后一日"),
    咨询方式: text("窗口和电话"),
    材料清单: blocks("已收申请材料的表格"),
  },
  fixed: ({ issuer, number, acceptedOn }) => ({ issuer, number, date: acceptedOn, verifyUrl: null }),
  values: (data) => ({
    申请人: data.applicant.name,
    称谓: addressed(data.applicant),
    事项: data.matter,
    受理编号: data.caseNo,
    收到日期: chineseDate(data.receivedOn),
    受理日期: chineseDate(data.acceptedOn),
    法律依据: grounds(data.legalBasis),
    法定期限: String(data.statutoryDays),
    承诺期限: String(data.promisedDays),
    承诺期满日期: chineseDate(data.promisedUntil),
    咨询方式: data.inquiry,
    材料清单: materialsTable(data.materials),
  }),
});
