import { z } from "zod";
import { deliveryWaySchema, deliveryWays } from "#domain/platform/caseEnd.ts";
import { documentKind, optional, text } from "./kind.ts";
import { lawDateSchema } from "./model.ts";
import { chineseDate } from "./wording.ts";

/** 送达回证 (民事诉讼法 art 87; 行政许可法 art 44: within ten days): how the result reached the applicant. */
export const deliveryReceiptSchema = z.object({
  issuer: z.string().trim().min(1),
  number: z.string().trim().min(1),
  applicant: z.string().trim().min(1),
  matter: z.string().trim().min(1),
  caseNo: z.string().trim().min(1),
  /** What was delivered, with numbers. */
  documents: z.array(z.string().trim().min(1)).min(1),
  way: deliveryWaySchema,
  receiver: z.string().trim().min(1),
  reference: z.string(),
  deliveredOn: lawDateSchema,
  due: lawDateSchema,
  /** Who delivered it; null where the applicant took it from the electronic door. */
  deliveredBy: z.string().trim().min(1).nullable(),
});
export type DeliveryReceipt = z.infer<typeof deliveryReceiptSchema>;

export const deliveryReceipt = documentKind({
  kind: "deliveryReceipt",
  schema: deliveryReceiptSchema,
  placeholders: {
    受送达人: text("申请人名称"),
    事项: text("事项名称"),
    案件编号: text("案件编号"),
    送达文书: text("送达的文书和文号"),
    送达方式: text("直接送达、邮寄送达或电子送达"),
    收件人: text("签收人，或寄往的收件人"),
    送达凭据: optional("邮寄单号，或电子送达地址"),
    送达日期: text("回证上的日期"),
    送达期限: text("自决定之日起十个工作日的最后一日"),
    送达人: optional("办理送达的人员；申请人自行下载时为空"),
  },
  fixed: ({ issuer, number, deliveredOn }) => ({ issuer, number, date: deliveredOn, verifyUrl: null }),
  values: (data) => ({
    受送达人: data.applicant,
    事项: data.matter,
    案件编号: data.caseNo,
    送达文书: data.documents.join("；"),
    送达方式: deliveryWays[data.way],
    收件人: data.receiver,
    送达凭据: data.reference === "" ? null : data.reference,
    送达日期: chineseDate(data.deliveredOn),
    送达期限: chineseDate(data.due),
    送达人: data.deliveredBy,
  }),
});
