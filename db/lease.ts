import { databaseNow } from "./databaseNow.ts";
import { recordLock } from "./locks.ts";
import type { Tx } from "./transaction.ts";

/**
 * Takes or renews a lease for `milliseconds` of the database's clock. False where another holder has it still. Of
 * processes that ask together one gets it; a process that dies loses it when its time is over.
 */
export async function holdLease(tx: Tx, name: string, holder: string, milliseconds: number): Promise<boolean> {
  const now = databaseNow(tx.dialect);
  const free = { name, holder: "", until: 0 };
  recordLock(tx, "register", ["lease", name]);
  const row = tx.sql.insertInto("lease").values(free);
  await (tx.dialect === "mysql" ? row.ignore() : row.onConflict((on) => on.doNothing())).execute();
  const taken = await tx.sql
    .updateTable("lease")
    .set(({ eb }) => ({ holder, until: eb(now, "+", milliseconds) }))
    .where("name", "=", name)
    .where(({ eb, or }) => or([eb("holder", "=", holder), eb("until", "<=", now)]))
    .executeTakeFirstOrThrow();
  return Number(taken.numUpdatedRows) === 1;
}
