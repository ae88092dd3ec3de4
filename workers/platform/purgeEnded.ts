import type { Database } from "#db/orm.ts";
import type { Clock } from "#domain/clock.ts";
import type { Engine } from "#engine/engine.ts";

/** How long the engine keeps an instance that has ended, for operators: 30 days, in milliseconds. */
const KEPT = 30 * 24 * 3_600_000;
/** Instances of one transaction: it holds the only writer of SQLite no longer than a command does. */
const BATCH = 100;
/** How often it looks where nothing was left, in milliseconds of business time. */
const EVERY = 3_600_000;

/**
 * Lets the engine forget the instances that ended long ago. Cases keep their journal, tasks and audit: those are the
 * platform's own.
 */
export class Purge {
  #next = Number.NEGATIVE_INFINITY;

  /** One batch, where it is time for one. Answers how many instances went. */
  async run({ database, engine, clock }: { database: Database; engine: Engine; clock: Clock }): Promise<number> {
    const now = clock.now();
    if (now < this.#next) return 0;
    const command = { before: now - KEPT, limit: BATCH };
    const purged = await database.transact((tx) => engine.purgeEnded(tx, command), { name: "purgeEnded" });
    if (purged < BATCH) this.#next = now + EVERY;
    return purged;
  }
}
