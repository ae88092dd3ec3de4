import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  MysqlDialect,
  type MysqlDialectConfig,
  MysqlDriver,
  type RawBuilder,
  sql,
} from "kysely";
import { createPool, type PoolOptions } from "mysql2";
import { GatheringConnection } from "./gathering.ts";
import { outsideTransaction } from "./inside.ts";

/** Set once for each connection of the pool. READ COMMITTED: `kernel.md`, Transactions and locks. */
const SESSION = [
  "set session transaction isolation level read committed",
  "set session innodb_lock_wait_timeout = 10",
  "set session sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO'",
  "set session time_zone = '+00:00'",
];

/**
 * Asks the server behind `mysql://user:password@host:port/database` what it is, and creates the database where it is
 * missing (utf8mb4, binary collation). The two kinds need different MikroORM drivers for an empty schema diff.
 */
export async function prepareServer(url: string): Promise<"mysql" | "mariadb"> {
  return onServer(url, async (server, database) => {
    // Asked first: the account of the program may not create databases (`db/grants.ts`).
    const { rows: found } = await sql`
      select 1 from information_schema.schemata where schema_name = ${databaseName(url)}`.execute(server);
    if (found.length === 0) {
      await sql`create database if not exists ${database} default character set utf8mb4 collate utf8mb4_bin`.execute(
        server,
      );
    }
    const { rows } = await sql<{ version: string }>`select version() as version`.execute(server);
    return /mariadb/i.test(rows[0]?.version ?? "") ? "mariadb" : "mysql";
  });
}

/** Removes the database of this address with everything in it. For scratch databases of tests and tools. */
export async function dropServerDatabase(url: string): Promise<void> {
  await onServer(url, (server, database) => sql`drop database if exists ${database}`.execute(server));
}

/** Runs `work` on one connection to the server, outside any database. */
async function onServer<T>(url: string, work: (server: Kysely<never>, database: RawBuilder<unknown>) => Promise<T>) {
  const { database, ...server } = connectionOptions(url);
  const pool = createPool({ ...server, connectionLimit: 1 });
  const kysely = new Kysely<never>({ dialect: new MysqlDialect({ pool }) });
  try {
    return await work(kysely, sql.id(database));
  } finally {
    await kysely.destroy();
  }
}

/** The name of the database in a `mysql://` address. @throws where there is none */
export function databaseName(url: string): string {
  return connectionOptions(url).database;
}

/** Connections of a pool: opened since the start, and in use now. */
export interface PoolState {
  open: number;
  busy: number;
}

/** The pool as a Kysely dialect that throws at once when asked for a second connection inside a transaction. */
export function mysqlDialect(url: string, poolSize: number, state: PoolState): MysqlDialect {
  const pool = createPool({ ...connectionOptions(url), connectionLimit: poolSize, enableKeepAlive: true });
  pool.on("connection", () => {
    state.open += 1;
  });
  pool.on("acquire", () => {
    state.busy += 1;
  });
  pool.on("release", () => {
    state.busy -= 1;
  });
  return new GuardedMysqlDialect({
    pool,
    onCreateConnection: async (connection: DatabaseConnection) => {
      for (const statement of SESSION) await connection.executeQuery(CompiledQuery.raw(statement));
    },
  });
}

class GuardedMysqlDialect extends MysqlDialect {
  readonly #config: MysqlDialectConfig;
  constructor(config: MysqlDialectConfig) {
    super(config);
    this.#config = config;
  }
  override createDriver(): MysqlDriver {
    return new GuardedMysqlDriver(this.#config);
  }
}

class GuardedMysqlDriver extends MysqlDriver {
  readonly #gathering = new WeakMap<DatabaseConnection, GatheringConnection>();

  override async acquireConnection(
    ...options: Parameters<MysqlDriver["acquireConnection"]>
  ): ReturnType<MysqlDriver["acquireConnection"]> {
    outsideTransaction("A second connection");
    const inner = await super.acquireConnection(...options);
    const known = this.#gathering.get(inner) ?? new GatheringConnection(inner);
    this.#gathering.set(inner, known);
    return known;
  }
  override async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const { inner } = connection as GatheringConnection;
    await super.releaseConnection(inner as Parameters<MysqlDriver["releaseConnection"]>[0]);
  }
  /** The isolation level is the session's (`SESSION`). */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    (connection as GatheringConnection).begin();
  }
  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as GatheringConnection).commit();
  }
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as GatheringConnection).rollback();
  }
}

function connectionOptions(url: string): PoolOptions & { database: string } {
  const { hostname, port, username, password, pathname, protocol } = new URL(url);
  const database = decodeURIComponent(pathname.slice(1));
  if (protocol !== "mysql:" || database === "") {
    throw new Error("DATABASE_URL must look like mysql://user:password@host:3306/database");
  }
  return {
    host: hostname,
    port: port === "" ? 3306 : Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database,
    charset: "utf8mb4_bin",
    timezone: "Z",
    supportBigNumbers: true,
    dateStrings: true,
    jsonStrings: true,
    // Lets `db/gathering.ts` send several statements in one round trip. Values stay bound, never in the text.
    multipleStatements: true,
  };
}
