import { type RawBuilder, sql } from "kysely";
import type { Read, Tx } from "#db/transaction.ts";
import type { OpenCase } from "./openCase.ts";

/** One change as it is handed on: a case, or a person, or both. */
export interface Change {
  id: number;
  caseId: number | null;
  personId: number | null;
}

/** Rows are looked at for this long after they were written: a transaction may commit late. In milliseconds. */
export const WINDOW = 10_000;
/** How long rows live. */
export const LIFE = 120_000;

const changes = new WeakMap<Tx, Change[]>();

/**
 * Writes that a case changed. `OpenCase.finish` calls it, so that no action can forget; the persons are those who got a
 * notice or whose command it was, everybody else follows from the case when the row is read.
 */
export function feedCase(open: OpenCase, personIds: ReadonlySet<number>): void {
  const { tx, row } = open;
  const rows: Change[] = [null, ...personIds].map((personId) => ({
    id: tx.nextId(),
    caseId: row.id,
    personId,
  }));
  changes.set(tx, [...(changes.get(tx) ?? []), ...rows]);
  open.write(tx.sql.insertInto("changeFeed").values(rows.map((one) => ({ ...one, at: databaseTime(tx.dialect) }))));
}

/** What a transaction fed, for this process's own desks, which need not wait for the next look. */
export const changesOf = (tx: Tx): readonly Change[] => changes.get(tx) ?? [];

/** The changes after a moment of the database's clock, and that clock now. */
export async function readChanges(
  read: Pick<Read, "sql" | "dialect">,
  since: (now: number) => number,
): Promise<{ now: number; rows: Change[] }> {
  const now = await databaseClock(read);
  const rows = await read.sql
    .selectFrom("changeFeed")
    .select(["id", "caseId", "personId"])
    .where("at", ">", since(now))
    .execute();
  return { now, rows };
}

/** Removes rows older than `LIFE`. */
export async function expireChanges(tx: Tx): Promise<void> {
  await tx.sql
    .deleteFrom("changeFeed")
    .where("at", "<", sql<number>`${databaseTime(tx.dialect)} - ${LIFE}`)
    .execute();
}

/** Who is told of cases: whoever may see one, and whoever serves the pool its open tasks wait in. By person, or by pool. */
export async function audienceOf(
  read: Pick<Read, "sql">,
  caseIds: readonly number[],
): Promise<{ caseId: number; personId: number | null; poolId: number | null }[]> {
  if (caseIds.length === 0) return [];
  const tasks = await read.sql
    .selectFrom("task")
    .select(["caseId", "poolId", "assigneeId"])
    .where("caseId", "in", [...caseIds])
    .execute();
  const grants = await read.sql
    .selectFrom("caseGrant")
    .select(["caseId", "personId"])
    .where("caseId", "in", [...caseIds])
    .where("until", "is", null)
    .execute();
  return [
    ...tasks.map(({ caseId, poolId }) => ({ caseId, personId: null, poolId })),
    ...tasks.map(({ caseId, assigneeId }) => ({ caseId, personId: assigneeId, poolId: null })),
    ...grants.map(({ caseId, personId }) => ({ caseId, personId, poolId: null })),
  ];
}

async function databaseClock({ sql: connection, dialect }: Pick<Read, "sql" | "dialect">): Promise<number> {
  const { rows } = await sql<{ now: number }>`select ${databaseTime(dialect)} as now`.execute(connection);
  return Number(rows[0]!.now);
}

const databaseTime = (dialect: Tx["dialect"]): RawBuilder<number> =>
  dialect === "sqlite"
    ? sql<number>`cast(unixepoch('subsec') * 1000 as integer)`
    : sql<number>`floor(unix_timestamp(now(3)) * 1000)`;
