import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { systemClock } from "#domain/clock.ts";
import { grantStatements } from "./grants.ts";
import { blankMigration, generateMigration, migrate } from "./migrate.ts";
import { dropServerDatabase } from "./mysql.ts";
import { type Database, openDatabase } from "./orm.ts";
import { DatabaseInUseError } from "./owner.ts";

const USAGE = `node db/main.ts migrate                    bring the tables up to date (DATABASE_URL, or SQLite in DATABASE_FILE)
node db/main.ts generate <name>            write the migration from the migrations so far to the entities, for both databases
node db/main.ts generate <name> --fresh    the same after removing every migration; only before the first release
node db/main.ts generate <name> --blank    write an empty migration for a change of data
node db/main.ts grants <user>[@<host>]     print what to grant to the account of the program on MySQL (DATABASE_URL names the database)
generate needs a MySQL or MariaDB server for scratch databases: TEST_MYSQL_URL, by default mysql://root@127.0.0.1:3306`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { fresh: { type: "boolean", default: false }, blank: { type: "boolean", default: false } },
});
const [command, name] = positionals;

if (command === "migrate" && name === undefined) await runMigrate();
else if (command === "grants" && name !== undefined) await printGrants(name);
else if (command === "generate" && name !== undefined) await runGenerate(name);
else {
  console.error(USAGE);
  process.exitCode = 2;
}

async function runMigrate(): Promise<void> {
  let database: Database;
  try {
    database = await openDatabase({
      url: process.env.DATABASE_URL,
      file: process.env.DATABASE_FILE,
      clock: systemClock,
    });
  } catch (error) {
    if (!(error instanceof DatabaseInUseError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
    return;
  }
  try {
    const names = await migrate(database);
    console.log(names.length === 0 ? "数据库已是最新。" : `已执行：${names.join("、")}。`);
  } finally {
    await database.close();
  }
}

async function printGrants(account: string): Promise<void> {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("grants 只用于 MySQL/MariaDB：请先设置 DATABASE_URL。");
  const [user = "", host = "%"] = account.split("@");
  const database = await openDatabase({ url, clock: systemClock });
  try {
    for (const statement of grantStatements(database, { user, host })) console.log(statement);
  } finally {
    await database.close();
  }
}

async function runGenerate(migration: string): Promise<void> {
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  for (const dialect of ["sqlite", "mysql"]) {
    const migrations = join(import.meta.dirname, "migrations", dialect);
    if (values.fresh) await rm(migrations, { recursive: true, force: true });
    await mkdir(migrations, { recursive: true });
  }
  const folder = await mkdtemp(join(tmpdir(), "anju-generate-"));
  const server = process.env.TEST_MYSQL_URL ?? "mysql://root@127.0.0.1:3306";
  const url = new URL(`/anju_generate_${process.pid}`, server).href;
  try {
    for (const location of [{ file: join(folder, "scratch.db") }, { url }]) {
      const database = await openDatabase({ ...location, clock: systemClock });
      try {
        const write = values.blank ? blankMigration : generateMigration;
        console.log((await write(database, migration, stamp)) ?? `${database.dialect}: nothing to change`);
      } finally {
        await database.close();
      }
    }
  } finally {
    await dropServerDatabase(url);
    await rm(folder, { recursive: true });
  }
}
