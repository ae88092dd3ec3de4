import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadKeys } from "#adapters/keys/keyFile.ts";
import { hashPassword } from "#adapters/passwords/passwords.ts";
import { LocalStorage } from "#adapters/storage/local.ts";
import type { Storage } from "#adapters/storage/storage.ts";
import { Vault } from "#adapters/vault/vault.ts";
import { migrate } from "#db/migrate.ts";
import { dropServerDatabase } from "#db/mysql.ts";
import { type Database, openDatabase } from "#db/orm.ts";
import { seedDemonstration } from "#db/seeds/demonstration.ts";
import type { SqlDialect } from "#db/transaction.ts";
import { systemClock } from "#domain/clock.ts";

/** The same server as `test/database.ts`. */
const SERVER = process.env.TEST_MYSQL_URL ?? "mysql://root@127.0.0.1:3306";

/** An installation of its own for one run: a home folder, and on MySQL a database of its own, with the demonstration. */
export interface Place {
  /** The settings under which the program and its commands use it. */
  environment: Record<string, string>;
  storage: Storage;
  /** Opens the database while the program does not run. */
  open(): Promise<Database>;
  remove(): Promise<void>;
}

export async function makePlace(dialect: SqlDialect): Promise<Place> {
  const home = await mkdtemp(join(tmpdir(), "anju-faults-"));
  const url = new URL(`/anju_faults_${randomBytes(4).toString("hex")}`, SERVER).href;
  const location = dialect === "mysql" ? { url } : { file: join(home, "anju.db") };
  // As it is run in earnest: what was built of the web is used as it is, whoever edits it meanwhile.
  const settings = { NODE_ENV: "production", ANJU_HOME: home, LOG_LEVEL: "warn" };
  const place: Place = {
    environment: dialect === "mysql" ? { ...settings, DATABASE_URL: url } : settings,
    storage: new LocalStorage(join(home, "files")),
    open: () => openDatabase({ ...location, clock: systemClock, poolSize: 2 }),
    async remove() {
      if (dialect === "mysql") await dropServerDatabase(url);
      await rm(home, { recursive: true, force: true });
    },
  };
  await fill(place, home);
  return place;
}

async function fill(place: Place, home: string): Promise<void> {
  const keys = await loadKeys({ folder: join(home, "keys"), environment: {} });
  const database = await place.open();
  try {
    await migrate(database);
    // Every account has the same password, and hashing it once takes long enough.
    let hashed: Promise<string> | undefined;
    await seedDemonstration({ database, vault: new Vault(keys.vault, keys.blindIndex) }, (password) => {
      hashed ??= hashPassword(password);
      return hashed;
    });
  } finally {
    await database.close();
  }
}
