import type { Role } from "./roles.ts";

/**
 * What a route may demand before it looks at any case. Case-scoped access (who sees which case) comes after it, in
 * `approval/sight.ts`; a route without one of these does not start.
 */
export const permissions = {
  /** Anybody, without an account. */
  public: "公开",
  /** Anybody with a session. */
  session: "已登录",
  /** The inbox and cases, for staff who handle cases. */
  "inbox.use": "办理案件",
  /** Applications of one's own organisation. */
  "application.use": "申报业务",
  /** Registers: the building table with its states. */
  "buildingTable.read": "查询楼盘表",
} as const;
export type Permission = keyof typeof permissions;

const staff: Permission[] = ["inbox.use", "buildingTable.read"];
/** Deny by default: a role has what stands here and nothing else. */
export const permissionsOfRole: Record<Role, readonly Permission[]> = {
  windowClerk: staff,
  handler: staff,
  sectionHead: staff,
  deputyDirector: staff,
  director: staff,
  finance: staff,
  archivist: staff,
  processAdmin: [],
  systemAdmin: [],
  securityAdmin: [],
  securityAuditor: [],
  orgClerk: ["application.use", "buildingTable.read"],
};
