import { z } from "zod";
import { blocks, documentKind, text } from "./kind.ts";
import { type Block, lawDateSchema } from "./model.ts";
import { chineseDate } from "./wording.ts";

/** 卷内目录: what a volume holds, each with its sha-256, and the sha-256 over all of it. */
export const volumeIndexSchema = z.object({
  issuer: z.string().trim().min(1),
  /** 档号. */
  number: z.string().trim().min(1),
  applicant: z.string().trim().min(1),
  caseNo: z.string().trim().min(1),
  title: z.string().trim().min(1),
  outcome: z.string().trim().min(1),
  archivedOn: lawDateSchema,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  entries: z
    .array(
      z.object({
        n: z.int().positive(),
        title: z.string().trim().min(1),
        hash: z.string().regex(/^[0-9a-f]{64}$/),
        /** Bytes. */
        size: z.int().nonnegative(),
      }),
    )
    .min(1),
});
export type VolumeIndex = z.infer<typeof volumeIndexSchema>;

export const volumeIndex = documentKind({
  kind: "volumeIndex",
  schema: volumeIndexSchema,
  placeholders: {
    案件编号: text("案件编号"),
    案件标题: text("案件的标题"),
    申请人: text("申请人名称"),
    办理结果: text("案件的结果"),
    归档日期: text("归档的日期"),
    件数: text("卷内文件的件数"),
    案卷校验值: text("全卷的 sha-256"),
    目录: blocks("卷内文件的表格，每件带 sha-256"),
  },
  fixed: ({ issuer, number, archivedOn }) => ({ issuer, number, date: archivedOn, verifyUrl: null }),
  values: (data) => ({
    案件编号: data.caseNo,
    案件标题: data.title,
    申请人: data.applicant,
    办理结果: data.outcome,
    归档日期: chineseDate(data.archivedOn),
    件数: String(data.entries.length),
    案卷校验值: data.hash,
    目录: [entriesTable(data)],
  }),
});

function entriesTable({ entries }: VolumeIndex): Block {
  return {
    kind: "table",
    columns: [
      { title: "序号", width: 1, align: "center" },
      { title: "题名", width: 4.4, align: "left" },
      { title: "字节数", width: 1.8, align: "right" },
      { title: "校验值（SHA-256）", width: 4.4, align: "left" },
    ],
    rows: entries.map(({ n, title, hash, size }) => [String(n), title, String(size), hash]),
    total: null,
  };
}
