import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { outsideTransaction } from "./inside.ts";

/** How many prepared statements a connection keeps. Only statements with parameters are kept: others rarely repeat. */
const STATEMENTS_KEPT = 500;
/** How long SQLite itself waits for another process's lock, in milliseconds. It blocks the event loop meanwhile. */
const BUSY_TIMEOUT = 5000;

export interface SqliteOpen {
  /** Path of the file, or ":memory:". Its folder is created. */
  file: string;
  readOnly?: boolean;
  /** False only in tests: commits then do not wait for the disk. */
  durable?: boolean;
}

/** Opens a file in WAL mode with the settings of this project. */
export function openSqlite({ file, readOnly = false, durable = true }: SqliteOpen): DatabaseSync {
  if (file !== ":memory:" && !readOnly) mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { readOnly, timeout: BUSY_TIMEOUT });
  if (!readOnly) database.exec(`pragma journal_mode = wal; pragma synchronous = ${durable ? "full" : "off"}`);
  database.exec("pragma cache_size = -32000; pragma temp_store = memory");
  return database;
}

/**
 * A Kysely dialect over connections that are already open. One connection makes the writer: callers queue for it, and
 * its transactions begin immediate, so that none fails half-way for want of the write lock. Several make the readers.
 */
export function sqliteDialect(kind: "writer" | "reader", databases: DatabaseSync[]): Dialect {
  return {
    createDriver: () => new SqliteDriver(kind, databases),
    createAdapter: () => new QueueingAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/** Our driver queues by itself: Kysely's own mutex would wait before the guard against second connections is reached. */
class QueueingAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class SqliteDriver implements Driver {
  readonly #kind: "writer" | "reader";
  readonly #free: SqliteConnection[];
  readonly #waiting: ((connection: SqliteConnection) => void)[] = [];

  constructor(kind: "writer" | "reader", databases: DatabaseSync[]) {
    this.#kind = kind;
    this.#free = databases.map((database) => new SqliteConnection(database));
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    outsideTransaction("A second connection");
    return this.#free.shift() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }
  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const next = this.#waiting.shift();
    if (next) next(connection as SqliteConnection);
    else this.#free.push(connection as SqliteConnection);
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(this.#kind === "writer" ? "begin immediate" : "begin"));
  }
  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("commit"));
  }
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("rollback"));
  }
  async savepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`savepoint "${name}"`));
  }
  async rollbackToSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`rollback to "${name}"`));
  }
  async releaseSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`release "${name}"`));
  }

  /** Closes nothing: who opened the connections closes them, since Kysely forgets a driver that was never used. */
  async destroy(): Promise<void> {}
}

interface Prepared {
  statement: StatementSync;
  returnsRows: boolean;
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  /** In order of use, the least recently used first. */
  readonly #prepared = new Map<string, Prepared>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { statement, returnsRows } = parameters.length > 0 ? this.#recall(sql) : this.#prepare(sql);
    const values = parameters.map(toSqliteValue);
    // Spread, because node:sqlite gives rows without a prototype, which equal no row of another database.
    if (returnsRows) return { rows: statement.all(...values).map((row) => ({ ...row }) as Row) };
    const { changes, lastInsertRowid } = statement.run(...values);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  async *streamQuery<Row>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    // A statement of its own: a kept one could be run again while its rows are still being read.
    for (const row of this.#database.prepare(sql).iterate(...parameters.map(toSqliteValue))) {
      yield { rows: [{ ...row } as Row] };
    }
  }

  #prepare(sql: string): Prepared {
    const statement = this.#database.prepare(sql);
    return { statement, returnsRows: statement.columns().length > 0 };
  }

  #recall(sql: string): Prepared {
    const kept = this.#prepared.get(sql);
    if (kept) this.#prepared.delete(sql);
    const prepared = kept ?? this.#prepare(sql);
    this.#prepared.set(sql, prepared);
    if (this.#prepared.size > STATEMENTS_KEPT) {
      const [oldest] = this.#prepared.keys();
      if (oldest !== undefined) this.#prepared.delete(oldest);
    }
    return prepared;
  }
}

function toSqliteValue(value: unknown): SQLInputValue {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value === undefined) return null;
  if (value instanceof Date) return value.getTime();
  return value as SQLInputValue;
}
