import { EntityCaseNamingStrategy, MikroORM } from "@mikro-orm/core";
import { MariaDbDriver } from "@mikro-orm/mariadb";
import { type Dictionary, NodeSqliteDialect, type SqlEntityManager, SqliteDriver } from "@mikro-orm/sql";
import { CompiledQuery, type DatabaseConnection, type KyselyPlugin, sql } from "kysely";
import { FixedClock } from "#domain/clock.ts";
import { createEmbeddedEngine } from "../embedded/embeddedEngine.ts";
import { engineTables } from "../embedded/tables.ts";
import type { Engine, EngineEvent, EngineTransaction } from "../engine.ts";

/** What the suite needs of an adapter on a database. */
export interface Harness {
  readonly clock: FixedClock;
  /** What the engine has told, of transactions that were not rolled back. */
  readonly events: EngineEvent[];
  engine: Engine;
  transact<T>(work: (tx: EngineTransaction) => Promise<T>): Promise<T>;
  /** Forgets all that the engine holds in memory, as a restart of the process does. */
  restart(): void;
  /** How many statements the last transaction has sent. */
  readonly statements: number;
  /** True once some transaction waits for a lock; at once where only one can be open at a time. */
  someoneWaits(): Promise<boolean>;
  /** Empties the database. */
  clear(): Promise<void>;
  /** The rows of all tables but the definitions, to be counted. */
  leftOver(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

const entities = [...engineTables];
const common = { entities, namingStrategy: EntityCaseNamingStrategy };

export async function onSqlite(file = ":memory:"): Promise<Harness> {
  const orm = await MikroORM.init<SqliteDriver>({
    ...common,
    driver: SqliteDriver,
    dbName: file,
    driverOptions: new NodeSqliteDialect(file),
  });
  return embedded(orm, "sqlite", "");
}

export async function onMariaDb(database = `anjuEngine${process.pid}`): Promise<Harness> {
  const orm = await MikroORM.init<MariaDbDriver>({
    ...common,
    driver: MariaDbDriver,
    clientUrl: process.env.TEST_MYSQL_URL ?? "mysql://root@127.0.0.1:3306",
    dbName: database,
    ensureDatabase: true,
    charset: "utf8mb4",
    collate: "utf8mb4_bin",
    onCreateConnection: async (connection) => {
      await (connection as DatabaseConnection).executeQuery(
        CompiledQuery.raw("set session transaction isolation level read committed"),
      );
    },
  });
  return embedded(orm as unknown as MikroORM<SqliteDriver>, "mysql", "set names utf8mb4;");
}

/** Keys as they come in a real process: ascending and unique over all harnesses. */
let lastKey = 2 ** 40;
const nextId = () => ++lastKey;

async function embedded(
  orm: MikroORM<SqliteDriver>,
  dialect: EngineTransaction["dialect"],
  preamble: string,
): Promise<Harness> {
  await orm.schema.drop();
  await orm.schema.create();
  const difference = (await orm.schema.getUpdateSchemaSQL()).replace(preamble, "").trim();
  if (difference !== "") throw new Error(`the tables differ from their entities:\n${difference}`);
  const clock = new FixedClock("2026-03-05T06:20:00Z");
  const told = new WeakMap<EngineTransaction, EngineEvent[]>();
  const make = () =>
    createEmbeddedEngine({
      clock,
      stepLimit: 200,
      listener: { happened: async (tx, events) => void told.get(tx)?.push(...events) },
    });
  const em = orm.em as SqlEntityManager;
  const rowsOf = (table: string) => em.fork().getKysely<Dictionary>().selectFrom(table).select("key").execute();
  let statements = 0;
  const counter: KyselyPlugin = {
    transformQuery({ node }) {
      statements++;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const harness: Harness = {
    get statements() {
      return statements;
    },
    async someoneWaits() {
      if (dialect === "sqlite") return true;
      // Not innodb_trx: the server refreshes it only after 0.1 s in which nobody reads it.
      const query = sql`select 1 from information_schema.processlist
        where db = database() and id <> connection_id() and info like '%for update'`;
      return (await query.execute(em.fork().getKysely())).rows.length > 0;
    },
    clock,
    events: [],
    engine: make(),
    async transact(work) {
      const events: EngineEvent[] = [];
      const result = await em.fork().transactional((inner) => {
        const tx = { sql: inner.getKysely<Dictionary>().withPlugin(counter), dialect, nextId };
        statements = 0;
        told.set(tx, events);
        return work(tx);
      });
      harness.events.push(...events);
      return result;
    },
    restart() {
      harness.engine = make();
    },
    async clear() {
      harness.events.length = 0;
      clock.set("2026-03-05T06:20:00Z");
      harness.restart();
      await orm.schema.clear();
    },
    async leftOver() {
      const counts: Record<string, number> = {};
      for (const { meta } of engineTables) {
        if (meta.tableName === "engineDefinition") continue;
        const rows = await rowsOf(meta.tableName);
        if (rows.length > 0) counts[meta.tableName] = rows.length;
      }
      return counts;
    },
    async close() {
      await orm.schema.drop({ dropDb: dialect === "mysql" });
      await orm.close(true);
    },
  };
  return harness;
}
