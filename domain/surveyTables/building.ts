import { z } from "zod";
import { MAX_AREA } from "../rules/area.ts";
import { isRegionCode } from "../rules/identifiers.ts";
import { isLawDate } from "../rules/workingDays.ts";
import { identifiersOf, SURVEY_STAGES } from "./words.ts";

const text = (label: string, longest: number) =>
  z.string().trim().min(1, `请填写${label}。`).max(longest, `${label}不超过${longest}个字。`);
const area = (label: string) =>
  z.int(`${label}应为百分之一平方米的整数。`).min(0, `${label}不能为负数。`).max(MAX_AREA);
const floors = (label: string) => z.int().min(0, `${label}不能为负数。`).max(200, `${label}过大。`);

/** 建筑物信息 and 测绘结论 of one survey (seed 2.1), as typed at the start of a filing. */
export const buildingDataSchema = z
  .object({
    /** 测量号: unique per building and stage (SUR-30). */
    surveyNo: text("测量号", 40),
    /** 测绘宗号 */
    surveyCaseNo: text("测绘宗号", 40),
    stage: z.enum(identifiersOf(SURVEY_STAGES)),
    /** The rules the areas were measured by, e.g. "GB/T 17986.1-2000" (SUR-04). */
    areaRuleSet: text("面积计算规则", 40),
    /** 行政区划代码 */
    regionCode: z.string().refine(isRegionCode, "行政区划代码应为6位。"),
    street: text("街道/乡镇", 60),
    location: text("坐落", 200),
    projectName: text("项目名称", 100),
    /** 栋号 */
    buildingNo: text("栋号", 20),
    structureType: text("房屋结构", 40),
    /** 房屋性质, e.g. 商品房 */
    houseNature: text("房屋性质", 40),
    totalFloors: floors("总层数"),
    aboveGroundFloors: floors("地上层数"),
    undergroundFloors: floors("地下层数"),
    /** 建成时间; null before completion. */
    completionDate: z.string().refine(isLawDate, "建成时间不是有效日期。").nullable(),
    /** 建筑高度, hundredths of a metre. */
    height: z.int().min(0).nullable(),
    grossArea: area("建筑面积"),
    /** Common area that no unit carries: 人防, rooms for several buildings … (SUR-06, SUR-07). */
    nonApportionedArea: area("不分摊公用面积"),
    /** 勘测范围 */
    surveyScope: z.string().max(500),
    /** 勘测结论 */
    surveyConclusion: text("勘测结论", 2000),
  })
  .refine((building) => building.totalFloors === building.aboveGroundFloors + building.undergroundFloors, {
    path: ["totalFloors"],
    error: "总层数应等于地上层数加地下层数。",
  })
  .refine((building) => building.nonApportionedArea <= building.grossArea, {
    path: ["nonApportionedArea"],
    error: "不分摊公用面积不能大于建筑面积。",
  });

export type BuildingData = z.infer<typeof buildingDataSchema>;
