import { z } from "zod";
import { applicationFields, applicationPlaceholders, applicationValues } from "./application.ts";
import { blocks, documentKind, optional, text } from "./kind.ts";
import { type Block, lawDateSchema } from "./model.ts";
import { chineseDate, grounds } from "./wording.ts";

/** 补正告知书 (行政许可法 art 32 para 1 no 4: everything that is missing, told at once and in writing). */
export const supplementNoticeSchema = z.object({
  ...applicationFields,
  askedOn: lawDateSchema,
  /** Counts the rounds of a case from 1. */
  round: z.int().positive(),
  items: z
    .array(z.object({ material: z.string().trim().min(1).nullable(), text: z.string().trim().min(1) }))
    .min(1)
    .max(50),
  /** Until when an answer is asked for. */
  due: lawDateSchema,
  inquiry: z.string().trim().min(1).nullable(),
});
export type SupplementNotice = z.infer<typeof supplementNoticeSchema>;

export const supplementNotice = documentKind({
  kind: "supplementNotice",
  schema: supplementNoticeSchema,
  placeholders: {
    ...applicationPlaceholders,
    告知日期: text("告知的日期"),
    轮次: text("第几次补正，数字"),
    补正期限: text("请申请人在此日前补正"),
    告知依据: text("一次告知的法律依据"),
    咨询方式: optional("窗口和电话，未设置时为空"),
    补正内容: blocks("逐项补正要求的表格"),
  },
  fixed: ({ issuer, number, askedOn }) => ({ issuer, number, date: askedOn, verifyUrl: null }),
  values: (data) => ({
    ...applicationValues(data),
    告知日期: chineseDate(data.askedOn),
    轮次: String(data.round),
    补正期限: chineseDate(data.due),
    告知依据: grounds(["《中华人民共和国行政许可法》第三十二条第一款第四项"]),
    咨询方式: data.inquiry,
    补正内容: [itemsTable(data)],
  }),
});

function itemsTable({ items }: SupplementNotice): Block {
  return {
    kind: "table",
    columns: [
      { title: "序号", width: 1, align: "center" },
      { title: "材料", width: 3, align: "left" },
      { title: "需要补正的内容", width: 6, align: "left" },
    ],
    rows: items.map((item, index) => [String(index + 1), item.material ?? "其他", item.text]),
    total: null,
  };
}
