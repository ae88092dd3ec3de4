import { businesses } from "#approval/businesses.ts";
import { statutoryRemedyPeriods } from "#domain/documents/remedies.ts";
import { type CountyFigure, numbering } from "#domain/platform/county.ts";

/** What every matter needs: numbers of the documents that all of them send, remedies, where to ask. */
const common: readonly CountyFigure[] = [
  numbering("receipt", "邵住保收〔{year}〕{n}号"),
  numbering("acceptanceNotice", "邵住保受〔{year}〕{n}号"),
  numbering("supplementNotice", "邵住保补正〔{year}〕{n}号"),
  numbering("nonAcceptanceDecision", "邵住保不受〔{year}〕{n}号"),
  numbering("refusalDecision", "邵住保不予〔{year}〕{n}号"),
  numbering("approvalSheet", "邵住保审批〔{year}〕{n}号"),
  numbering("deliveryReceipt", "邵住保送达〔{year}〕{n}号"),
  numbering("volumeIndex", "邵住保档〔{year}〕{n}号"),
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

/** The figures and wordings of the demonstration county. Each must be checked by a county before it goes live. */
export const parameters: readonly CountyFigure[] = [
  ...common,
  ...[...businesses.values()].flatMap(({ county }) => county.figures),
];
