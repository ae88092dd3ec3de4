import { sql } from "kysely";
import type { EngineRead, Key, Token } from "../../engine.ts";
import { typed } from "./sql.ts";

/** Root instances with a timer due, the longest due first. Reads only. */
export async function dueInstances(read: EngineRead, now: number, limit: number): Promise<Key[]> {
  const rows = await typed(read)
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
  read: EngineRead,
  name: string,
  correlationKey: string,
): Promise<{ rootKey: number; processId: string }[]> {
  return typed(read)
    .selectFrom("engineMessageSubscription")
    .select(["rootKey", "processId"])
    .distinct()
    .where("name", "=", name)
    .where("correlationKey", "=", correlationKey)
    .orderBy("rootKey")
    .execute();
}

/** What lives in an instance, oldest first. Reads only. */
export async function tokens(read: EngineRead, instanceKey: number): Promise<Token[]> {
  const rows = await typed(read)
    .selectFrom("engineInstance as instance")
    .innerJoin("engineElement as element", "element.rootKey", "instance.rootKey")
    .select(["element.key", "element.scopeKey", "element.elementId", "element.kind"])
    .where("instance.key", "=", instanceKey)
    .whereRef("element.instanceKey", "=", "instance.key")
    .orderBy("element.key")
    .execute();
  return rows.map(({ key, scopeKey, elementId, kind }) => ({
    elementId,
    elementInstanceKey: String(key),
    scopeKey: scopeKey === null ? null : String(scopeKey),
    type: kind,
  }));
}
