import { randomInt } from "node:crypto";
import { auditOrg } from "#approval/audit.ts";
import { givePosition } from "#approval/positions.ts";
import { isDuplicate } from "#db/failures.ts";
import type { Database } from "#db/orm.ts";
import type { Read, Tx } from "#db/transaction.ts";
import { BusinessError } from "#domain/errors.ts";
import { administratingRoles, type Role, roles } from "#domain/platform/roles.ts";
import { storePassword } from "../security/changePassword.ts";
import { normaliseLogin } from "../security/login.ts";
import type { Passwords } from "../security/passwords.ts";
import { endSessionsOf } from "../security/sessions.ts";

/** Accounts from the command line, for who has the machine: before there is an administrator, and when one is locked out. */
export interface AccountTools {
  database: Database;
  passwords: Passwords;
}

export interface NewAccount {
  login: string;
  /** Of the person; left out where the account is for the person of `samePersonAs`. */
  name?: string | undefined;
  samePersonAs?: string | undefined;
  orgCode: string;
  role: Role;
}

/** What to hand over: the password serves once, the first login asks for another. */
export interface Handover {
  login: string;
  password: string;
}

const BY = "system";

/** Creates an account with a position. @throws BusinessError LOGIN_TAKEN, LOGIN_UNFIT, ORG_UNKNOWN, ROLE_CONFLICT … */
export async function addAccount(tools: AccountTools, given: NewAccount): Promise<Handover> {
  const login = requireLogin(given.login);
  const password = inventPassword();
  const hash = await tools.passwords.hash(password);
  await tools.database.transact((tx) => insertAccount(tx, { ...given, login, hash }), { name: "account.add" });
  return { login, password };
}

export interface FirstAdmin {
  login: string;
  name: string;
  region: { code: string; name: string };
  orgName: string;
}

/**
 * The first 系统管理员 of an installation with the centre they belong to, where neither exists yet.
 * @throws BusinessError ADMIN_EXISTS where somebody administrates already
 */
export async function addFirstAdmin(tools: AccountTools, given: FirstAdmin): Promise<Handover> {
  const login = requireLogin(given.login);
  const password = inventPassword();
  const hash = await tools.passwords.hash(password);
  await tools.database.transact(
    async (tx) => {
      await requireNoAdmin(tx);
      const orgCode = await ensureCentre(tx, given);
      await insertAccount(tx, { login, name: given.name, orgCode, role: "systemAdmin", hash });
    },
    { name: "account.firstAdmin" },
  );
  return { login, password };
}

/** Gives an account a new password that serves once, unlocks it and ends its sessions. @throws BusinessError LOGIN_UNKNOWN */
export async function resetPassword(tools: AccountTools, givenLogin: string): Promise<Handover> {
  const login = normaliseLogin(givenLogin);
  const password = inventPassword();
  const hash = await tools.passwords.hash(password);
  await tools.database.transact(
    async (tx) => {
      const account = await findAccount(tx, login);
      await storePassword(tx, { accountId: account.id, hash, mustChange: true });
      const facts = { accountId: account.id };
      await auditOrg(tx, account.orgId, { actor: BY, act: "account.passwordReset", facts });
      await tx.sql.deleteFrom("loginThrottle").where("subject", "=", `account:${account.id}`).execute();
      await endSessionsOf(tx, account.id);
    },
    { name: "account.resetPassword" },
  );
  return { login, password };
}

/** One row an account: login, person, organisation, roles, state. */
export async function listAccounts(read: Pick<Read, "sql">): Promise<string[][]> {
  const accounts = await read.sql
    .selectFrom("account")
    .innerJoin("person", "person.id", "account.personId")
    .innerJoin("org", "org.id", "account.orgId")
    .select(["account.login", "account.personId", "account.disabledAt", "account.mustChangePassword"])
    .select(["person.name", "org.name as orgName"])
    .orderBy("account.login")
    .execute();
  const positions = await read.sql.selectFrom("position").select(["personId", "role"]).where("live", "=", 1).execute();
  const held = Map.groupBy(positions, ({ personId }) => personId);
  return accounts.map(({ login, personId, name, orgName, disabledAt, mustChangePassword }) => [
    login,
    name,
    orgName,
    (held.get(personId) ?? []).map(({ role }) => roles[role as Role]).join("、") || "—",
    disabledAt !== null ? "已停用" : mustChangePassword ? "待改密" : "正常",
  ]);
}

