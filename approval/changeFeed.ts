import { sql } from "kysely";
import { databaseNow } from "#db/databaseNow.ts";
import type { Read, Tx } from "#db/transaction.ts";
import type { OpenCase } from "./openCase.ts";

/** One change as it is handed on: of a case (whoever may see it), of a person's own lists, or of both. */
export interface Change {
  id: number;
  caseId: number | null;
  personId: number | null;
}

/** Rows are looked at for this long after they were written: a transaction may commit late. In milliseconds. */
export const WINDOW = 10_000;
/** How long rows live, in milliseconds. */
export const LIFE = 120_000;

/** What each transaction fed, for this process's own desks, which need not wait for the next look. */
const fed = new WeakMap<Tx, Change[]>();
export const changesOf = (tx: Tx): readonly Change[] => fed.get(tx) ?? [];

/**
 * Writes that a case changed. `OpenCase.finish` calls it, so that no action can forget, and sends it with its other rows:
 * it costs no round trip. The persons are those who got a notice or whose command it was; everybody else follows from the
 * case when the row is read.
 */
export function feedCase(open: OpenCase, personIds: ReadonlySet<number>): void {
  const { tx, row } = open;
  open.write(insertion(tx, [{ caseId: row.id, personId: null }, ...of(personIds)]));
}

/** Writes that something changed for persons outside any case: a notice was read, a session or a position ended. */
export async function feedPersons(tx: Tx, personIds: Iterable<number>): Promise<void> {
  const rows = of(personIds);
  if (rows.length > 0) await tx.writeLater(insertion(tx, rows));
}

const of = (personIds: Iterable<number>) => [...personIds].map((personId) => ({ caseId: null, personId }));

function insertion(tx: Tx, changes: readonly Omit<Change, "id">[]) {
  const rows = changes.map((change) => ({ id: tx.nextId(), ...change }));
  fed.set(tx, [...changesOf(tx), ...rows]);
  return tx.sql.insertInto("changeFeed").values(rows.map((row) => ({ ...row, at: databaseNow(tx.dialect) })));
}

/** The changes after a moment of the database's clock, which `since` derives from that clock now, and that clock. */
export async function readChanges(
  read: Pick<Read, "sql" | "dialect">,
  since: (now: number) => number,
): Promise<{ now: number; changes: Change[] }> {
  const { rows } = await sql<{ now: number }>`select ${databaseNow(read.dialect)} as now`.execute(read.sql);
  const now = Number(rows[0]?.now);
  const changes = await read.sql
    .selectFrom("changeFeed")
    .select(["id", "caseId", "personId"])
    .where("at", ">", since(now))
    .execute();
  return { now, changes };
}

/** Removes rows older than `LIFE`. */
export async function expireChanges(tx: Tx): Promise<void> {
  await tx.sql
    .deleteFrom("changeFeed")
    .where("at", "<", sql<number>`${databaseNow(tx.dialect)} - ${sql.lit(LIFE)}`)
    .execute();
}
