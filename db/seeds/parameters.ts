import { statutoryRemedyPeriods } from "#domain/documents/remedies.ts";
import type { ManagementRoomsRule } from "#domain/management-rooms.ts";

export interface SeededParameter {
  name: string;
  value: unknown;
  unit: string;
  legalBasis: string;
  validFrom: string;
}

/**
 * 2‰ of the gross area, at least 100 ㎡, 20 ㎡ of it for the owners' committee: what is commonly cited for 湖南 (PMR-02).
 * The regulation's text was not at hand, so a county must check figures and article before it goes live.
 */
const managementRoomsRule: ManagementRoomsRule = {
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

const numbering = (kind: string, pattern: string): SeededParameter => ({
  name: `number.${kind}`,
  value: pattern,
  unit: "文号式样",
  legalBasis: "《党政机关公文格式》GB/T 9704-2012 7.2.5（演示文号）",
  validFrom: "2019-01-01",
});

/** The figures and wordings of the demonstration county. Each must be checked by a county before it goes live. */
export const parameters: readonly SeededParameter[] = [
  {
    name: "managementRooms.rule",
    value: managementRoomsRule,
    unit: "规则",
    legalBasis: "《湖南省物业管理条例》",
    validFrom: "2019-01-01",
  },
  numbering("receipt", "邵住保收〔{year}〕{n}号"),
  numbering("acceptanceNotice", "邵住保受〔{year}〕{n}号"),
  numbering("supplementNotice", "邵住保补正〔{year}〕{n}号"),
  numbering("nonAcceptanceDecision", "邵住保不受〔{year}〕{n}号"),
  numbering("refusalDecision", "邵住保不予〔{year}〕{n}号"),
  numbering("surveyFilingNotice", "邵住保测备〔{year}〕{n}号"),
  numbering("approvalSheet", "邵住保审批〔{year}〕{n}号"),
  numbering("deliveryReceipt", "邵住保送达〔{year}〕{n}号"),
  numbering("volumeIndex", "邵住保档〔{year}〕{n}号"),
  numbering("pmRoomConfirmation", "邵住保物管〔{year}〕{n}号"),
  {
    name: "remedies",
    value: {
      ...statutoryRemedyPeriods,
      reconsiderationOrgan: "邵阳县人民政府",
      court: "邵阳县人民法院",
    },
    unit: "救济途径",
    legalBasis: "《中华人民共和国行政复议法》第二十条、《中华人民共和国行政诉讼法》第四十六条",
    validFrom: "2024-01-01",
  },
  {
    name: "inquiry",
    value: "邵阳县住房保障服务中心综合窗口，电话 0739-6800000（虚构）",
    unit: "查询方式",
    legalBasis: "《中华人民共和国行政许可法》第三十条（公示义务）",
    validFrom: "2024-01-01",
  },
];
