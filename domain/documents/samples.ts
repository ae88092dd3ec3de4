import type { AcceptanceNotice } from "./acceptanceNotice.ts";
import type { NonAcceptanceDecision } from "./nonAcceptanceDecision.ts";
import type { PmRoomConfirmation } from "./pmRoomConfirmation.ts";
import type { RefusalDecision } from "./refusalDecision.ts";
import { statutoryRemedyPeriods } from "./remedies.ts";

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
