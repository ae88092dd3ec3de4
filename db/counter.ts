import { type Kysely, sql } from "kysely";
import type { SqlDialect } from "./transaction.ts";

/**
 * Adds to a counter row in one round trip, creating it at `by` where it is missing, and answers its new value.
 * The row stays locked until the transaction ends. Two first users at once are safe: one of them waits.
 */
export async function addToCounter<DB>(
  connection: Kysely<DB>,
  dialect: SqlDialect,
  row: { table: string; keys: Record<string, string | number>; counter: string; by: number },
): Promise<number> {
  const columns = sql.join([...Object.keys(row.keys), row.counter].map((column) => sql.ref(column)));
  const keys = sql.join(Object.values(row.keys));
  const [table, counter, by] = [sql.table(row.table), sql.ref(row.counter), row.by];
  if (dialect === "mysql") {
    // last_insert_id(x) hands x back with the answer to this very statement.
    const { insertId } = await sql`insert into ${table} (${columns}) values (${keys}, last_insert_id(${by}))
      on duplicate key update ${counter} = last_insert_id(${counter} + ${by})`.execute(connection);
    return Number(insertId);
  }
  const conflict = sql.join(Object.keys(row.keys).map((column) => sql.ref(column)));
  const { rows } = await sql<{ value: number }>`insert into ${table} (${columns}) values (${keys}, ${by})
    on conflict (${conflict}) do update set ${counter} = ${counter} + ${by} returning ${counter} as value`.execute(
    connection,
  );
  return rows[0]!.value;
}
