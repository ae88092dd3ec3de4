import type { SqlEntityManager } from "@mikro-orm/sql";
import type { Kysely } from "kysely";

/**
 * An open transaction, handed to everything that reads or writes inside one. `sql` is typed SQL on the same
 * connection; `em` the entity manager for registers. See `transact` in `db/transact.ts`.
 */
export interface Tx {
  readonly em: SqlEntityManager;
  // biome-ignore lint/suspicious/noExplicitAny: narrowed to the schema in db/schema.ts
  readonly sql: Kysely<any>;
  readonly dialect: "sqlite" | "mysql";
  /** Business time of this transaction, epoch milliseconds, read once from the clock port. */
  readonly now: number;
  /** A fresh primary key; allocated before the transaction opened, so that it costs no round trip. */
  nextId(): number;
  /** Runs after the commit, never after a roll-back. For hints (wake a worker, tell a browser), not for facts. */
  afterCommit(run: () => void): void;
}
