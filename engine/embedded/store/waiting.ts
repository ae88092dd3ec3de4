import { sql } from "kysely";
import type { EngineTransaction, Key } from "../../engine.ts";
import { typed } from "./sql.ts";

/** Root instances with a timer due, the longest due first. Reads only. */
export async function dueInstances(tx: EngineTransaction, now: number, limit: number): Promise<Key[]> {
  const rows = await typed(tx)
    .selectFrom("engineTimer")
    .select("rootKey")
    .where("due", "<=", now)
    .groupBy("rootKey")
    .orderBy(sql`min(${sql.ref("due")})`)
    .orderBy("rootKey")
    .limit(limit)
    .execute();
  return rows.map(({ rootKey }) => String(rootKey));
}

/** Who waits for a message, without a lock: in the order in which their roots are then to be locked. */
export async function subscribers(
  tx: EngineTransaction,
  name: string,
  correlationKey: string,
): Promise<{ rootKey: number; processId: string }[]> {
  return typed(tx)
    .selectFrom("engineMessageSubscription")
    .select(["rootKey", "processId"])
    .distinct()
    .where("name", "=", name)
    .where("correlationKey", "=", correlationKey)
    .orderBy("rootKey")
    .execute();
}
