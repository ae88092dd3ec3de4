import { parseArgs } from "node:util";
import { BusinessError } from "#domain/errors.ts";
import { type Role, roles } from "#domain/platform/roles.ts";
import { tableLines } from "../start/table.ts";
import {
  type AccountTools,
  addAccount,
  addFirstAdmin,
  type Handover,
  listAccounts,
  resetPassword,
} from "./accounts.ts";
import { UsageError } from "./usage.ts";

export const userUsage = `npm run user -- first-admin --login <账号> --name <姓名> --region <六位区划代码> --region-name <区划名称> --org-name <中心名称>
npm run user -- add --login <账号> (--name <姓名> | --same-person-as <账号>) --org <机构代码> --role <${Object.keys(roles).join("|")}>
npm run user -- password --login <账号>
npm run user -- list`;

/** Runs one `user` command; answers the lines to print. @throws UsageError, BusinessError */
export async function runUser(tools: AccountTools, args: string[]): Promise<string[]> {
  const { values, positionals } = parse(args);
  const need = (name: keyof typeof values): string => {
    const value = values[name];
    if (value === undefined || value.trim() === "") throw new UsageError(`缺少 --${name}。`);
    return value.trim();
  };
  switch (positionals.join(" ")) {
    case "first-admin": {
      const region = { code: need("region"), name: need("region-name") };
      if (!/^\d{6}$/.test(region.code)) throw new UsageError("--region 应为六位行政区划代码，如 430523。");
      return handover(
        await addFirstAdmin(tools, { login: need("login"), name: need("name"), region, orgName: need("org-name") }),
      );
    }
    case "add": {
      const [login, orgCode, role] = [need("login"), need("org"), requireRole(need("role"))];
      const account = { login, orgCode, role, name: values.name, samePersonAs: values["same-person-as"] };
      return handover(await addAccount(tools, account));
    }
    case "password":
      return handover(await resetPassword(tools, need("login")));
    case "list":
      return tableLines([["账号", "姓名", "机构", "岗位", "状态"], ...(await tools.database.read(listAccounts))]);
    default:
      throw new UsageError("没有这个命令。");
  }
}

function parse(args: string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        login: text,
        name: text,
        "same-person-as": text,
        org: text,
        role: text,
        region: text,
        "region-name": text,
        "org-name": text,
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function requireRole(text: string): Role {
  if (Object.hasOwn(roles, text)) return text as Role;
  throw new BusinessError("ROLE_UNKNOWN", `没有岗位 ${text}；可用：${Object.keys(roles).join("、")}。`);
}

const handover = ({ login, password }: Handover): string[] => [
  `账号 ${login}`,
  `初始密码 ${password}`,
  "密码只显示这一次；首次登录后须修改。",
];
