import { randomBytes } from "node:crypto";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { dropServerDatabase, prepareServer } from "#db/mysql.ts";
import { type Database, type DatabaseOptions, openDatabase } from "#db/orm.ts";
import type { SqlDialect } from "#db/transaction.ts";
import { FixedClock } from "#domain/clock.ts";

/**
 * Opens an empty database with every table. Its clock stands at `testStart` unless another is given. What a test
 * opens is closed after that test, what `before` opens after the suite; closing one earlier is fine.
 */
export type MakeDatabase = (options?: Partial<DatabaseOptions>) => Promise<Database>;

/** Tuesday 2026-11-24 09:00 in Asia/Shanghai. */
export const testStart = "2026-11-24T01:00:00Z";

const SERVER = process.env.TEST_MYSQL_URL ?? "mysql://root@127.0.0.1:3306";
/** Part of every database's name on the server: other runs may use the same one. */
const run = `anju_test_${randomBytes(4).toString("hex")}`;
const server = await findServer();

/**
 * Runs a suite on SQLite and on the MySQL or MariaDB server of `TEST_MYSQL_URL` (by default 127.0.0.1:3306, root
 * without password), each in a database of its own:
 *
 * ```ts
 * describe("claiming a task", () => {
 *   describeDatabases((makeDatabase) => {
 *     it("succeeds once", async () => { const database = await makeDatabase(); … });
 *   });
 * });
 * ```
 */
export function describeDatabases(suite: (makeDatabase: MakeDatabase, dialect: SqlDialect) => void): void {
  describe("on SQLite", () => runSuite(suite, "sqlite", openOnSqlite));
  describeServer(suite);
}

/** For the few suites about MySQL alone. */
export function describeServer(suite: (makeDatabase: MakeDatabase, dialect: SqlDialect) => void): void {
  if (!server.kind) {
    missingServer();
    return;
  }
  describe(`on ${server.kind}`, function () {
    // The first test of a run creates the tables, which takes seconds where the server is busy.
    this.timeout(30_000);
    runSuite(suite, "mysql", openOnServer);
  });
}

function missingServer(): void {
  it("(did not run on MySQL/MariaDB: no server answers at TEST_MYSQL_URL or 127.0.0.1:3306)", () => {
    if (process.env.CI === "true") throw new Error(`No MySQL or MariaDB server answered: ${server.reason}`);
  });
}

function runSuite(
  suite: (makeDatabase: MakeDatabase, dialect: SqlDialect) => void,
  dialect: SqlDialect,
  open: MakeDatabase,
): void {
  const ofSuite: Database[] = [];
  const ofTest: Database[] = [];
  let inTest = false;
  beforeEach(() => {
    inTest = true;
  });
  suite(async (options) => {
    const database = await open(options);
    (inTest ? ofTest : ofSuite).push(database);
    return database;
  }, dialect);
  // Registered after the suite's own hooks, so that those still find their database open.
  afterEach(async () => {
    inTest = false;
    for (const database of ofTest.splice(0)) await database.close();
  });
  after(async () => {
    for (const database of ofSuite.splice(0)) await database.close();
  });
}

const folder = await mkdtemp(join(tmpdir(), "anju-test-"));
const serverDatabases: string[] = [];
/** Databases of the server that have the tables, are empty and belong to nobody now. */
const free: string[] = [];
let files = 0;
let template: Promise<string> | undefined;

const urlOf = (name: string): string => new URL(`/${name}`, SERVER).href;
/** Says nothing of long transactions, which a busy machine makes of short ones; failures are heard. */
const logger = { warn: () => {}, error: console.error };
const withDefaults = (options: Partial<DatabaseOptions> = {}) => ({
  clock: new FixedClock(testStart),
  logger,
  ...options,
});

/** Every database is a copy of one template file: creating the tables again would cost ten times more. */
async function openOnSqlite(options?: Partial<DatabaseOptions>): Promise<Database> {
  if (options?.file || options?.entities)
    return openDatabase({ file: newFile(), durable: false, ...withDefaults(options) });
  template ??= makeTemplate();
  const file = newFile();
  await copyFile(await template, file);
  return openDatabase({ file, durable: false, ...withDefaults(options) });
}

async function makeTemplate(): Promise<string> {
  const file = newFile();
  const database = await openDatabase({ file, durable: false, ...withDefaults() });
  await database.orm.schema.create();
  await database.close();
  return file;
}

const newFile = (): string => join(folder, `${++files}.db`);

async function openOnServer(options?: Partial<DatabaseOptions>): Promise<Database> {
  if (options?.url) return openDatabase(withDefaults(options));
  const reused = options?.entities ? undefined : free.pop();
  const url = reused ?? urlOf(`${run}_${serverDatabases.length + 1}`);
  if (!reused) serverDatabases.push(url);
  const database = await openDatabase({ poolSize: 5, ...withDefaults(options), url });
  if (options?.entities) return database;
  if (!reused) await database.orm.schema.create();
  let closed: Promise<void> | undefined;
  const emptyAndClose = async (): Promise<void> => {
    await empty(database);
    free.push(url);
    await close();
  };
  const close = database.close;
  return Object.assign(database, { close: () => (closed ??= emptyAndClose()) });
}

async function empty(database: Database): Promise<void> {
  const tables = [...database.orm.getMetadata().getAll().values()].map(({ tableName }) => tableName);
  await database.read(async (read) => {
    const { rows } = await sql<{ name: string }>`
      ${sql.join(
        tables.map((table) => sql`(select ${table} as name from ${sql.table(table)} limit 1)`),
        sql` union all `,
      )}`.execute(read.sql);
    for (const { name } of rows) await sql`delete from ${sql.table(name)}`.execute(read.sql);
  });
}

async function findServer(): Promise<{ kind?: string; reason?: string }> {
  const probe = new URL(`/${run}_0`, SERVER).href;
  try {
    const kind = await prepareServer(probe);
    await dropServerDatabase(probe);
    return { kind: kind === "mariadb" ? "MariaDB" : "MySQL" };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

after(async () => {
  for (const url of serverDatabases) await dropServerDatabase(url);
  await rm(folder, { recursive: true, force: true });
});
