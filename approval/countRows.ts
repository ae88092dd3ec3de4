import type { SelectQueryBuilder } from "kysely";
import type { Schema } from "#db/schema.ts";
import type { Read } from "#db/transaction.ts";

/** Counting stops here: shown as 999+. */
export const CAP = 1000;

/** Over the rows of one index range, read up to the cap: no counter rows, which every decision would contend for. */
export async function countRows<Row extends { id: number }>(
  read: Pick<Read, "sql">,
  rows: SelectQueryBuilder<Schema, never, Row>,
): Promise<number> {
  const { count } = await read.sql
    .selectFrom(rows.limit(CAP).as("capped"))
    .select((select) => select.fn.countAll().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}
