import type { MikroORM, SqlEntityManager } from "@mikro-orm/sql";
import type { Clock } from "#domain/clock.ts";
import { TryAgainError } from "#domain/errors.ts";
import { isContention, isUnreachable } from "./failures.ts";
import { writeLater } from "./gathering.ts";
import { type IdAllocator, IdsExhaustedError } from "./ids.ts";
import { outsideTransaction, runInside } from "./inside.ts";
import { LockOrder } from "./lockOrder.ts";
import type { Schema } from "./schema.ts";
import type { SqlDialect, Tx } from "./transaction.ts";

const MAX_ATTEMPTS = 5;
/** A unit of work that needs more keys than this has lost its way. */
const MAX_IDS = 1_000_000;
/** Transactions longer than this are logged, in milliseconds. */
const LONG = 50;

/** What of a logger is used here; pino fits. */
export interface DatabaseLogger {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface TransactOptions {
  /** For logs and messages; by default the name of the function. */
  name?: string;
  /** How many keys the work may take, where it is many: they are fetched beforehand. */
  ids?: number;
}

/**
 * Runs `work` in one transaction and answers what it answers; commits unless it throws. It may run several times:
 * after a deadlock, a lock wait or a busy file everything is rolled back and repeated with a fresh entity manager, so
 * `work` must do nothing but read and write through `tx`, and must not swallow an error of the database except one it
 * expects (`isDuplicate`): after a deadlock MySQL has already rolled back.
 *
 * Inside, only the database may be awaited: ports, a nested `transact`, `read` or a second connection throw at once.
 * @throws TryAgainError after five attempts, or where the server cannot be reached; nothing was stored then
 */
export type Transact = <T>(work: (tx: Tx) => Promise<T>, options?: TransactOptions) => Promise<T>;

export interface TransactParts {
  orm: MikroORM;
  dialect: SqlDialect;
  clock: Clock;
  ids: IdAllocator;
  logger: DatabaseLogger;
  /** A clock for durations, in milliseconds. */
  stopwatch: () => number;
  /** Waits outside any transaction, in milliseconds. */
  wait: (milliseconds: number) => Promise<void>;
  /** At least 0, below 1. */
  random: () => number;
}

export function createTransact(parts: TransactParts): Transact {
  return async (work, { name = work.name || "transaction", ids = 0 } = {}) => {
    outsideTransaction("Another transact()");
    let wanted = ids;
    for (let attempt = 1; ; ) {
      try {
        await reached(parts.ids.ensure(wanted));
        return await runOnce(parts, name, work);
      } catch (error) {
        if (error instanceof IdsExhaustedError && wanted < MAX_IDS) {
          wanted = Math.max(1000, wanted) * 4;
          continue;
        }
        if (!isContention(error)) throw error;
        if (attempt === MAX_ATTEMPTS) throw new TryAgainError("系统繁忙，请稍后再试。", { cause: error });
        attempt += 1;
        await parts.wait(2 ** attempt * 5 * (0.5 + parts.random()));
      }
    }
  };
}

async function runOnce<T>(parts: TransactParts, name: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const em = parts.orm.em.fork() as SqlEntityManager;
  await reached(em.begin());
  const started = parts.stopwatch();
  const afterwards: (() => void)[] = [];
  let result: T;
  try {
    const sql = em.getKysely<Schema>();
    const tx: Tx = {
      em,
      sql,
      writeLater: (write) => writeLater(sql, write),
      dialect: parts.dialect,
      now: parts.clock.now(),
      locks: new LockOrder(),
      nextId: () => parts.ids.next(),
      afterCommit: (run) => afterwards.push(run),
    };
    const inside = async (): Promise<T> => {
      const answer = await work(tx);
      await em.flush();
      return answer;
    };
    result = await reached(runInside(name, inside));
    // Not `reached`: whether a commit without an answer was stored, nobody knows.
    await em.commit();
  } catch (error) {
    await rollBack(em, parts.logger, name);
    throw error;
  } finally {
    const milliseconds = Math.round(parts.stopwatch() - started);
    if (milliseconds > LONG) parts.logger.warn({ transaction: name, milliseconds }, "long transaction");
  }
  for (const run of afterwards) runAfterwards(run, parts.logger, name);
  return result;
}

/** A server that does not answer before the commit has stored nothing. */
async function reached<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (isUnreachable(error)) throw new TryAgainError("数据库暂时无法连接，请稍后再试。", { cause: error });
    throw error;
  }
}

/** A roll-back that fails (the connection is gone) must not hide why it was needed; the server rolls back by itself. */
async function rollBack(em: SqlEntityManager, logger: DatabaseLogger, name: string): Promise<void> {
  try {
    await em.rollback();
  } catch (error) {
    logger.error({ transaction: name, err: error }, "roll-back failed");
  }
}

/** The work is stored: a hint that fails is logged and changes nothing. */
function runAfterwards(run: () => void, logger: DatabaseLogger, name: string): void {
  try {
    run();
  } catch (error) {
    logger.error({ transaction: name, err: error }, "after-commit hint failed");
  }
}