async function insertAccount(tx: Tx, given: NewAccount & { hash: string }): Promise<void> {
  const { login, orgCode, role, hash } = given;
  const org = await tx.sql.selectFrom("org").select(["id", "kind"]).where("code", "=", orgCode).executeTakeFirst();
  if (!org) throw new BusinessError("ORG_UNKNOWN", `没有代码为 ${orgCode} 的机构。`, { status: 404 });
  const personId = await personFor(tx, given, role === "orgClerk" ? "outside" : "staff");
  const account = { id: tx.nextId(), login, personId, orgId: org.id, passwordHash: hash, passwordAt: tx.now };
  try {
    await tx.sql
      .insertInto("account")
      .values({ ...account, mustChangePassword: 1, disabledAt: null, lastLoginAt: null })
      .execute();
  } catch (error) {
    if (isDuplicate(error)) throw new BusinessError("LOGIN_TAKEN", `账号 ${login} 已存在。`);
    throw error;
  }
  await givePosition(tx, { personId, orgId: org.id, role, by: BY });
  await auditOrg(tx, org.id, { actor: BY, act: "account.created", facts: { accountId: account.id, personId } });
}

async function personFor(tx: Tx, given: NewAccount, kind: "staff" | "outside"): Promise<number> {
  if (given.samePersonAs) return (await findAccount(tx, normaliseLogin(given.samePersonAs))).personId;
  const name = given.name?.trim() ?? "";
  if (name === "" || name.length > 60) throw new BusinessError("NAME_UNFIT", "请用 --name 给出姓名（最多 60 字）。");
  const id = tx.nextId();
  const unknown = { idNumber: null, idNumberIndex: null, phone: null, phoneIndex: null };
  await tx.sql
    .insertInto("person")
    .values({ id, name, kind, ...unknown })
    .execute();
  return id;
}

async function findAccount(tx: Tx, login: string): Promise<{ id: number; personId: number; orgId: number }> {
  const found = await tx.sql
    .selectFrom("account")
    .select(["id", "personId", "orgId"])
    .where("login", "=", login)
    .executeTakeFirst();
  if (!found) throw new BusinessError("LOGIN_UNKNOWN", `没有账号 ${login}。`, { status: 404 });
  return found;
}

async function requireNoAdmin(tx: Tx): Promise<void> {
  const found = await tx.sql
    .selectFrom("position")
    .select("id")
    .where("role", "in", [...administratingRoles])
    .where("live", "=", 1)
    .limit(1)
    .execute();
  if (found.length > 0) throw new BusinessError("ADMIN_EXISTS", "系统已有管理员；请由其在系统内新增账号。");
}

/** The centre that is there, else a new one. Answers its code. */
async function ensureCentre(tx: Tx, { region, orgName }: FirstAdmin): Promise<string> {
  const centre = await tx.sql
    .selectFrom("org")
    .select("code")
    .where("kind", "=", "centre")
    .where("closedAt", "is", null)
    .orderBy("id")
    .executeTakeFirst();
  if (centre) return centre.code;
  const insert = tx.sql.insertInto("region").values({ ...region, parentCode: null });
  await (tx.dialect === "mysql" ? insert.ignore() : insert.onConflict((on) => on.doNothing())).execute();
  const org = { id: tx.nextId(), code: "centre", name: orgName, kind: "centre" as const };
  await tx.sql
    .insertInto("org")
    .values({ ...org, parentId: null, regionCode: region.code, closedAt: null })
    .execute();
  return org.code;
}

function requireLogin(given: string): string {
  const login = normaliseLogin(given);
  if (/^[a-z0-9][a-z0-9._-]{1,59}$/.test(login)) return login;
  throw new BusinessError("LOGIN_UNFIT", "账号应为 2–60 位小写字母、数字、点、下划线或连字符。");
}

/** Without characters that look alike on paper: about 94 bits. Three classes by construction. */
function inventPassword(): string {
  const letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  const part = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join("");
  return `${part()}-${part()}-${part()}-${randomInt(2, 10)}a`;
}
