import { z } from "zod";
import { type DocumentModel, lawDateSchema } from "./model.ts";
import { addressed, applicantSchema, chineseDate, grounds } from "./wording.ts";

/** 受理通知书 (行政许可法 art 32: dated, sealed, in writing). */
export const acceptanceNoticeSchema = z.object({
  issuer: z.string().trim().min(1),
  number: z.string().trim().min(1),
  applicant: applicantSchema,
  /** As the service matter is named: 物业管理用房确认. */
  matter: z.string().trim().min(1),
  caseNo: z.string().trim().min(1),
  /** The day the application arrived. */
  receivedOn: lawDateSchema,
  /** The day of acceptance, which is the document's date; the clock starts after it. */
  acceptedOn: lawDateSchema,
  legalBasis: z.array(z.string().trim().min(1)).min(1),
  /** Working days. */
  statutoryDays: z.int().positive(),
  promisedDays: z.int().positive(),
  /** The last day of the promise, computed with the county's calendar. */
  promisedUntil: lawDateSchema,
  materials: z.array(
    z.object({ name: z.string().trim().min(1), form: z.string().trim().min(1), copies: z.int().positive() }),
  ),
  /** Where to ask: window and telephone of the organ. */
  inquiry: z.string().trim().min(1),
});
export type AcceptanceNotice = z.infer<typeof acceptanceNoticeSchema>;

export function acceptanceNotice(data: AcceptanceNotice): DocumentModel {
  const you = addressed(data.applicant);
  return {
    layout: "letter",
    issuer: data.issuer,
    title: "受理通知书",
    number: data.number,
    addressee: data.applicant.name,
    blocks: [
      {
        kind: "paragraph",
        text:
          `${you}于${chineseDate(data.receivedOn)}提出的${data.matter}申请（受理编号：${data.caseNo}）收悉。经审查，` +
          `申请事项属于本机关职权范围，申请材料齐全、符合法定形式，根据${grounds(data.legalBasis)}的规定，决定予以受理。`,
      },
      {
        kind: "paragraph",
        text:
          `本事项的法定办理期限为${data.statutoryDays}个工作日，承诺办理期限为${data.promisedDays}个工作日，自受理次日起计算，` +
          `至${chineseDate(data.promisedUntil)}届满。依法需要听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的，` +
          "所需时间不计算在内，本机关将另行书面告知。",
      },
      ...materialsTable(data),
      { kind: "paragraph", text: `查询办理进度，请凭受理编号联系：${data.inquiry}。` },
    ],
    date: data.acceptedOn,
    verify: null,
    notes: ["本通知书一式两份，一份送达申请人，一份存档。"],
    copies: [],
  };
}

function materialsTable({ materials }: AcceptanceNotice): DocumentModel["blocks"] {
  if (materials.length === 0) return [];
  return [
    { kind: "heading", text: "已收申请材料：" },
    {
      kind: "table",
      columns: [
        { title: "序号", width: 1, align: "center" },
        { title: "材料名称", width: 6, align: "left" },
        { title: "材料形式", width: 2, align: "center" },
        { title: "份数", width: 1, align: "center" },
      ],
      rows: materials.map(({ name, form, copies }, index) => [String(index + 1), name, form, String(copies)]),
      total: null,
    },
  ];
}
