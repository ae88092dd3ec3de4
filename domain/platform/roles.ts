/** Roles a position gives. A diagram names them in `candidates` as `role` or `role@orgCode`. */
export const roles = {
  windowClerk: "窗口受理",
  handler: "经办人",
  sectionHead: "股长",
  deputyDirector: "分管副主任",
  director: "主任",
  finance: "财务",
  archivist: "档案员",
  processAdmin: "流程管理员",
  systemAdmin: "系统管理员",
  securityAdmin: "安全管理员",
  securityAuditor: "安全审计员",
  orgClerk: "企业经办人",
} as const;
export type Role = keyof typeof roles;

/** Roles that decide cases. None of them may be held together with an administrating one (SEC-02, APR-06). */
export const approvingRoles: readonly Role[] = [
  "windowClerk",
  "handler",
  "sectionHead",
  "deputyDirector",
  "director",
  "finance",
  "archivist",
];
/** The three administrators and the process administrator exclude one another. */
export const administratingRoles: readonly Role[] = ["processAdmin", "systemAdmin", "securityAdmin", "securityAuditor"];

/**
 * Says why a person may not hold these roles together; null where they may. Administrators exclude one another and
 * every approving role (三员分立); a company's clerk holds nothing inside the centre.
 */
export function roleConflict(held: readonly Role[]): string | null {
  const distinct = [...new Set(held)];
  const administrating = distinct.filter((role) => administratingRoles.includes(role));
  if (administrating.length > 1) return `${administrating.map((r) => roles[r]).join("、")}不得由同一人担任。`;
  if (administrating.length === 1 && distinct.length > 1) return `${roles[administrating[0]!]}不得兼任其他岗位。`;
  if (distinct.includes("orgClerk") && distinct.length > 1) return "企业经办人不得担任中心内的岗位。";
  return null;
}
