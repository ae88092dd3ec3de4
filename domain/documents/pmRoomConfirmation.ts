import { z } from "zod";
import { addAreas, displayArea } from "#domain/rules/area.ts";
import { blocks, documentKind, optional, text } from "./kind.ts";
import { type Block, lawDateSchema } from "./model.ts";
import { chineseDate, grounds, sentence } from "./wording.ts";

/** What a confirmed room serves (PMR-02: office, business and committee shares). */
export const pmRoomUses = {
  office: "物业服务办公用房",
  business: "物业服务经营用房",
  committee: "业主委员会用房",
} as const;

/** Area in hundredths of m². */
const areaSchema = z.int().nonnegative();

/** 物业管理用房确认书 (PMR-06). */
export const pmRoomConfirmationSchema = z.object({
  issuer: z.string().trim().min(1),
  number: z.string().trim().min(1),
  project: z.object({ name: z.string().trim().min(1), location: z.string().trim().min(1) }),
  developer: z.object({ name: z.string().trim().min(1), uscc: z.string().trim().min(1) }),
  buildings: z
    .array(
      z.object({
        name: z.string().trim().min(1),
        surveyNo: z.string().trim().min(1),
        grossArea: areaSchema.positive(),
      }),
    )
    .min(1),
  rooms: z
    .array(
      z.object({
        building: z.string().trim().min(1),
        roomNo: z.string().trim().min(1),
        /** 名义层 as printed: 1, -1, 2A. */
        floor: z.string().trim().min(1),
        grossArea: areaSchema.positive(),
        use: z.enum(["office", "business", "committee"]),
      }),
    )
    .min(1),
  /** What the region's rule asks for (`requiredPmRooms`): everything, and the committee's part of it. */
  requirement: z.object({ totalArea: areaSchema, committeeArea: areaSchema }),
  /** Recorded exemption where less than required is provided; printed word for word. */
  exemption: z.string().trim().min(1).nullable(),
  legalBasis: z.array(z.string().trim().min(1)).min(1),
  decidedOn: lawDateSchema,
  /** Public page of this certificate, the whole address. */
  verifyUrl: z.url({ protocol: /^https?$/ }),
});
export type PmRoomConfirmation = z.infer<typeof pmRoomConfirmationSchema>;

export const pmRoomConfirmation = documentKind({
  kind: "pmRoomConfirmation",
  schema: pmRoomConfirmationSchema,
  placeholders: {
    建设单位: text("建设单位名称"),
    统一社会信用代码: text("建设单位的统一社会信用代码"),
    项目名称: text("项目名称"),
    项目坐落: text("项目坐落"),
    所涉楼幢: text("楼幢名称"),
    测量号: text("楼幢的测量号"),
    总建筑面积: text("楼幢的总建筑面积，平方米"),
    用房套数: text("确认的用房套数"),
    应配置面积: text("按规定应配置的面积，平方米"),
    实际配置面积: text("确认的用房面积合计，平方米"),
    业委会应配面积: text("其中业主委员会用房应配置的面积，平方米"),
    业委会实配面积: text("其中业主委员会用房的面积，平方米"),
    配置面积说明: optional("面积不足时记录的说明，足额时为空"),
    法律依据: text("确认的法律依据"),
    确认日期: text("作出决定的日期"),
    用房明细: blocks("逐套用房的表格"),
  },
  fixed: ({ issuer, number, decidedOn, verifyUrl }) => ({ issuer, number, date: decidedOn, verifyUrl }),
  values: (data) => ({
    建设单位: data.developer.name,
    统一社会信用代码: data.developer.uscc,
    项目名称: data.project.name,
    项目坐落: data.project.location,
    所涉楼幢: data.buildings.map(({ name }) => name).join("、"),
    测量号: data.buildings.map(({ surveyNo }) => surveyNo).join("、"),
    总建筑面积: displayArea(sumOf(data.buildings)),
    用房套数: String(data.rooms.length),
    应配置面积: displayArea(data.requirement.totalArea),
    实际配置面积: displayArea(sumOf(data.rooms)),
    业委会应配面积: displayArea(data.requirement.committeeArea),
    业委会实配面积: displayArea(sumOf(data.rooms.filter(({ use }) => use === "committee"))),
    配置面积说明: data.exemption === null ? null : sentence(data.exemption),
    法律依据: grounds(data.legalBasis),
    确认日期: chineseDate(data.decidedOn),
    用房明细: [rooms(data)],
  }),
});

function rooms(data: PmRoomConfirmation): Block {
  return {
    kind: "table",
    columns: [
      { title: "序号", width: 1, align: "center" },
      { title: "楼幢", width: 2, align: "center" },
      { title: "室号", width: 2, align: "center" },
      { title: "层次", width: 1.2, align: "center" },
      { title: "用途", width: 3.1, align: "center" },
      { title: "建筑面积（㎡）", width: 2.7, align: "right" },
    ],
    rows: data.rooms.map(({ building, roomNo, floor, use, grossArea }, index) => [
      String(index + 1),
      building,
      roomNo,
      floor,
      pmRoomUses[use],
      displayArea(grossArea),
    ]),
    total: ["合计", "", "", "", "", displayArea(sumOf(data.rooms))],
  };
}

function sumOf(parts: readonly { grossArea: number }[]): number {
  return addAreas(parts.map(({ grossArea }) => grossArea));
}
