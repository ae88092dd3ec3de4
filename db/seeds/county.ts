import type { OrgKind } from "#db/platform/people.ts";

/** The demonstration county: 邵阳县 (430523). Everything below the names of public bodies is made up. */

export const COUNTY = "430523";

export const regions = [
  { code: "430000", name: "湖南省", parentCode: null },
  { code: "430500", name: "邵阳市", parentCode: "430000" },
  { code: COUNTY, name: "邵阳县", parentCode: "430500" },
] as const;

export const CENTRE = "centre";
export const COMPANY = "dev-anju";

/** The housing centre with its sections, and the companies outside. Diagrams name an organisation by its code. */
export const organisations: readonly { code: string; name: string; kind: OrgKind; parent: string | null }[] = [
  { code: CENTRE, name: "邵阳县住房保障服务中心", kind: "centre", parent: null },
  { code: "window", name: "综合窗口", kind: "section", parent: CENTRE },
  { code: "survey-section", name: "测绘股", kind: "section", parent: CENTRE },
  { code: "market-section", name: "市场股", kind: "section", parent: CENTRE },
  { code: "property-section", name: "物业股", kind: "section", parent: CENTRE },
  { code: "finance-section", name: "财务股", kind: "section", parent: CENTRE },
  { code: "archive", name: "档案室", kind: "section", parent: CENTRE },
  { code: COMPANY, name: "邵阳县安居置业有限公司（虚构）", kind: "developer", parent: null },
];
