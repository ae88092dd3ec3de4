import type { MaterialSlot } from "#domain/platform/drafts.ts";
import type { MatterKind } from "#domain/platform/states.ts";

export interface SeededMatter {
  business: string;
  name: string;
  kind: MatterKind;
  legalBasis: { law: string; article: string; text: string }[];
  acceptanceDays: number;
  statutoryDays: number;
  promisedDays: number;
  deliveryDays: number;
  materials: MaterialSlot[];
  results: { kind: string; name: string }[];
}

const DOCUMENTS = ["application/pdf", "image/png", "image/jpeg"];
const slot = (slotCode: string, name: string, required: boolean, most: number, note = ""): MaterialSlot => ({
  slot: slotCode,
  name,
  required,
  accept: DOCUMENTS,
  most,
  note,
});

/** What the two matters promise in the demonstration county. */
export const matters: readonly SeededMatter[] = [
  {
    business: "survey-filing",
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
      slot("report", "房产测绘技术报告", true, 3, "测绘单位盖章的扫描件。"),
      slot("surveyorLicence", "测绘单位资质证书", true, 2),
      slot("planningPermit", "建设工程规划许可证及附图", true, 10),
      slot("floorPlans", "房产分层平面图", true, 60, "每层一张，或合并为一个文件。"),
      slot(
        "unitPlans",
        "房产分户图",
        false,
        500,
        "可不上传；上传时以“户室号”或“单元-户室号”命名，如“2-301.pdf”，自动对应户室。",
      ),
    ],
    results: [{ kind: "surveyFilingNotice", name: "房产测绘成果备案证明" }],
  },
  {
    business: "management-rooms",
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
      slot("application", "物业管理用房确认申请表", true, 2, "加盖公章的扫描件。"),
      slot("planningPermit", "建设工程规划许可证及附图", true, 10),
      slot("roomPlans", "物业管理用房位置平面图", true, 10, "标明用房位置、四至和面积。"),
      slot("exemption", "减免配置的证明材料", false, 5, "申报面积低于应配面积时上传。"),
    ],
    results: [{ kind: "pmRoomConfirmation", name: "物业管理用房确认书" }],
  },
];
