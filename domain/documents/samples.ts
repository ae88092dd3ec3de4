import type { AcceptanceNotice } from "./acceptanceNotice.ts";
import type { ApprovalSheet } from "./approvalSheet.ts";
import type { DeliveryReceipt } from "./deliveryReceipt.ts";
import type { NonAcceptanceDecision } from "./nonAcceptanceDecision.ts";
import type { PmRoomConfirmation } from "./pmRoomConfirmation.ts";
import type { Receipt } from "./receipt.ts";
import type { RefusalDecision } from "./refusalDecision.ts";
import { statutoryRemedyPeriods } from "./remedies.ts";
import type { SupplementNotice } from "./supplementNotice.ts";
import type { SurveyFilingNotice } from "./surveyFilingNotice.ts";
import type { VolumeIndex } from "./volumeIndex.ts";

/**
 * Builders for tests and for the preview of document templates: complete, synthetic data; each call names only what
 * matters to it. The company, its code and the survey are those of the demonstration county.
 */

const issuer = "邵阳县住房保障服务中心";
const applicant = { name: "邵阳县安居房地产开发有限公司", kind: "organisation" } as const;
const remedies = { reconsiderationOrgan: "邵阳县人民政府", court: "邵阳县人民法院", ...statutoryRemedyPeriods };

export function buildAcceptanceNotice(given: Partial<AcceptanceNotice> = {}): AcceptanceNotice {
  return {
    issuer,
    number: "邵住保受〔2026〕12号",
    applicant,
    matter: "物业管理用房确认",
    caseNo: "430523-WGF-2026-000012",
    receivedOn: "2026-03-02",
    acceptedOn: "2026-03-05",
    legalBasis: ["《物业管理条例》第三十条", "《中华人民共和国行政许可法》第三十二条"],
    statutoryDays: 20,
    promisedDays: 10,
    promisedUntil: "2026-03-19",
    materials: [
      { name: "物业管理用房确认申请表", form: "原件", copies: 1 },
      { name: "营业执照", form: "电子证照", copies: 1 },
      { name: "房屋面积预测绘成果及分层分户平面图", form: "电子文件", copies: 1 },
    ],
    inquiry: "邵阳县政务服务中心二楼住房保障窗口，电话0739-0000000",
    ...given,
  };
}

export function buildNonAcceptanceDecision(given: Partial<NonAcceptanceDecision> = {}): NonAcceptanceDecision {
  return {
    issuer,
    number: "邵住保不受〔2026〕3号",
    applicant,
    matter: "物业管理用房确认",
    caseNo: "430523-WGF-2026-000013",
    receivedOn: "2026-03-02",
    decidedOn: "2026-03-05",
    reasons: [
      { text: "申请确认的房屋所在楼幢尚未完成测绘成果备案", basis: "《湖南省物业管理条例》" },
      { text: "申请事项所涉地块不在本机关管辖范围内", basis: null },
    ],
    legalBasis: ["《中华人民共和国行政许可法》第三十二条第一款第二项"],
    remedies,
    ...given,
  };
}

export function buildRefusalDecision(given: Partial<RefusalDecision> = {}): RefusalDecision {
  return {
    issuer,
    number: "邵住保不予〔2026〕2号",
    applicant,
    act: "confirmation",
    matter: "物业管理用房确认",
    caseNo: "430523-WGF-2026-000014",
    acceptedOn: "2026-03-05",
    decidedOn: "2026-03-18",
    reasons: [
      { text: "该项目应配置物业管理用房100.00平方米，实际配置81.19平方米，少于应配置面积", basis: null },
      { text: "拟作为业主委员会用房的-101室位于地下一层，无自然采光和通风", basis: null },
    ],
    legalBasis: ["《物业管理条例》第三十条"],
    heardOn: "2026-03-16",
    remedies,
    ...given,
  };
}

export function buildPmRoomConfirmation(given: Partial<PmRoomConfirmation> = {}): PmRoomConfirmation {
  return {
    issuer,
    number: "邵物管用房〔2026〕0001号",
    project: { name: "安居·资江花园", location: "邵阳县塘渡口镇资江路1号" },
    developer: { name: applicant.name, uscc: "91430523MA4L00003P" },
    buildings: [{ name: "1幢", surveyNo: "S430523202600001", grossArea: 4_059_358 }],
    rooms: [
      { building: "1幢", roomNo: "101", floor: "1", grossArea: 3801, use: "office" },
      { building: "1幢", roomNo: "102", floor: "1", grossArea: 3484, use: "office" },
      { building: "1幢", roomNo: "109", floor: "1", grossArea: 3054, use: "committee" },
    ],
    requirement: { totalArea: 10_000, committeeArea: 2_000 },
    exemption: null,
    legalBasis: ["《中华人民共和国民法典》第二百七十四条", "《物业管理条例》第三十条", "《湖南省物业管理条例》"],
    decidedOn: "2026-03-18",
    verifyUrl: "https://anju.example.gov.cn/public/verify/0123456789abcdef0123456789abcdef",
    ...given,
  };
}

const given = { matter: "物业管理用房确认", caseNo: "WG430523-2026-0012" } as const;
const inquiry = "邵阳县政务服务中心二楼住房保障窗口，电话0739-0000000";

