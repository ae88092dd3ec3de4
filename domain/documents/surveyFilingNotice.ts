import { z } from "zod";
import { displayArea } from "#domain/rules/area.ts";
import { blocks, documentKind, text } from "./kind.ts";
import { type Block, lawDateSchema } from "./model.ts";
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

export const surveyFilingNotice = documentKind({
  kind: "surveyFilingNotice",
  schema: surveyFilingNoticeSchema,
  placeholders: {
    开发企业: text("开发企业名称"),
    测绘阶段: text("预测绘或实测绘"),
    版次: text("第几版，数字"),
    楼幢: text("楼幢名称"),
    坐落: text("楼幢坐落"),
    测量号: text("楼幢的测量号"),
    测绘宗号: text("测绘宗号"),
    房屋结构: text("房屋结构"),
    总层数: text("总层数，数字"),
    测绘单位: text("测绘单位名称"),
    法律依据: text("备案的法律依据"),
    备案日期: text("备案的日期"),
    分用途统计: blocks("按用途统计套数和面积的表格"),
  },
  fixed: ({ issuer, number, filedOn }) => ({ issuer, number, date: filedOn, verifyUrl: null }),
  values: (data) => ({
    开发企业: data.developer,
    测绘阶段: data.stage,
    版次: String(data.version),
    楼幢: data.building.name,
    坐落: data.building.location,
    测量号: data.building.surveyNo,
    测绘宗号: data.building.surveyCaseNo,
    房屋结构: data.building.structureType,
    总层数: String(data.building.totalFloors),
    测绘单位: data.surveyor,
    法律依据: grounds(data.legalBasis),
    备案日期: chineseDate(data.filedOn),
    分用途统计: [statisticsTable(data)],
  }),
});

function statisticsTable({ statistics }: SurveyFilingNotice): Block {
  return {
    kind: "table",
    columns: [
      { title: "用途", width: 2, align: "center" },
      { title: "套数", width: 1.4, align: "right" },
      { title: "户室面积（㎡）", width: 2.4, align: "right" },
      { title: "分摊面积（㎡）", width: 2.4, align: "right" },
      { title: "套内面积（㎡）", width: 2.4, align: "right" },
    ],
    rows: statistics
      .slice(1)
      .filter(({ count }) => count > 0)
      .map(statisticCells),
    total: statisticCells({ ...statistics[0]!, label: "合计" }),
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
