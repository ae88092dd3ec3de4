import { type Compilable, type Expression, type Insertable, type Kysely, type RawBuilder, sql } from "kysely";
import type { EngineRead, EngineTransaction } from "../../engine.ts";
import type { EngineTables } from "../tables.ts";

/** The transaction's connection, typed for the engine's tables. */
export function typed({ sql }: EngineRead): Kysely<EngineTables> {
  return sql;
}

/** The clock of the database in epoch milliseconds: leases and back-offs of all processes are measured by it. */
export function databaseNow({ dialect }: EngineRead): RawBuilder<number> {
  return dialect === "sqlite"
    ? sql<number>`cast(unixepoch('subsec') * 1000 as integer)`
    : sql<number>`floor(unix_timestamp(now(3)) * 1000)`;
}

/** Adds a row unless one with the same unique values is there. Answers whether it was added. */
export async function insertIfAbsent<Table extends keyof EngineTables & string>(
  tx: EngineTransaction,
  table: Table,
  row: Insertable<EngineTables[Table]>,
): Promise<boolean> {
  const insert = typed(tx).insertInto(table).values(row);
  const result = await (tx.dialect === "sqlite"
    ? insert.onConflict((on) => on.doNothing())
    : insert.ignore()
  ).executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** A write, or a lock, that nobody waits for: it goes before whatever follows. */
export async function write(tx: EngineTransaction, query: Compilable & { execute(): Promise<unknown> }): Promise<void> {
  await (tx.writeLater ? tx.writeLater(query) : query.execute());
}

type Rows = Record<string, unknown>[];
/** Few enough that neither database meets its limit of parameters. */
const batchSize = 500;

/** Writes rows of one table in one statement (per batch): new ones, and those whose key exists with their new values. */
export async function writeRows(
  tx: EngineTransaction,
  table: keyof EngineTables & string,
  rows: Rows,
  someExist: boolean,
): Promise<void> {
  for (const batch of batches(rows)) {
    const insert = (tx.sql as Kysely<Record<string, Record<string, unknown>>>).insertInto(table).values(batch);
    const columns = Object.keys(batch[0]!).filter((column) => column !== "key");
    const assign = (value: (column: string) => Expression<unknown>) =>
      Object.fromEntries(columns.map((column) => [column, value(column)]));
    const statement = !someExist
      ? insert
      : tx.dialect === "sqlite"
        ? insert.onConflict((on) => on.column("key").doUpdateSet(assign((column) => sql`excluded.${sql.ref(column)}`)))
        : insert.onDuplicateKeyUpdate(assign((column) => sql`values(${sql.ref(column)})`));
    await write(tx, statement);
  }
}

export async function deleteRows(
  tx: EngineTransaction,
  table: keyof EngineTables & string,
  keys: number[],
): Promise<void> {
  for (const batch of batches(keys)) await write(tx, typed(tx).deleteFrom(table).where("key", "in", batch));
}

function* batches<T>(items: T[]): Generator<T[]> {
  for (let from = 0; from < items.length; from += batchSize) yield items.slice(from, from + batchSize);
}
