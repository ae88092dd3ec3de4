import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { EntityCaseNamingStrategy, type EntitySchema } from "@mikro-orm/core";
import { MariaDbDriver } from "@mikro-orm/mariadb";
import { Migrator } from "@mikro-orm/migrations";
import { MySqlDriver } from "@mikro-orm/mysql";
import { MikroORM, type SqlEntityManager, SqliteDriver } from "@mikro-orm/sql";
import type { Clock } from "#domain/clock.ts";
import { addToCounter } from "./counter.ts";
import { entities as allEntities } from "./entities.ts";
import { IdAllocator } from "./ids.ts";
import { outsideTransaction } from "./inside.ts";
import { databaseName, mysqlDialect, type PoolState, prepareServer } from "./mysql.ts";
import { claimFile } from "./owner.ts";
import type { Schema } from "./schema.ts";
import { openSqlite, sqliteDialect } from "./sqlite.ts";
import { createTransact, type DatabaseLogger, type Transact, type TransactParts } from "./transact.ts";
import type { Read, SqlDialect } from "./transaction.ts";

const SQLITE_READERS = 3;
const DEFAULT_FILE = "var/anju.db";

export interface DatabaseOptions extends Partial<Pick<TransactParts, "stopwatch" | "wait" | "random">> {
  /** `mysql://user:password@host:3306/database`, created where it is missing. Without it: SQLite. */
  url?: string | undefined;
  /** The SQLite file, by default `var/anju.db`; ":memory:" lives in one connection and ends with it. */
  file?: string | undefined;
  /**
   * SQLite only. `own` (the default) claims the file for this process; `readOnly` opens it beside whoever owns it, for
   * `read` alone.
   */
  access?: "own" | "readOnly";
  clock: Clock;
  logger?: DatabaseLogger;
  /** MySQL: connections at most. */
  poolSize?: number;
  /** False only in tests: SQLite commits then do not wait for the disk. */
  durable?: boolean;
  /** Other tables than all of them; for tests of this layer. */
  entities?: readonly EntitySchema[];
  /** Folder with one folder of migrations a dialect; by default `db/migrations`. */
  migrations?: string;
}

export interface Database {
  readonly orm: MikroORM;
  /** MariaDB counts as mysql. */
  readonly dialect: SqlDialect;
  /** Where it lives, for a second process: what to give `openDatabase` there. */
  readonly location: { url: string } | { file: string };
  readonly clock: Clock;
  readonly transact: Transact;
  /** Reads for lists and pages, outside any transaction. @throws InsideTransactionError inside one */
  read<T>(work: (read: Read) => Promise<T>): Promise<T>;
  /** MySQL: the connections of this process. Undefined on SQLite. */
  readonly pool?: () => PoolState;
  /** Waits for nothing that still runs. Closing twice is harmless. */
  close(): Promise<void>;
}

