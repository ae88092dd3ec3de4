import type { Actor } from "#approval/context.ts";
import type { Read, Tx } from "#db/transaction.ts";
import { BusinessError } from "#domain/errors.ts";
import type { ApiContext } from "../context.ts";
import { auditSession } from "./login.ts";
import { endSessionsOf, type SessionFacts } from "./sessions.ts";
import { accountPolicy, countAttempt, forgive, type Subject } from "./throttle.ts";

/** Former hashes kept beside the present one (SEC-01). */
const HISTORY = 5;

/**
 * Changes the caller's own password and ends the account's other sessions. A wrong present password counts like a
 * failed login, so that a stolen session is no place to guess it.
 * @throws BusinessError PASSWORD_WRONG (422), PASSWORD_UNFIT (422, all problems), LOGIN_BLOCKED (429)
 */
export async function changePassword(
  ctx: ApiContext,
  actor: Actor,
  session: SessionFacts,
  { current, next }: { current: string; next: string },
): Promise<void> {
  const subjects: Subject[] = [{ name: `account:${actor.accountId}`, policy: accountPolicy }];
  await ctx.database.transact((tx) => countAttempt(tx, subjects), { name: "password.admit" });
  const earlier = await ctx.database.read((read) => hashesOf(read, actor.accountId));
  if (!(await ctx.passwords.verify(current, earlier[0]!))) {
    await ctx.database.transact((tx) => auditSession(tx, actor, "password.refused"), { name: "password.refuse" });
    throw new BusinessError("PASSWORD_WRONG", "原密码不正确。", {
      status: 422,
      problems: [{ code: "PASSWORD_WRONG", message: "原密码不正确。", field: "current" }],
    });
  }
  await ctx.database.transact((tx) => forgive(tx, subjects), { name: "password.forgive" });
  const owner = { accountName: session.login, personName: actor.name };
  const problems = await ctx.passwords.problems(next, owner, earlier);
  if (problems.length > 0) {
    const placed = problems.map((problem) => ({ ...problem, field: "next" }));
    throw new BusinessError("PASSWORD_UNFIT", "新密码不符合要求。", { status: 422, problems: placed });
  }
  const hash = await ctx.passwords.hash(next);
  await ctx.database.transact(
    async (tx) => {
      await storePassword(tx, { accountId: actor.accountId, hash, mustChange: false });
      await auditSession(tx, actor, "password.changed");
      await endSessionsOf(tx, actor.accountId, session.tokenHash);
    },
    { name: "password.change" },
  );
}

/** The present hash first, then former ones, newest first. */
async function hashesOf(read: Read, accountId: number): Promise<string[]> {
  const present = await read.sql
    .selectFrom("account")
    .select("passwordHash")
    .where("id", "=", accountId)
    .executeTakeFirstOrThrow();
  const former = await read.sql
    .selectFrom("passwordHistory")
    .select("passwordHash")
    .where("accountId", "=", accountId)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(HISTORY)
    .execute();
  return [present, ...former].map(({ passwordHash }) => passwordHash);
}

/** Puts a new hash in place of the present one, which becomes history; of that the newest five stay. */
export async function storePassword(
  tx: Tx,
  { accountId, hash, mustChange }: { accountId: number; hash: string; mustChange: boolean },
): Promise<void> {
  const present = await tx.sql
    .selectFrom("account")
    .select("passwordHash")
    .where("id", "=", accountId)
    .executeTakeFirstOrThrow();
  await tx.sql
    .insertInto("passwordHistory")
    .values({ id: tx.nextId(), accountId, passwordHash: present.passwordHash, at: tx.now })
    .execute();
  const kept = await tx.sql
    .selectFrom("passwordHistory")
    .select("id")
    .where("accountId", "=", accountId)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(HISTORY)
    .execute();
  await tx.sql
    .deleteFrom("passwordHistory")
    .where("accountId", "=", accountId)
    .where(
      "id",
      "not in",
      kept.map(({ id }) => id),
    )
    .execute();
  await tx.sql
    .updateTable("account")
    .set({ passwordHash: hash, passwordAt: tx.now, mustChangePassword: mustChange ? 1 : 0 })
    .where("id", "=", accountId)
    .execute();
}
