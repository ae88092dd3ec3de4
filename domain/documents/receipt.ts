import { z } from "zod";
import { applicationFields, applicationPlaceholders, applicationValues } from "./application.ts";
import { blocks, documentKind, optional, text } from "./kind.ts";
import { materialsTable, receivedMaterialsSchema } from "./materialsTable.ts";
import { lawDateSchema } from "./model.ts";
import { chineseDate } from "./wording.ts";

/** 收件凭证 (行政许可法 art 32 para 2): what was handed in and when; it does not yet accept anything. */
export const receiptSchema = z.object({
  ...applicationFields,
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
    ...applicationPlaceholders,
    受理期限: text("决定是否受理的期限，工作日数"),
    受理期满日期: text("受理期限的最后一日"),
    咨询方式: optional("窗口和电话，未设置时为空"),
    材料清单: blocks("收到材料的表格"),
  },
  fixed: ({ issuer, number, receivedOn }) => ({ issuer, number, date: receivedOn, verifyUrl: null }),
  values: (data) => ({
    ...applicationValues(data),
    受理期限: String(data.acceptanceDays),
    受理期满日期: chineseDate(data.acceptedUntil),
    咨询方式: data.inquiry,
    材料清单: materialsTable(data.materials),
  }),
});
