import type { SqlEntityManager } from "@mikro-orm/sql";
import type { Compilable, Kysely } from "kysely";
import type { LockOrder } from "./lockOrder.ts";
import type { Schema } from "./schema.ts";

export type SqlDialect = "sqlite" | "mysql";

/**
 * An open transaction, handed to everything that reads or writes inside one. `sql` is typed SQL on the same
 * connection; `em` the entity manager for registers. See `transact` in `db/transact.ts`.
 */
export interface Tx {
  readonly em: SqlEntityManager;
  readonly sql: Kysely<Schema>;
  /** MariaDB counts as mysql. */
  readonly dialect: SqlDialect;
  /** Business time of this transaction, epoch milliseconds, read once from the clock port. */
  readonly now: number;
  /** The locks this transaction took, which must follow the one order. See `db/locks.ts`. */
  readonly locks: LockOrder;
  /**
   * Writes before whatever this transaction does next, in order; on MySQL in the same round trip (`db/gathering.ts`). An
   * error comes from what it travels with: not for a write whose failure or count is looked at.
   */
  writeLater(write: Compilable): Promise<void>;
  /** A fresh primary key; allocated before the transaction opened, so that it costs no round trip. */
  nextId(): number;
  /** Runs after the commit, never after a roll-back. For hints (wake a worker, tell a browser), not for facts. */
  afterCommit(run: () => void): void;
}

/** Reading for lists and pages, outside any transaction: on SQLite connections of their own that never wait for a write. */
export interface Read {
  /** For finding only: what it changes is never written. */
  readonly em: SqlEntityManager;
  readonly sql: Kysely<Schema>;
  readonly dialect: SqlDialect;
}
