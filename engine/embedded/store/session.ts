import { EngineError, type EngineListener, type EngineTransaction, type Key } from "../../engine.ts";
import { Run } from "../core/run.ts";
import { State } from "../core/state.ts";
import type { Definitions } from "./definitions.ts";
import { flush } from "./flush.ts";
import { loadRows } from "./load.ts";
import { typed, write } from "./sql.ts";

export interface SessionOptions {
  definitions: Definitions;
  listener: EngineListener;
  stepLimit: number | undefined;
}

/**
 * What one transaction has locked and loaded. Whoever holds the lock of a root is the only one who changes what is below
 * it, so that an instance is loaded once per transaction, however many commands it gets.
 */
export class Session {
  readonly #tx: EngineTransaction;
  readonly #options: SessionOptions;
  /** Locked roots; null where the instance has not been loaded yet. */
  readonly #states = new Map<number, State | null>();

  constructor(tx: EngineTransaction, options: SessionOptions) {
    this.#tx = tx;
    this.#options = options;
  }

  /**
   * Locks the root of an instance and answers its key. On SQLite the one writer is the lock.
   * @throws EngineError NOT_FOUND where there is no such instance, running or ended
   */
  async lock(instanceKey: number): Promise<number> {
    if (this.#states.has(instanceKey)) return instanceKey;
    const root = await typed(this.#tx)
      .selectFrom("engineInstance")
      .select("key")
      .where("key", "=", (from) =>
        from.selectFrom("engineInstance as asked").select("asked.rootKey").where("asked.key", "=", instanceKey),
      )
      .$if(this.#tx.dialect === "mysql", (query) => query.forUpdate())
      .executeTakeFirst();
    if (!root) throw new EngineError("NOT_FOUND", `no instance ${instanceKey}`);
    if (!this.#states.has(root.key)) this.#states.set(root.key, null);
    return root.key;
  }

  /** Locks a root whose key is known, with the next statement of the transaction. On SQLite the one writer is the lock. */
  async lockRoot(rootKey: number): Promise<void> {
    if (this.#states.has(rootKey)) return;
    this.#states.set(rootKey, null);
    if (this.#tx.dialect === "sqlite") return;
    await write(
      this.#tx,
      typed(this.#tx).selectFrom("engineInstance").select("key").where("key", "=", rootKey).forUpdate(),
    );
  }

  /** The state of a locked root. @throws EngineError NOT_FOUND where there is none */
  async state(rootKey: number): Promise<State> {
    const loaded = this.#states.get(rootKey);
    if (loaded) return loaded;
    const rows = await loadRows(this.#tx, rootKey);
    if (rows.instances.length === 0) throw new EngineError("NOT_FOUND", `no instance ${rootKey}`);
    const graphs = new Map();
    for (const { definitionKey } of rows.instances) {
      if (!graphs.has(definitionKey)) {
        graphs.set(definitionKey, await this.#options.definitions.graph(this.#tx, definitionKey));
      }
    }
    const state = new State(rootKey, rows, graphs);
    this.#states.set(rootKey, state);
    return state;
  }

  /** A new root, which nobody else can see before the commit. */
  begin(rootKey: number): State {
    const state = State.empty(rootKey, new Map());
    this.#states.set(rootKey, state);
    return state;
  }

  /**
   * The locked state that something living belongs to, known only by its own key. Looks among what this transaction has
   * locked already before it asks the database.
   * @throws EngineError NOT_FOUND
   */
  async owning(table: "engineElement" | "engineJob" | "engineIncident", key: Key): Promise<State> {
    const number = toNumber(key);
    const rows = { engineElement: "elements", engineJob: "jobs", engineIncident: "incidents" } as const;
    for (const rootKey of this.#states.keys()) {
      const state = await this.state(rootKey);
      if (state[rows[table]].get(number)) return state;
    }
    return this.state(await this.lock(await this.#rootOf(table, number)));
  }

  async #rootOf(table: "engineElement" | "engineJob" | "engineIncident", key: number): Promise<number> {
    const row = await typed(this.#tx).selectFrom(table).select("rootKey").where("key", "=", key).executeTakeFirst();
    if (!row) throw new EngineError("NOT_FOUND", `nothing living has the key ${key} in ${table}`);
    return row.rootKey;
  }

  /**
   * Runs a command: changes, the steps that follow, one writing of the differences, and the news of it to the listener.
   * A command that is refused has changed nothing; one that fails while writing dooms the transaction.
   */
  async run<Result>(state: State, now: number, command: (run: Run) => Result): Promise<Result> {
    const nextKey = () => this.#tx.nextId();
    const { listener, stepLimit } = this.#options;
    const run = new Run(state, { now, nextKey, ...(stepLimit === undefined ? {} : { stepLimit }) });
    try {
      const result = command(run);
      run.run();
      await flush(this.#tx, state);
      if (run.events.length > 0) await listener.happened(this.#tx, run.events);
      return result;
    } catch (error) {
      // What is in memory may be half changed now; another command of this transaction reads it anew.
      if (this.#states.has(state.rootKey)) this.#states.set(state.rootKey, null);
      throw error;
    }
  }
}

/** @throws EngineError NOT_FOUND for what cannot be a key of this engine */
export function toNumber(key: Key): number {
  const number = Number(key);
  if (Number.isSafeInteger(number)) return number;
  throw new EngineError("NOT_FOUND", `no key of this engine: ${key}`);
}
