import { z } from "zod";
import type { Problem } from "./errors.ts";
import { acceptanceSchema, decisionSchema } from "./platform/acceptance.ts";
import { electronicDeliverySchema } from "./platform/deliveryConsent.ts";
import {
  areaText,
  choice,
  optionalDate,
  optionalMetres,
  optionalText,
  recordId,
  requiredText,
  wholeNumber,
} from "./platform/formFields.ts";
import { type Area, parseArea } from "./rules/area.ts";
import { type BuildingData, buildingDataSchema } from "./surveyTables/building.ts";

/** 测绘成果备案: its data, its words and its decisions. */

export const surveyFilingErrors = {
  /** Another filing of this building and stage is in force. Thrown by `survey-filing.build-table`, caught on the diagram. */
  surveyFiled: "SURVEY_FILED",
} as const;

/** 测绘阶段 as registers and screens name it. */
export const surveyStages = { pre: "预测绘", asBuilt: "实测绘" } as const;
export type SurveyStage = keyof typeof surveyStages;

export const structureTypes = {
  reinforcedConcrete: "钢筋混凝土",
  steelConcrete: "钢、钢筋混凝土",
  steel: "钢",
  mixed: "混合",
  brickTimber: "砖木",
  other: "其他",
} as const;
export const houseNatures = {
  commodity: "商品房",
  affordable: "保障性住房",
  resettlement: "安置房",
  selfBuilt: "自建房",
  other: "其他",
} as const;
export const areaRuleSets = { "GB/T 17986.1-2000": "GB/T 17986.1-2000 房产测量规范" } as const;
const wallOwnership = { own: "自墙", shared: "共墙", borrowed: "借墙" } as const;

const fields = z.object({
  stage: choice("测绘阶段", surveyStages),
  /** 所属项目; may stay open until 所属项目确定. */
  projectId: recordId("所属项目").nullish(),
  surveyNo: requiredText("测量号", 40),
  surveyCaseNo: requiredText("测绘宗号", 40),
  propertyCaseNo: optionalText("房产宗号", 40),
  buildingNo: requiredText("栋号", 20),
  buildingName: requiredText("楼幢名称", 60),
  street: requiredText("街道/乡镇", 60),
  location: requiredText("坐落描述", 200),
  structureType: choice("房屋结构", structureTypes),
  houseNature: choice("房屋性质", houseNatures),
  houseUse: requiredText("房屋用途", 40),
  partNature: optionalText("部位性质", 40),
  completionDate: optionalDate("建成时间"),
  height: optionalMetres("建筑高度"),
  totalFloors: wholeNumber("总层数", 1, 200),
  aboveGroundFloors: wholeNumber("地上层数", 0, 200),
  undergroundFloors: wholeNumber("地下层数", 0, 20),
  grossArea: areaText("建筑面积"),
  nonApportionedArea: areaText("不分摊公用面积"),
  areaRuleSet: choice("面积计算规则", areaRuleSets),
  eastWall: choice("东墙", wallOwnership).nullish(),
  southWall: choice("南墙", wallOwnership).nullish(),
  westWall: choice("西墙", wallOwnership).nullish(),
  northWall: choice("北墙", wallOwnership).nullish(),
  surveyor: requiredText("测绘单位", 100),
  surveyorLicence: requiredText("测绘资质证书号", 40),
  surveyedOn: optionalDate("测绘完成日期"),
  surveyScope: optionalText("勘测范围", 500),
  surveyConclusion: requiredText("勘测结论", 2000),
  electronicDelivery: electronicDeliverySchema,
});

const start = fields
  .refine((data) => data.totalFloors === data.aboveGroundFloors + data.undergroundFloors, {
    path: ["totalFloors"],
    error: "总层数应等于地上层数加地下层数。",
  })
  .refine((data) => data.stage === "pre" || data.completionDate !== null, {
    path: ["completionDate"],
    error: "实测绘应填写建成时间。",
  });
export type SurveyFilingStart = z.infer<typeof start>;

/** The fields that the survey's tables are checked against: what must stand in a draft before a table is uploaded. */
const surveyed = fields.pick({
  stage: true,
  surveyNo: true,
  surveyCaseNo: true,
  buildingNo: true,
  buildingName: true,
  street: true,
  location: true,
  structureType: true,
  houseNature: true,
  completionDate: true,
  height: true,
  totalFloors: true,
  aboveGroundFloors: true,
  undergroundFloors: true,
  grossArea: true,
  nonApportionedArea: true,
  areaRuleSet: true,
  surveyScope: true,
  surveyConclusion: true,
});

/** The slot of 分户图 among the materials. */
export const UNIT_PLANS = "unitPlans";

/**
 * The unit that a plan of 分户图 shows, by its file's name: `101.pdf`, or `2-301.pdf` for 单元 2. Null where the name
 * fits no unit, or several.
 */
export function unitOfPlan<Unit extends { stairUnit: string; roomNo: string }>(
  fileName: string,
  units: readonly Unit[],
): Unit | null {
  const name = fileName.replace(/\.[^.]+$/, "").trim();
  const exact = units.filter(({ stairUnit, roomNo }) => stairUnit !== "" && name === `${stairUnit}-${roomNo}`);
  const found = exact.length > 0 ? exact : units.filter(({ roomNo }) => name === roomNo);
  return found.length === 1 ? found[0]! : null;
}

