import { auditOrg } from "#approval/audit.ts";
import type { Actor } from "#approval/context.ts";
import { recordLock } from "#db/locks.ts";
import type { Tx } from "#db/transaction.ts";
import { BusinessError } from "#domain/errors.ts";
import type { ApiContext } from "../context.ts";
import { loadActor } from "./actor.ts";
import { type Device, endSession, type NewSession, openSession, type SessionFacts } from "./sessions.ts";
import { accountPolicy, countAttempt, forgive, type Subject, sourcePolicy } from "./throttle.ts";

export interface Attempt {
  login: string;
  password: string;
  device: Device;
  /** Keyed hash of the address it came from. */
  source: string;
  /** The session this browser still had, perhaps of somebody else: it loses its cookie and must not live on. */
  replaces?: SessionFacts | null;
}

interface Account {
  id: number;
  orgId: number;
  personId: number;
  passwordHash: string;
}

/** Login names are kept in lower case and half width. */
export const normaliseLogin = (login: string): string => login.normalize("NFKC").trim().toLowerCase();

/**
 * Opens a session for a name and a password. A name that nobody has takes the same steps and the same time as a wrong
 * password, is locked out in the same way and answered with the same words.
 * @throws BusinessError LOGIN_BLOCKED (429), LOGIN_FAILED (401), ACCOUNT_DISABLED (403, only with the right password)
 */
export async function openByPassword(ctx: ApiContext, attempt: Attempt): Promise<NewSession> {
  const login = normaliseLogin(attempt.login);
  const nobody = `login:${ctx.fingerprint("login", login)}`;
  const { account, subjects } = await ctx.database.transact(
    (tx) => admit(tx, { login, nobody, source: attempt.source }),
    {
      name: "login.admit",
    },
  );
  const right = account
    ? await ctx.passwords.verify(attempt.password, account.passwordHash)
    : await ctx.passwords.verifyNobody(attempt.password);
  if (!account || !right) {
    await ctx.database.transact((tx) => recordRefusal(tx, account, attempt.source), { name: "login.refuse" });
    throw new BusinessError("LOGIN_FAILED", "用户名或密码不正确。", { status: 401 });
  }
  const rehashed = ctx.passwords.needsRehash(account.passwordHash) ? await ctx.passwords.hash(attempt.password) : null;
  return ctx.database.transact((tx) => open(tx, { account, attempt, subjects, rehashed }), { name: "login.open" });
}

async function admit(
  tx: Tx,
  { login, nobody, source }: { login: string; nobody: string; source: string },
): Promise<{ account: Account | undefined; subjects: Subject[] }> {
  const account = await tx.sql
    .selectFrom("account")
    .select(["id", "orgId", "personId", "passwordHash"])
    .where("login", "=", login)
    .executeTakeFirst();
  const subjects: Subject[] = [
    { name: account ? `account:${account.id}` : nobody, policy: accountPolicy },
    { name: `source:${source}`, policy: sourcePolicy },
  ];
  await countAttempt(tx, subjects);
  return { account, subjects };
}

/** One transaction with one write in either case, so that the time tells nothing. */
async function recordRefusal(tx: Tx, account: Account | undefined, source: string): Promise<void> {
  if (account) {
    const facts = { accountId: account.id, source };
    await auditOrg(tx, account.orgId, { actor: `person:${account.personId}`, act: "session.refused", facts });
    return;
  }
  recordLock(tx, "register", ["loginThrottle", `source:${source}`]);
  await tx.sql.updateTable("loginThrottle").set({ lastAt: tx.now }).where("subject", "=", `source:${source}`).execute();
}

async function open(
  tx: Tx,
  given: { account: Account; attempt: Attempt; subjects: Subject[]; rehashed: string | null },
): Promise<NewSession> {
  const { account, attempt, subjects, rehashed } = given;
  const actor = await loadActor(tx, account.id);
  if (!actor) throw new BusinessError("ACCOUNT_DISABLED", "账号已停用，请联系系统管理员。", { status: 403 });
  await tx.sql
    .updateTable("account")
    .set({ lastLoginAt: tx.now, ...(rehashed ? { passwordHash: rehashed } : {}) })
    .where("id", "=", account.id)
    .execute();
  await auditSession(tx, actor, "session.opened", { device: attempt.device, source: attempt.source });
  await forgive(tx, subjects);
  if (attempt.replaces) await endSession(tx, attempt.replaces.tokenHash);
  return openSession(tx, { accountId: account.id, personId: account.personId, device: attempt.device });
}

/** Keeps what happened to sessions and passwords on the stream of the person's organisation. */
export async function auditSession(
  tx: Tx,
  actor: Pick<Actor, "accountId" | "personId" | "orgId">,
  act: "session.opened" | "session.ended" | "password.changed" | "password.refused",
  facts: Record<string, unknown> = {},
): Promise<void> {
  await auditOrg(tx, actor.orgId, {
    actor: `person:${actor.personId}`,
    act,
    facts: { accountId: actor.accountId, ...facts },
  });
}