export function buildReceipt(more: Partial<Receipt> = {}): Receipt {
  return {
    issuer,
    number: "邵住保收〔2026〕31号",
    applicant,
    ...given,
    receivedOn: "2026-03-02",
    acceptanceDays: 5,
    acceptedUntil: "2026-03-09",
    materials: buildAcceptanceNotice().materials,
    inquiry,
    ...more,
  };
}

export function buildSupplementNotice(more: Partial<SupplementNotice> = {}): SupplementNotice {
  return {
    issuer,
    number: "邵住保补正〔2026〕4号",
    applicant,
    ...given,
    receivedOn: "2026-03-02",
    askedOn: "2026-03-04",
    round: 1,
    items: [
      { material: "物业管理用房位置平面图", text: "平面图未标明102室的四至和建筑面积，请按测绘成果补充标注后重新上传" },
      { material: "建设工程规划许可证及附图", text: "附图第3页扫描不清，无法辨认，请重新扫描上传" },
      { material: null, text: "请书面说明业主委员会用房与物业服务用房是否共用出入口" },
    ],
    due: "2026-03-18",
    inquiry,
    ...more,
  };
}

export function buildApprovalSheet(more: Partial<ApprovalSheet> = {}): ApprovalSheet {
  const decision = { effective: true };
  return {
    issuer,
    number: "邵住保审批〔2026〕12号",
    applicant: applicant.name,
    ...given,
    title: `${applicant.name}的物业管理用房确认`,
    receivedOn: "2026-03-02",
    acceptedOn: "2026-03-05",
    decidedOn: "2026-03-18",
    closedOn: "2026-03-18",
    outcome: "准予",
    decisions: [
      {
        node: "受理",
        what: "受理",
        opinion: "材料齐全，符合法定形式，予以受理。",
        who: "孙雨晴",
        on: "2026-03-05",
        ...decision,
      },
      {
        ...{ node: "初审", what: "拟同意", who: "吴思源", on: "2026-03-10" },
        opinion:
          "经核对测绘成果，三套用房共103.39平方米，不少于应配置的100.00平方米，其中业主委员会用房30.54平方米，位置、采光符合规定。拟同意确认。",
        effective: true,
      },
      { node: "复核", what: "拟不予", opinion: "109室朝向待核。", who: "郑海宁", on: "2026-03-12", effective: false },
      { node: "复核", what: "拟同意", opinion: "已核，拟同意。", who: "郑海宁", on: "2026-03-16", ...decision },
      { node: "审定", what: "准予", opinion: "同意。", who: "王守正", on: "2026-03-18", ...decision },
    ],
    results: ["物业管理用房确认书 邵住保物管〔2026〕1号"],
    ...more,
  };
}

export function buildDeliveryReceipt(more: Partial<DeliveryReceipt> = {}): DeliveryReceipt {
  return {
    issuer,
    number: "邵住保送达〔2026〕9号",
    applicant: applicant.name,
    ...given,
    documents: ["物业管理用房确认书 邵住保物管〔2026〕1号"],
    way: "inPerson",
    receiver: "钱小楠",
    reference: "",
    deliveredOn: "2026-03-20",
    due: "2026-04-01",
    deliveredBy: "孙雨晴",
    ...more,
  };
}

export function buildVolumeIndex(more: Partial<VolumeIndex> = {}): VolumeIndex {
  const titles = [
    "物业管理用房确认申请",
    "收件凭证 邵住保收〔2026〕31号",
    "受理通知书 邵住保受〔2026〕12号",
    "物业管理用房位置平面图：平面图（加盖公章扫描件）.pdf",
    "审批表 邵住保审批〔2026〕12号",
    "物业管理用房确认书 邵住保物管〔2026〕1号",
    "送达回证 邵住保送达〔2026〕9号",
    "审批记录",
  ];
  return {
    issuer,
    number: "邵住保档〔2026〕12号",
    applicant: applicant.name,
    caseNo: given.caseNo,
    title: `${applicant.name}的物业管理用房确认`,
    outcome: "准予",
    archivedOn: "2026-03-27",
    hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    entries: titles.map((title, index) => ({
      n: index + 1,
      title,
      hash: String(index + 1)
        .repeat(4)
        .padEnd(64, "0a1b2c3d4e5f6789"),
      size: 10_000 + index * 123_457,
    })),
    ...more,
  };
}

export function buildSurveyFilingNotice(more: Partial<SurveyFilingNotice> = {}): SurveyFilingNotice {
  const line = (label: string, count: number) => ({
    ...{ label, count, grossArea: 4_059_358, sharedArea: 730_802, interiorArea: 3_328_556 },
  });
  return {
    issuer,
    number: "邵住保测备〔2026〕1号",
    developer: applicant.name,
    stage: "预测绘",
    version: 1,
    building: {
      ...{ name: "1栋", location: "邵阳县塘渡口镇资江路1号", surveyNo: "SY430523202400001" },
      ...{ surveyCaseNo: "202403010001", structureType: "钢筋混凝土", totalFloors: 22 },
    },
    surveyor: "湖南虚构测绘有限公司",
    statistics: [line("户室信息", 415), line("住宅", 415)],
    legalBasis: ["《房产测绘管理办法》第十八条"],
    filedOn: "2026-03-18",
    ...more,
  };
}