/**
 * Opens the database; it migrates nothing (`db/migrate.ts`).
 * @throws DatabaseInUseError where another process owns the SQLite file
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { orm, dialect, location, release, pool } = options.url
    ? await openServer(options, options.url)
    : await openFile(options, options.file ?? DEFAULT_FILE);
  const parts: TransactParts = {
    orm,
    dialect,
    clock: options.clock,
    ids: new IdAllocator((count) => reserveIds(orm, dialect, count)),
    logger: options.logger ?? standardError,
    stopwatch: options.stopwatch ?? (() => performance.now()),
    wait: options.wait ?? ((milliseconds) => sleep(milliseconds)),
    random: options.random ?? Math.random,
  };
  let closed: Promise<void> | undefined;
  return {
    orm,
    dialect,
    location,
    clock: options.clock,
    transact: createTransact(parts),
    ...(pool ? { pool } : {}),
    async read(work) {
      outsideTransaction("read()");
      const em = orm.em.fork() as SqlEntityManager;
      return work({ em, sql: em.getKysely<Schema>({ type: "read" }), dialect });
    },
    close() {
      closed ??= orm.close(true).finally(release);
      return closed;
    },
  };
}

interface Opened extends Pick<Database, "orm" | "dialect" | "location" | "pool"> {
  release(): void;
}

async function openFile(options: DatabaseOptions, file: string): Promise<Opened> {
  const inMemory = file === ":memory:";
  const readOnly = options.access === "readOnly";
  const claim = inMemory || readOnly ? undefined : claimFile(file);
  const open: DatabaseSync[] = [];
  // The writer is closed last: only then does SQLite bring the log back into the file.
  const release = (): void => {
    for (const database of open.splice(0).reverse()) database.close();
    claim?.release();
  };
  try {
    const writer = openSqlite({ file, readOnly, durable: options.durable ?? true });
    open.push(writer);
    const readers = Array.from({ length: inMemory ? 0 : SQLITE_READERS }, () => openSqlite({ file, readOnly: true }));
    open.push(...readers);
    const orm = await initOrm(options, {
      driver: SqliteDriver,
      dbName: file,
      writer: () => sqliteDialect("writer", [writer]),
      ...(inMemory ? {} : { reader: () => sqliteDialect("reader", readers) }),
    });
    return { orm, dialect: "sqlite", location: { file }, release };
  } catch (error) {
    release();
    throw error;
  }
}

async function openServer(options: DatabaseOptions, url: string): Promise<Opened> {
  const kind = await prepareServer(url);
  const pool: PoolState = { open: 0, busy: 0 };
  const orm = await initOrm(options, {
    driver: kind === "mariadb" ? MariaDbDriver : MySqlDriver,
    dbName: databaseName(url),
    writer: () => mysqlDialect(url, options.poolSize ?? 10, pool),
  });
  return { orm, dialect: "mysql", location: { url }, release: () => {}, pool: () => ({ ...pool }) };
}

interface Connection {
  driver: typeof SqliteDriver | typeof MySqlDriver;
  dbName: string;
  /** Functions, because MikroORM copies its options deeply and a dialect does not survive that. */
  writer: () => object;
  reader?: () => object;
}

function initOrm(options: DatabaseOptions, { driver, dbName, writer, reader }: Connection): Promise<MikroORM> {
  const isSqlite = driver === SqliteDriver;
  return MikroORM.init({
    driver: driver as never,
    dbName,
    driverOptions: writer,
    ...(reader ? { replicas: [{ name: "reader", driverOptions: reader }], preferReadReplicas: true } : {}),
    entities: [...(options.entities ?? allEntities)] as EntitySchema[],
    namingStrategy: EntityCaseNamingStrategy,
    charset: "utf8mb4",
    collate: "utf8mb4_bin",
    forceUtcTimezone: true,
    ensureDatabase: false,
    extensions: [Migrator],
    migrations: {
      path: join(options.migrations ?? join(import.meta.dirname, "migrations"), isSqlite ? "sqlite" : "mysql"),
      tableName: "migration",
      // MySQL commits with every change of a table: there each migration stands for itself.
      allOrNothing: isSqlite,
      disableForeignKeys: false,
      snapshot: false,
      silent: true,
    },
  });
}

/** Reserves `count` keys in a transaction of its own and answers the first. Keys begin with 1. */
async function reserveIds(orm: MikroORM, dialect: SqlDialect, count: number): Promise<number> {
  const em = orm.em.fork() as SqlEntityManager;
  const last = await addToCounter(em.getKysely(), dialect, {
    table: "idBlock",
    keys: { name: "id" },
    counter: "next",
    by: count,
  });
  return last - count + 1;
}

/** One JSON line per entry on standard error, for commands; the application gives its own logger. */
const standardError: DatabaseLogger = {
  warn: (fields, message) => writeLine("warn", fields, message),
  error: (fields, message) => writeLine("error", fields, message),
};
function writeLine(level: string, fields: object, message: string): void {
  const line = JSON.stringify({ level, msg: message, ...fields }, (_key, value: unknown) =>
    value instanceof Error ? `${value.name}: ${value.message}` : value,
  );
  process.stderr.write(`${line}\n`);
}
