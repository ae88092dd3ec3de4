import type { ManagementRoomsRule } from "../management-rooms.ts";
import { type BusinessCounty, numbering, scans } from "../platform/county.ts";

/**
 * 2‰ of the gross area, at least 100 ㎡, 20 ㎡ of it for the owners' committee: what is commonly cited for 湖南 (PMR-02).
 * The regulation's text was not at hand, so a county must check figures and article before it goes live.
 */
const rule: ManagementRoomsRule = {
  scope: "building",
  aboveGroundOnly: true,
  rule: {
    base: "grossArea",
    tiers: [{ upTo: null, perTenThousand: 20 }],
    minArea: 10_000,
    committeeMin: 2_000,
    committeeInside: true,
  },
};

/** 物业管理用房确认 in the demonstration county. */
export const managementRoomsCounty: BusinessCounty = {
  matter: {
    name: "物业管理用房确认",
    kind: "confirmation",
    legalBasis: [
      {
        law: "物业管理条例",
        article: "第三十条、第三十七条",
        text: "建设单位应当按照规定在物业管理区域内配置必要的物业管理用房。物业管理用房的所有权依法属于业主。未经业主大会同意，物业服务企业不得改变物业管理用房的用途。",
      },
    ],
    acceptanceDays: 5,
    statutoryDays: 20,
    promisedDays: 10,
    deliveryDays: 10,
    materials: [
      scans("application", "物业管理用房确认申请表", true, 2, "加盖公章的扫描件。"),
      scans("planningPermit", "建设工程规划许可证及附图", true, 10),
      scans("roomPlans", "物业管理用房位置平面图", true, 10, "标明用房位置、四至和面积。"),
      scans("exemption", "减免配置的证明材料", false, 5, "申报面积低于应配面积时上传。"),
    ],
    results: [{ kind: "pmRoomConfirmation", name: "物业管理用房确认书" }],
  },
  figures: [
    {
      name: "managementRooms.rule",
      value: rule,
      unit: "规则",
      legalBasis: "《湖南省物业管理条例》",
      validFrom: "2019-01-01",
    },
    numbering("pmRoomConfirmation", "邵住保物管〔{year}〕{n}号"),
  ],
};