const firstReview = z.strictObject({
  /** Why rows flagged 调整 may pass (SUR-09 d). */
  adjustedReason: optionalText("调整行说明", 300),
  reviewNotes: optionalText("审查记录", 1000),
});
export type SurveyFirstReview = z.infer<typeof firstReview>;

export const surveyFilingForms = {
  "survey-filing.start": { title: "测绘成果备案申请", schema: start },
  "survey-filing.accept": { title: "收件核对", schema: acceptanceSchema },
  "survey-filing.firstReview": { title: "初审记录", schema: firstReview },
  "survey-filing.secondReview": {
    title: "复核记录",
    schema: z.strictObject({ reviewNotes: optionalText("复核记录", 1000) }),
  },
  "survey-filing.fileDecision": { title: "备案决定", schema: decisionSchema },
} as const;

const problem = z.object({ code: z.string(), message: z.string() }).catchall(z.unknown());
/** What officials see of the survey of a case, beside its building table. Areas in hundredths of m². */
export const surveyViewSchema = z.object({
  fileName: z.string(),
  statistics: z.array(
    z.object({
      use: z.string().nullable(),
      label: z.string(),
      count: z.int(),
      grossArea: z.int(),
      sharedArea: z.int(),
      interiorArea: z.int(),
    }),
  ),
  zones: z.array(
    z.object({
      name: z.string(),
      use: z.string(),
      interiorArea: z.int(),
      ownCommonArea: z.int(),
      receivedCommonArea: z.int(),
      /** Millionths, as printed. */
      coefficient: z.int(),
    }),
  ),
  /** Rows that 初审 may pass with a reason. */
  adjustedRows: z.array(z.object({ line: z.int(), roomNo: z.string() }).catchall(z.unknown())),
  warnings: z.array(problem),
  /** What changes against the filing that is in force of the same building, of this or the other stage (SUR-11). */
  changes: z.array(
    z.object({ kind: z.enum(["added", "removed", "changed"]), roomNo: z.string() }).catchall(z.unknown()),
  ),
});
export type SurveyView = z.infer<typeof surveyViewSchema>;

/** What the registers say beside a start form: shown read-only, never submitted by the applicant. */
export const surveyFilingFactsSchema = z.object({
  company: z.object({ name: z.string(), uscc: z.string() }),
  regionName: z.string(),
  projects: z.array(z.object({ value: z.int(), label: z.string() })),
});
export type SurveyFilingFacts = z.infer<typeof surveyFilingFactsSchema>;

/**
 * The building data of a draft or application, which the survey's tables are checked against; or what is still missing
 * in it, field by field.
 */
export function readBuildingData(
  data: Record<string, unknown>,
  known: { regionCode: string; projectName: string | null },
): { ok: true; value: BuildingData } | { ok: false; problems: Problem[] } {
  const read = surveyed.safeParse(data);
  if (!read.success) return { ok: false, problems: problemsOf(read.error) };
  const building = buildingDataSchema.safeParse(buildingOf(read.data, known));
  return building.success ? { ok: true, value: building.data } : { ok: false, problems: problemsOf(building.error) };
}

function problemsOf({ issues }: z.ZodError): Problem[] {
  return issues.map(({ path, message }) => ({ code: "FIELD_INVALID", message, field: path.map(String).join(".") }));
}

function buildingOf(
  data: z.infer<typeof surveyed>,
  { regionCode, projectName }: { regionCode: string; projectName: string | null },
): z.input<typeof buildingDataSchema> {
  return {
    surveyNo: data.surveyNo,
    surveyCaseNo: data.surveyCaseNo,
    stage: data.stage === "pre" ? "preSurvey" : "asBuilt",
    areaRuleSet: data.areaRuleSet,
    regionCode,
    street: data.street,
    location: data.location,
    // a building whose project is still open stands for itself
    projectName: projectName ?? data.buildingName,
    buildingNo: data.buildingNo,
    structureType: structureTypes[data.structureType],
    houseNature: houseNatures[data.houseNature],
    totalFloors: data.totalFloors,
    aboveGroundFloors: data.aboveGroundFloors,
    undergroundFloors: data.undergroundFloors,
    completionDate: data.completionDate,
    height: data.height === "" ? null : hundredths(data.height),
    grossArea: areaOf(data.grossArea),
    nonApportionedArea: areaOf(data.nonApportionedArea),
    surveyScope: data.surveyScope,
    surveyConclusion: data.surveyConclusion,
  };
}

/** An area that its schema has already let pass. @throws RangeError for any other text */
function areaOf(text: string): Area {
  const area = parseArea(text);
  if (!area.ok) throw new RangeError("the area did not pass its schema");
  return area.value;
}

function hundredths(metres: string): number {
  const [whole = "0", decimals = ""] = metres.split(".");
  return Number(`${whole}${decimals.padEnd(2, "0")}`);
}
