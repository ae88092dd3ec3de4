import { type RawBuilder, sql } from "kysely";
import type { SqlDialect } from "./transaction.ts";

/**
 * The database's clock in epoch milliseconds, the one clock that all processes share: for leases and the change feed. It is
 * never compared with business time.
 */
export const databaseNow = (dialect: SqlDialect): RawBuilder<number> =>
  dialect === "sqlite"
    ? sql<number>`cast(unixepoch('subsec') * 1000 as integer)`
    : sql<number>`floor(unix_timestamp(now(3)) * 1000)`;
