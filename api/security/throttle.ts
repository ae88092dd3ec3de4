import { forUpdate, recordLock } from "#db/locks.ts";
import type { Tx } from "#db/transaction.ts";
import { BusinessError } from "#domain/errors.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How failures of one subject are answered. All durations in milliseconds. */
export interface ThrottlePolicy {
  /** Failures that cost nothing. The one that reaches this number blocks. */
  free: number;
  /** How long the n-th block lasts, n from 0. */
  block: (n: number) => number;
  /** After this long without a failure all is forgotten. */
  forget: number;
}

/** SEC-01: five failures lock an account for 10 minutes, each further one longer, up to 30. */
export const accountPolicy: ThrottlePolicy = {
  free: 5,
  block: (n) => Math.min(30, 10 * (n + 1)) * MINUTE,
  forget: 24 * HOUR,
};
/** An office shares one address: more room, then a delay that doubles up to five minutes. */
export const sourcePolicy: ThrottlePolicy = {
  free: 15,
  block: (n) => Math.min(300, 2 ** Math.min(n + 1, 9)) * SECOND,
  forget: HOUR,
};

export interface Failures {
  failures: number;
  lastAt: number;
  blockedUntil: number | null;
}
export const noFailures: Failures = { failures: 0, lastAt: 0, blockedUntil: null };

/** How long a subject is still blocked, in milliseconds; 0 where it is not. */
export const blockedFor = ({ blockedUntil }: Failures, now: number): number => Math.max(0, (blockedUntil ?? 0) - now);

/** What stands against a subject after one more failure. */
export function afterFailure(before: Failures, policy: ThrottlePolicy, now: number): Failures {
  const failures = (now - before.lastAt > policy.forget ? 0 : before.failures) + 1;
  const n = failures - policy.free;
  return { failures, lastAt: now, blockedUntil: n >= 0 ? now + policy.block(n) : null };
}

/** What stands against a subject when its last attempt turns out to have been right. */
export function withoutLastFailure(before: Failures, policy: ThrottlePolicy): Failures {
  const failures = Math.max(0, before.failures - 1);
  return { ...before, failures, blockedUntil: failures < policy.free ? null : before.blockedUntil };
}

export interface Subject {
  /** `account:<id>`, `login:<keyed hash>` for a name nobody has, `source:<keyed hash>`. */
  name: string;
  policy: ThrottlePolicy;
}

/**
 * Counts an attempt as failed before it is tried, so that a hundred attempts at once are a hundred failures; `forgive`
 * takes it back. Names are locked in order.
 * @throws BusinessError LOGIN_BLOCKED (429) while one of them is blocked; then nothing is counted
 */
export async function countAttempt(tx: Tx, subjects: Subject[]): Promise<void> {
  for (const { subject, failures } of await lockSubjects(tx, subjects)) {
    const wait = blockedFor(failures, tx.now);
    if (wait > 0) throw loginBlocked(Math.ceil(wait / SECOND));
    await store(tx, subject.name, afterFailure(failures, subject.policy, tx.now));
  }
}

/** The attempt was right: an account or name starts afresh, a source gets back this one attempt. */
export async function forgive(tx: Tx, subjects: Subject[]): Promise<void> {
  for (const { subject, failures } of await lockSubjects(tx, subjects)) {
    const after = subject.policy === sourcePolicy ? withoutLastFailure(failures, subject.policy) : noFailures;
    if (after.failures > 0) await store(tx, subject.name, after);
    else await tx.sql.deleteFrom("loginThrottle").where("subject", "=", subject.name).execute();
  }
}

/** The locked rows, created where missing. */
async function lockSubjects(tx: Tx, subjects: Subject[]): Promise<{ subject: Subject; failures: Failures }[]> {
  const locked: { subject: Subject; failures: Failures }[] = [];
  for (const subject of [...subjects].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (recordLock(tx, "register", ["loginThrottle", subject.name])) await createRow(tx, subject.name);
    const row = tx.sql
      .selectFrom("loginThrottle")
      .select(["failures", "lastAt", "blockedUntil"])
      .where("subject", "=", subject.name);
    locked.push({ subject, failures: await forUpdate(row, tx.dialect).executeTakeFirstOrThrow() });
  }
  return locked;
}

async function createRow(tx: Tx, subject: string): Promise<void> {
  const row = tx.sql.insertInto("loginThrottle").values({ subject, ...noFailures });
  await (tx.dialect === "mysql" ? row.ignore() : row.onConflict((on) => on.doNothing())).execute();
}

async function store(tx: Tx, subject: string, failures: Failures): Promise<void> {
  await tx.sql.updateTable("loginThrottle").set(failures).where("subject", "=", subject).execute();
}

function loginBlocked(seconds: number): BusinessError {
  const wait = seconds >= 60 ? `${Math.ceil(seconds / 60)} 分钟` : `${seconds} 秒`;
  return new BusinessError("LOGIN_BLOCKED", `密码错误次数过多，登录已暂时锁定，请 ${wait}后再试。`, {
    status: 429,
    retryAfter: seconds,
  });
}

/** Removes what is forgotten anyway: an attacker's invented names must not pile up. */
export async function sweepThrottle(tx: Tx): Promise<void> {
  await tx.sql
    .deleteFrom("loginThrottle")
    .where("lastAt", "<", tx.now - accountPolicy.forget)
    .where((where) => where.or([where("blockedUntil", "is", null), where("blockedUntil", "<", tx.now)]))
    .execute();
}
