import type { Settings } from "./settings.ts";
import { tableLines } from "./table.ts";

export interface DemonstrationAccount {
  login: string;
  password: string;
  /** 综合窗口 窗口受理. */
  who: string;
  /** What this account does in the story. */
  does: string;
}

/** What the person who started the program wants to know: where it is, and who may come in. */
export function banner(given: {
  url: string;
  settings: Pick<Settings, "databaseUrl" | "home" | "production">;
  accounts: readonly DemonstrationAccount[];
}): string {
  const { url, settings, accounts } = given;
  const place = settings.databaseUrl ? "MySQL/MariaDB（DATABASE_URL）" : `SQLite（${settings.home}/anju.db）`;
  const lines = [
    "",
    `安居已启动：${url}`,
    `  工作台 ${url}/    企业 ${url}/org    公开查验 ${url}/public`,
    `  数据库 ${place}`,
  ];
  if (accounts.length > 0) {
    const rows = accounts.map(({ login, password, who, does }) => [login, password, who, does]);
    lines.push(
      "",
      "演示账号（数据均为虚构；密码是公开的，不要在其中录入真实业务）：",
      ...tableLines([["账号", "密码", "人员", "办理"], ...rows]).map((line) => `  ${line}`),
    );
  } else if (settings.production) {
    lines.push("  首次使用请先创建管理员：npm run user -- first-admin");
  }
  return [...lines, ""].join("\n");
}
