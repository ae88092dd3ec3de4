import { type BusinessCounty, numbering, scans } from "../platform/county.ts";
import { UNIT_PLANS } from "../survey-filing.ts";

/** 测绘成果备案 in the demonstration county. */
export const surveyFilingCounty: BusinessCounty = {
  matter: {
    name: "测绘成果备案",
    kind: "filing",
    legalBasis: [
      {
        law: "房产测绘管理办法",
        article: "第十八条",
        text: "用于房屋权属登记等房产管理的房产测绘成果，房地产行政主管部门应当对施测单位的资格、测绘成果的适用性、界址点准确性、面积测算依据与方法等内容进行审核。审核后的房产测绘成果纳入房产档案统一管理。",
      },
    ],
    acceptanceDays: 5,
    statutoryDays: 20,
    promisedDays: 7,
    deliveryDays: 10,
    materials: [
      scans("report", "房产测绘技术报告", true, 3, "测绘单位盖章的扫描件。"),
      scans("surveyorLicence", "测绘单位资质证书", true, 2),
      scans("planningPermit", "建设工程规划许可证及附图", true, 10),
      scans("floorPlans", "房产分层平面图", true, 60, "每层一张，或合并为一个文件。"),
      scans(
        UNIT_PLANS,
        "房产分户图",
        false,
        500,
        "可不上传；上传时以“户室号”或“单元-户室号”命名，如“2-301.pdf”，自动对应户室。",
      ),
    ],
    results: [{ kind: "surveyFilingNotice", name: "房产测绘成果备案证明" }],
  },
  figures: [numbering("surveyFilingNotice", "邵住保测备〔{year}〕{n}号")],
};
