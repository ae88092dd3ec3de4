import { PRINTED_TOTALS } from "./survey/printed.ts";

/** The demonstration company and its project, with every field of the seed's 所属项目确定. Codes are valid and fictional. */

export const company = {
  uscc: "91430523MA4L00003P",
  name: "邵阳县安居置业有限公司（虚构）",
  registeredCapital: 2000,
  companyType: "股份制企业",
  qualificationNo: "91430523MA4L00003P",
  qualificationGrade: "暂定",
  businessLicenceNo: "91430523MA4L00003P",
  legalRepresentative: "赵安居",
  generalManager: "赵安居",
  officePhone: "0739-6800888",
  membership: "普通会员",
  postcode: "422100",
  establishedOn: "2019-01-21",
  address: "邵阳县塘渡口镇安居路6号",
  website: null,
  remarks: "演示数据",
} as const;

/** Sealed before it is stored. */
export const legalRepresentativePhone = "18600000196";

export const project = {
  name: "安居花园",
  address: "邵阳县塘渡口镇安居路8号",
  grossArea: 28_600_000,
  aboveGroundArea: 23_900_000,
  undergroundArea: 4_700_000,
  siteArea: 9_800_000,
  buildingCount: 35,
  phaseCount: 2,
} as const;

if (project.grossArea < PRINTED_TOTALS.gross) throw new RangeError("the project holds its first building");
