import { z } from "zod";
import { displayArea } from "#domain/rules/area.ts";
import { type DocumentModel, lawDateSchema } from "./model.ts";
import { chineseDate, grounds } from "./wording.ts";

const areaSchema = z.int().nonnegative();

/** 房产测绘成果备案证明: what was filed, by use, with the filing's number (SUR-30). */
export const surveyFilingNoticeSchema = z.object({
  issuer: z.string().trim().min(1),
  number: z.string().trim().min(1),
  developer: z.string().trim().min(1),
  /** 预测绘 or 实测绘. */
  stage: z.string().trim().min(1),
  /** Counts filings of this building and stage from 1. */
  version: z.int().positive(),
  building: z.object({
    name: z.string().trim().min(1),
    location: z.string().trim().min(1),
    surveyNo: z.string().trim().min(1),
    surveyCaseNo: z.string().trim().min(1),
    structureType: z.string().trim().min(1),
    totalFloors: z.int().positive(),
  }),
  surveyor: z.string().trim().min(1),
  /** All units first, then by use. Areas in hundredths of m². */
  statistics: z
    .array(
      z.object({
        label: z.string().trim().min(1),
        count: z.int().nonnegative(),
        grossArea: areaSchema,
        sharedArea: areaSchema,
        interiorArea: areaSchema,
      }),
    )
    .min(1),
  legalBasis: z.array(z.string().trim().min(1)).min(1),
  filedOn: lawDateSchema,
});
export type SurveyFilingNotice = z.infer<typeof surveyFilingNoticeSchema>;

export function surveyFilingNotice(data: SurveyFilingNotice): DocumentModel {
  const { building } = data;
  return {
    layout: "certificate",
    issuer: data.issuer,
    title: "房产测绘成果备案证明",
    number: data.number,
    addressee: null,
    blocks: [
      {
        kind: "paragraph",
        text:
          `${data.developer}报送的下列房屋${data.stage}成果，经审查，数据一致、面积闭合，根据${grounds(data.legalBasis)}的规定，` +
          `于${chineseDate(data.filedOn)}予以备案，楼盘表已据此建立。`,
      },
      {
        kind: "fields",
        fields: [
          { label: "开发企业", value: data.developer, wide: true },
          { label: "楼幢", value: building.name, wide: true },
          { label: "坐落", value: building.location, wide: true },
          { label: "测量号", value: building.surveyNo, wide: false },
          { label: "测绘宗号", value: building.surveyCaseNo, wide: false },
          { label: "房屋结构", value: building.structureType, wide: false },
          { label: "总层数", value: `${building.totalFloors} 层`, wide: false },
          { label: "测绘阶段", value: `${data.stage}（第 ${data.version} 版）`, wide: false },
          { label: "测绘单位", value: data.surveyor, wide: false },
        ],
      },
      {
        kind: "table",
        columns: [
          { title: "用途", width: 2, align: "center" },
          { title: "套数", width: 1.4, align: "right" },
          { title: "户室面积（㎡）", width: 2.4, align: "right" },
          { title: "分摊面积（㎡）", width: 2.4, align: "right" },
          { title: "套内面积（㎡）", width: 2.4, align: "right" },
        ],
        rows: data.statistics
          .slice(1)
          .filter(({ count }) => count > 0)
          .map(statisticCells),
        total: statisticCells({ ...data.statistics[0]!, label: "合计" }),
      },
    ],
    date: data.filedOn,
    verify: null,
    notes: ["本证明一式两份，一份送达申请人，一份存档。"],
    copies: [],
  };
}

function statisticCells(line: SurveyFilingNotice["statistics"][number]): string[] {
  return [
    line.label,
    String(line.count),
    displayArea(line.grossArea),
    displayArea(line.sharedArea),
    displayArea(line.interiorArea),
  ];
}
