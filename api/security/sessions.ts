import { createHash, randomBytes } from "node:crypto";
import { feedPersons } from "#approval/changeFeed.ts";
import type { Actor } from "#approval/context.ts";
import type { Read, Tx } from "#db/transaction.ts";
import { loadActor } from "./actor.ts";

const MINUTE = 60_000;
/** SEC-01: staff 15 minutes, others 30, nobody longer than 12 hours. In milliseconds. */
export const idleLimit: Record<Actor["kind"], number> = { staff: 15 * MINUTE, outside: 30 * MINUTE };
export const absoluteLimit = 12 * 60 * MINUTE;
/** A staff password older than this has to be changed (SEC-01). */
export const passwordLimit = 90 * 24 * 60 * MINUTE;
/** `lastSeenAt` is written at most this often, so that reading costs no write each time. */
export const touchEvery = 30_000;

export type Device = "desk" | "phone";

/** A session that holds now. */
export interface SessionFacts {
  tokenHash: string;
  accountId: number;
  login: string;
  csrf: string;
  lastSeenAt: number;
  mustChangePassword: boolean;
}

export interface NewSession {
  /** 256 random bits for the cookie; only its hash is stored. */
  token: string;
  csrf: string;
}

/**
 * Opens a session and ends the person's other one on this kind of device: one desk and one phone each (SEC-01).
 * Rows older than any session can be are removed on the way.
 */
export async function openSession(
  tx: Tx,
  { accountId, personId, device }: { accountId: number; personId: number; device: Device },
): Promise<NewSession> {
  const accounts = await tx.sql.selectFrom("account").select("id").where("personId", "=", personId).execute();
  const ids = accounts.map(({ id }) => id);
  await tx.sql
    .updateTable("session")
    .set({ endedAt: tx.now })
    .where("accountId", "in", ids)
    .where("device", "=", device)
    .where("endedAt", "is", null)
    .execute();
  await tx.sql
    .deleteFrom("session")
    .where("accountId", "in", ids)
    .where("createdAt", "<", tx.now - 2 * absoluteLimit)
    .execute();
  const token = randomBytes(32).toString("base64url");
  const csrf = randomBytes(32).toString("base64url");
  await tx.sql
    .insertInto("session")
    .values({
      tokenHash: hashToken(token),
      accountId,
      device,
      csrf,
      createdAt: tx.now,
      lastSeenAt: tx.now,
      endedAt: null,
    })
    .execute();
  await feedPersons(tx, [personId]);
  return { token, csrf };
}

/** The session of a token with its person; null where it ended, expired, or its account may not be used any more. */
export const findSession = (read: Pick<Read, "sql">, token: string, now: number): Promise<OpenSession | null> =>
  readSession(read, hashToken(token), now);

export interface OpenSession {
  session: SessionFacts;
  actor: Actor;
}

/** The same for whoever kept the token's hash, not the token: a stream that asks again whether its session lasts. */
export async function readSession(
  read: Pick<Read, "sql">,
  tokenHash: string,
  now: number,
): Promise<OpenSession | null> {
  const row = await read.sql
    .selectFrom("session")
    .innerJoin("account", "account.id", "session.accountId")
    .select(["session.accountId", "session.csrf", "session.createdAt", "session.lastSeenAt"])
    .select(["account.login", "account.mustChangePassword", "account.passwordAt"])
    .where("session.tokenHash", "=", tokenHash)
    .where("session.endedAt", "is", null)
    .executeTakeFirst();
  if (!row || now - row.createdAt > absoluteLimit) return null;
  const actor = await loadActor(read, row.accountId);
  if (!actor || now - row.lastSeenAt > idleLimit[actor.kind]) return null;
  const { accountId, login, csrf, lastSeenAt } = row;
  const mustChangePassword =
    row.mustChangePassword === 1 || (actor.kind === "staff" && now - row.passwordAt > passwordLimit);
  return { session: { tokenHash, accountId, login, csrf, lastSeenAt, mustChangePassword }, actor };
}

/** Keeps a session alive. Never moves its time backwards and never wakes an ended one. */
export async function touchSession(tx: Tx, tokenHash: string): Promise<void> {
  await tx.sql
    .updateTable("session")
    .set({ lastSeenAt: tx.now })
    .where("tokenHash", "=", tokenHash)
    .where("endedAt", "is", null)
    .where("lastSeenAt", "<", tx.now)
    .execute();
}

export async function endSession(tx: Tx, tokenHash: string): Promise<void> {
  await tx.sql
    .updateTable("session")
    .set({ endedAt: tx.now })
    .where("tokenHash", "=", tokenHash)
    .where("endedAt", "is", null)
    .execute();
  const session = await tx.sql
    .selectFrom("session")
    .select("accountId")
    .where("tokenHash", "=", tokenHash)
    .executeTakeFirst();
  await tellPersonOf(tx, session?.accountId);
}

/** Open desks ask again for their session when something of their person changed. */
async function tellPersonOf(tx: Tx, accountId: number | undefined): Promise<void> {
  const account = await tx.sql
    .selectFrom("account")
    .select("personId")
    .where("id", "=", accountId ?? 0)
    .executeTakeFirst();
  if (account) await feedPersons(tx, [account.personId]);
}

/** Ends every session of an account, except one where given: after its password changed or it was disabled. */
export async function endSessionsOf(tx: Tx, accountId: number, exceptTokenHash?: string): Promise<void> {
  await tx.sql
    .updateTable("session")
    .set({ endedAt: tx.now })
    .where("accountId", "=", accountId)
    .where("endedAt", "is", null)
    .$if(exceptTokenHash !== undefined, (query) => query.where("tokenHash", "!=", exceptTokenHash!))
    .execute();
  await tellPersonOf(tx, accountId);
}

/** A token of another shape is never looked up. */
export const isToken = (text: string | undefined): text is string => /^[\w-]{43}$/.test(text ?? "");

const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");
