import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Migrator } from "@mikro-orm/migrations";
import type { SqlEntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { Database } from "./orm.ts";

/** How long a process waits for another one that is migrating the same MySQL database, in seconds. */
const LOCK_SECONDS = 300;

/** The database was migrated by a newer program; this one must not write to it. */
export class DatabaseTooNewError extends Error {
  constructor(names: string[]) {
    super(
      `数据库版本比程序新（${names.join("、")}），请升级程序。 ` +
        `The database is newer than this program: it knows migrations that the program lacks (${names.join(", ")}).`,
    );
    this.name = "DatabaseTooNewError";
  }
}

/**
 * Brings the tables up to date; answers the names of the migrations that ran. Several processes may call it at once:
 * one migrates, the others wait. A migration that fails leaves the database as it was on SQLite; MySQL cannot take
 * back a change of a table, so a generated migration there should hold one change.
 * @throws DatabaseTooNewError
 */
export async function migrate(database: Database): Promise<string[]> {
  return alone(database, async () => {
    const migrator = migratorOf(database);
    const known = new Set(await migrationFiles(database));
    const unknown = (await migrator.getExecuted()).map(({ name }) => name).filter((name) => !known.has(name));
    if (unknown.length > 0) throw new DatabaseTooNewError(unknown);
    return (await migrator.up()).map(({ name }) => name);
  });
}

/** Names of migrations that this program has and the database lacks. */
export async function pendingMigrations(database: Database): Promise<string[]> {
  return (await migratorOf(database).getPending()).map(({ name }) => name);
}

/** What would still have to change for the tables to equal the entities, as SQL; "" where nothing would. */
export async function schemaDifference(database: Database): Promise<string> {
  const text = await database.orm.schema.getUpdateSchemaSQL({ wrap: false });
  return text.replace("set names utf8mb4;", "").trim();
}

/**
 * Writes the migration that leads from the migrations so far to the entities. `database` must be a scratch database:
 * it is migrated first. Answers the path of the file, or null where there is nothing to change.
 */
export async function generateMigration(database: Database, name: string, stamp: string): Promise<string | null> {
  await migrate(database);
  const difference = await schemaDifference(database);
  if (difference === "") return null;
  const statements = difference.split(/;\n+/).map((statement) => statement.trim().replace(/;$/, ""));
  return writeMigration(database, name, stamp, database.dialect === "mysql" ? restartable(statements) : statements);
}

/** Writes an empty migration for a change of data, to be filled in by hand. */
export async function blankMigration(database: Database, name: string, stamp: string): Promise<string> {
  return writeMigration(database, name, stamp, ["select 1"]);
}

/**
 * New tables so that a migration cut short may run again: MySQL commits with each statement. Each table comes with its
 * indexes in one statement and is left alone where it exists.
 */
function restartable(statements: string[]): string[] {
  const tables = new Map<string, { statement: string; indexes: string[] }>();
  const others: string[] = [];
  for (const statement of statements) {
    const [, created] = /^create table (`\w+`)/.exec(statement) ?? [];
    const [, altered, index] = /^alter table (`\w+`) add ((?:unique|index) `.*)$/.exec(statement) ?? [];
    const table = altered === undefined ? undefined : tables.get(altered);
    if (created) tables.set(created, { statement, indexes: [] });
    else if (table && index) table.indexes.push(`, ${index}`);
    else others.push(statement);
  }
  const creations = [...tables.values()].map(({ statement, indexes }) =>
    statement
      .replace(/^create table /, "create table if not exists ")
      .replace(/\)( default character set [^)]*)$/, (_all, options: string) => `${indexes.join("")})${options}`),
  );
  return [...creations, ...others];
}

async function writeMigration(database: Database, name: string, stamp: string, statements: string[]): Promise<string> {
  if (!/^[a-zA-Z0-9]+$/.test(name))
    throw new Error("A migration's name is made of letters and digits, like addUnitFloor.");
  const folder = folderOf(database);
  const className = `Migration${stamp}_${name}`;
  const lines = statements.map((statement) => `    this.addSql(${JSON.stringify(statement)});`);
  const text = `import { Migration } from "@mikro-orm/migrations";

export class ${className} extends Migration {
  override up(): void {
${lines.join("\n")}
  }
}
`;
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${className}.ts`);
  await writeFile(file, text);
  return file;
}

/** The migrations that this program brings, by name, in order. */
async function migrationFiles(database: Database): Promise<string[]> {
  const files = await readdir(folderOf(database));
  return files.filter((file) => file.endsWith(".ts")).map((file) => file.slice(0, -".ts".length));
}

function folderOf(database: Database): string {
  const folder = database.orm.config.get("migrations").path;
  if (folder === undefined) throw new Error("This database was opened without a folder of migrations.");
  return folder;
}

const migratorOf = (database: Database): Migrator => new Migrator(database.orm.em as SqlEntityManager);

/** On SQLite this process owns the file anyway; on MySQL a named lock of the server keeps others out meanwhile. */
async function alone<T>(database: Database, work: () => Promise<T>): Promise<T> {
  if (database.dialect === "sqlite") return work();
  const kysely = (database.orm.em.fork() as SqlEntityManager).getKysely();
  return kysely.connection().execute(async (connection) => {
    const name = sql`sha2(concat('anju migrate ', database()), 224)`;
    const { rows } = await sql<{ got: number | null }>`select get_lock(${name}, ${LOCK_SECONDS}) as got`.execute(
      connection,
    );
    if (rows[0]?.got !== 1) throw new Error("Another process has been migrating this database for too long.");
    try {
      return await work();
    } finally {
      await sql`select release_lock(${name})`.execute(connection);
    }
  });
}
