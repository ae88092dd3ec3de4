import type { EngineTransaction } from "../../engine.ts";
import { deleteRows, typed } from "./sql.ts";

/**
 * Deletes instances that ended before a moment. Their own row is the only one that an end leaves. Several processes at
 * once take different ones.
 */
export async function purgeEnded(tx: EngineTransaction, before: number, limit: number): Promise<number> {
  const ended = await typed(tx)
    .selectFrom("engineInstance")
    .select("key")
    .where("state", "in", ["completed", "canceled"])
    .where("endedAt", "<", before)
    .limit(limit)
    .$if(tx.dialect === "mysql", (query) => query.forUpdate().skipLocked())
    .execute();
  await deleteRows(
    tx,
    "engineInstance",
    ended.map(({ key }) => key),
  );
  return ended.length;
}
