import type { Role } from "#domain/platform/roles.ts";
import { CENTRE, COMPANY } from "./county.ts";

/** The documented password of every demonstration account (README). */
export const DEMO_PASSWORD = "Anju-Demo-2026";

export interface DemoPerson {
  login: string;
  name: string;
  role: Role;
  orgCode: string;
  /** What this account does in the story. */
  does: string;
}

/** Names, ID numbers and phones are made up. The first seven carry the story, from the upload to the certificate. */
export const demoPeople: readonly DemoPerson[] = [
  { login: "dev", name: "钱小楠", role: "orgClerk", orgCode: COMPANY, does: "申报测绘成果备案、物业管理用房确认" },
  { login: "window", name: "孙雨晴", role: "windowClerk", orgCode: "window", does: "收件、受理" },
  { login: "survey", name: "李承志", role: "handler", orgCode: "survey-section", does: "测绘成果初审" },
  { login: "survey-head", name: "周立衡", role: "sectionHead", orgCode: "survey-section", does: "测绘成果复核" },
  { login: "property", name: "吴思源", role: "handler", orgCode: "property-section", does: "物管用房初审" },
  { login: "property-head", name: "郑海宁", role: "sectionHead", orgCode: "property-section", does: "物管用房复核" },
  { login: "deputy", name: "王守正", role: "deputyDirector", orgCode: CENTRE, does: "备案、审定" },
  { login: "dev2", name: "冯一诺", role: "orgClerk", orgCode: COMPANY, does: "同一企业的另一名经办人" },
  { login: "window2", name: "陈可欣", role: "windowClerk", orgCode: "window", does: "收件、受理" },
  { login: "survey2", name: "褚远航", role: "handler", orgCode: "survey-section", does: "测绘成果初审" },
  { login: "property2", name: "卫景行", role: "handler", orgCode: "property-section", does: "物管用房初审" },
  { login: "market", name: "蒋文博", role: "handler", orgCode: "market-section", does: "市场股经办" },
  { login: "director", name: "沈国梁", role: "director", orgCode: CENTRE, does: "主任" },
  { login: "finance", name: "韩静怡", role: "finance", orgCode: "finance-section", does: "财务" },
  { login: "archivist", name: "杨慧敏", role: "archivist", orgCode: "archive", does: "归档" },
  { login: "process-admin", name: "朱启明", role: "processAdmin", orgCode: CENTRE, does: "流程管理" },
  { login: "system-admin", name: "秦安邦", role: "systemAdmin", orgCode: CENTRE, does: "系统管理" },
  { login: "security-admin", name: "尤守一", role: "securityAdmin", orgCode: CENTRE, does: "安全管理" },
  { login: "security-auditor", name: "许明察", role: "securityAuditor", orgCode: CENTRE, does: "安全审计" },
];
