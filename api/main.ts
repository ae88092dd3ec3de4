import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadKeys } from "#adapters/keys/keyFile.ts";
import { verifierOf } from "#adapters/keys/signing.ts";
import { fileNotes } from "#adapters/notes/notes.ts";
import { hashPassword, needsRehash, verifyNobody, verifyPassword } from "#adapters/passwords/passwords.ts";
import { newPasswordProblems } from "#adapters/passwords/rules.ts";
import { migrate } from "#db/migrate.ts";
import { type Database, openDatabase } from "#db/orm.ts";
import { systemClock } from "#domain/clock.ts";
import { BusinessError } from "#domain/errors.ts";
import { auditUsage, runAudit } from "./commands/audit.ts";
import { runTemplates, templatesUsage } from "./commands/templates.ts";
import { UsageError } from "./commands/usage.ts";
import { runUser, userUsage } from "./commands/user.ts";
import { explain } from "./start/failures.ts";
import { databaseFile, readSettings } from "./start/settings.ts";

const root = join(import.meta.dirname, "..");

/** `npm run user -- …`, `npm run audit -- verify`, `npm run templates -- …`: commands on what the program uses. */
const passwords = {
  hash: hashPassword,
  verify: verifyPassword,
  verifyNobody,
  needsRehash,
  problems: newPasswordProblems,
};
const [command, ...args] = process.argv.slice(2);

try {
  process.exitCode = await run();
} catch (error) {
  console.error(explain(error));
  if (error instanceof UsageError) console.error(`\n${userUsage}\n${auditUsage}\n${templatesUsage}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function run(): Promise<number> {
  if (command === "user") {
    // A list may be read beside the running program; everything else needs the database for itself.
    return onDatabase(args[0] === "list" ? "readOnly" : "own", async (database) => {
      for (const line of await runUser({ database, passwords }, args)) console.log(line);
      return 0;
    });
  }
  if (command === "audit") {
    return onDatabase("readOnly", async (database) => {
      const { lines, sound } = await runAudit({ database, ...(await auditParts()) }, args);
      for (const line of lines) console.log(line);
      return sound ? 0 : 1;
    });
  }
  if (command === "templates") {
    const { templates: county } = readSettings(process.env, root);
    for (const line of runTemplates({ builtin: join(root, "templates"), county }, args)) console.log(line);
    return 0;
  }
  throw new UsageError("没有这个命令。");
}

async function auditParts() {
  const { home } = readSettings(process.env, root);
  const keys = await loadKeys({ folder: join(home, "keys"), environment: process.env });
  return { verifier: verifierOf(keys.audit), notes: fileNotes(join(home, "audit")) };
}

async function onDatabase(access: "own" | "readOnly", work: (database: Database) => Promise<number>): Promise<number> {
  const settings = readSettings(process.env, root);
  const file = databaseFile(settings);
  if (access === "readOnly" && !settings.databaseUrl && !existsSync(file)) {
    throw new BusinessError("DATABASE_MISSING", `还没有数据库 ${file}，请先执行 npm start 或 npm run migrate。`);
  }
  const database = await openDatabase({ url: settings.databaseUrl, file, access, clock: systemClock });
  try {
    if (access === "own") await migrate(database);
    return await work(database);
  } finally {
    await database.close();
  }
}
