import { z } from "zod";
import { addAreas, displayArea } from "#domain/rules/area.ts";
import { type Block, type DocumentModel, lawDateSchema } from "./model.ts";
import { grounds, sentence } from "./wording.ts";

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

export function pmRoomConfirmation(data: PmRoomConfirmation): DocumentModel {
  return {
    layout: "certificate",
    issuer: data.issuer,
    title: "物业管理用房确认书",
    number: data.number,
    addressee: null,
    blocks: [
      {
        kind: "paragraph",
        text:
          `根据${grounds(data.legalBasis)}的规定，经审核，${data.developer.name}在“${data.project.name}”` +
          "配置的下列房屋，确认为该项目的物业管理用房。",
      },
      facts(data),
      rooms(data),
      ...(data.exemption === null
        ? []
        : [{ kind: "paragraph", text: `配置面积说明：${sentence(data.exemption)}` } satisfies Block]),
      {
        kind: "paragraph",
        text:
          "物业管理用房依法属于全体业主共有，不得买卖和抵押；未经业主大会同意，不得改变用途。" +
          "变更本确认书所列用房的，应当重新申请确认。",
      },
    ],
    date: data.decidedOn,
    verify: { url: data.verifyUrl, caption: "扫码核验本确认书当前状态" },
    notes: [],
    copies: [],
  };
}

function facts(data: PmRoomConfirmation): Block {
  const total = sumOf(data.buildings);
  const provided = sumOf(data.rooms);
  const committee = sumOf(data.rooms.filter(({ use }) => use === "committee"));
  return {
    kind: "fields",
    fields: [
      { label: "建设单位", value: data.developer.name, wide: true },
      { label: "统一社会信用代码", value: data.developer.uscc, wide: true },
      { label: "项目名称", value: data.project.name, wide: true },
      { label: "项目坐落", value: data.project.location, wide: true },
      { label: "所涉楼幢", value: data.buildings.map(({ name }) => name).join("、"), wide: false },
      { label: "测量号", value: data.buildings.map(({ surveyNo }) => surveyNo).join("、"), wide: false },
      { label: "总建筑面积", value: `${displayArea(total)} ㎡`, wide: false },
      { label: "用房套数", value: `${data.rooms.length} 套`, wide: false },
      { label: "应配置面积", value: `${displayArea(data.requirement.totalArea)} ㎡`, wide: false },
      { label: "实际配置面积", value: `${displayArea(provided)} ㎡`, wide: false },
      {
        label: "业委会用房面积",
        value: `应配 ${displayArea(data.requirement.committeeArea)} ㎡，实配 ${displayArea(committee)} ㎡（已计入以上面积）`,
        wide: true,
      },
    ],
  };
}

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
