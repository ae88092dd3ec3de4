import type { SelectQueryBuilder } from "kysely";
import type { LockKey, LockKind } from "./lockOrder.ts";
import type { SqlDialect, Tx } from "./transaction.ts";

/**
 * Row locks, taken in one order everywhere: root instance → case → tasks by id → registers by (table, key) →
 * sequences last, just before the commit. Record first, then read with `forUpdate`:
 *
 * ```ts
 * recordLock(tx, "case", caseId);
 * const row = await forUpdate(tx.sql.selectFrom("caseRecord").selectAll().where("id", "=", caseId), tx.dialect).executeTakeFirst();
 * ```
 *
 * Keys: instance — the engine's key; case, task — the id; register — `[table, id]`; sequence — `[kind, region, year]`.
 */

/**
 * Records a lock before it is taken. False where this transaction holds it already: nothing need be done then.
 * @throws LockOrderError (a defect) where a later lock is held already
 */
export function recordLock(tx: Pick<Tx, "locks">, kind: LockKind, key: LockKey): boolean {
  return tx.locks.take(kind, key);
}

/** Records a row that this transaction inserted: held, but outside the order. */
export function recordCreated(tx: Pick<Tx, "locks">, kind: LockKind, key: LockKey): void {
  tx.locks.created(kind, key);
}

/** The locks held, in the order in which they were taken, for tests and messages. */
export function describeLocks(tx: Pick<Tx, "locks">): string[] {
  return tx.locks.describe();
}

/** `for update` where the database knows it. On SQLite the one writer holds everything already. */
export function forUpdate<DB, Table extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, Table, Row>,
  dialect: SqlDialect,
): SelectQueryBuilder<DB, Table, Row> {
  return dialect === "mysql" ? query.forUpdate() : query;
}
