import { withCase } from "#approval/openCase.ts";
import type { Database } from "#db/orm.ts";
import type { Clock } from "#domain/clock.ts";
import type { Engine } from "#engine/engine.ts";

/** Instances looked at in one round. */
const ROUND = 50;

/**
 * Fires what is due by business time, each instance in a transaction of its own. A timer that fired meanwhile, or whose
 * case an exclusive command has, fires nothing. Answers how many fired.
 */
export async function fireTimers(parts: { database: Database; engine: Engine; clock: Clock }): Promise<number> {
  const { database, engine, clock } = parts;
  const now = clock.now();
  const due = await database.read((read) => engine.dueInstances(read, now, ROUND));
  let fired = 0;
  for (const instanceKey of due) {
    fired += await database.transact(
      async (tx) => {
        const found = await tx.sql
          .selectFrom("caseRecord")
          .select("id")
          .where("instanceKey", "=", instanceKey)
          .executeTakeFirst();
        if (!found) throw new Error(`Instance ${instanceKey} belongs to no case.`);
        return withCase(engine, tx, found.id, async (open) =>
          open.row.exclusiveCommandId === null ? engine.fireTimers(tx, instanceKey, now) : 0,
        );
      },
      { name: "fireTimers" },
    );
  }
  return fired;
}
