import { createHmac } from "node:crypto";
import { join } from "node:path";
import type { Logger } from "pino";
import { loadKeys } from "#adapters/keys/keyFile.ts";
import type { Keys } from "#adapters/keys/keys.ts";
import { signerOf } from "#adapters/keys/signing.ts";
import { createLog } from "#adapters/log/log.ts";
import { fileNotes } from "#adapters/notes/notes.ts";
import { hashPassword, needsRehash, verifyNobody, verifyPassword } from "#adapters/passwords/passwords.ts";
import { newPasswordProblems } from "#adapters/passwords/rules.ts";
import { renderDocument } from "#adapters/pdf/renderDocument.ts";
import { LocalStorage } from "#adapters/storage/local.ts";
import { Vault } from "#adapters/vault/vault.ts";
import { openPort } from "#api/http/port.ts";
import { keepHouse } from "#api/security/housekeeping.ts";
import { banner } from "#api/start/banner.ts";
import { deployDiagrams } from "#api/start/diagrams.ts";
import { explain } from "#api/start/failures.ts";
import { databaseFile, readSettings, type Settings } from "#api/start/settings.ts";
import { ensureWeb, watchWeb } from "#api/start/webBuild.ts";
import { keepTemplates } from "#approval/documents/keepTemplates.ts";
import { outsideTransaction } from "#db/inside.ts";
import { migrate, pendingMigrations } from "#db/migrate.ts";
import { type Database, openDatabase } from "#db/orm.ts";
import { seedDemonstration } from "#db/seeds/demonstration.ts";
import { systemClock } from "#domain/clock.ts";
import { keepAnchors } from "#workers/platform/anchoring.ts";
import { startSweeping } from "#workers/platform/sweeper.ts";
import { compose, type Parts } from "./compose.ts";

/**
 * The whole program in one process: api, workers, engine and the web's files. The one place that chooses adapters for it.
 * `--dev` builds the web again at every change (`npm run dev`, which also restarts this process at changes of its own).
 */
const root = import.meta.dirname;
const development = process.argv.includes("--dev");
// Database, keys and files are nobody else's on this machine.
process.umask(0o077);

try {
  await start(readSettings(process.env, root));
} catch (error) {
  console.error(explain(error));
  // The port may be open already; nothing may go on half started.
  process.exit(1);
}

async function start(settings: Settings): Promise<void> {
  const log = createLog({ level: settings.logLevel });
  const file = databaseFile(settings);
  const database = await openDatabase({ url: settings.databaseUrl, file, clock: systemClock, logger: log });
  try {
    await migrate(database);
    const port = await openPort(settings);
    const keys = await loadKeys({ folder: join(settings.home, "keys"), environment: process.env });
    const { context, runner, live, app } = compose(chooseParts(settings, { database, log, keys, url: port.url }));
    await deployDiagrams(context, join(root, "processes"));
    await keepTemplates(database, context.templates);
    const accounts = settings.production ? [] : await seedDemonstration(context);
    await ensureWeb(root, settings);
    runner.start();
    live.start();
    const stopSweeping = startSweeping(context);
    port.serve(app.callback());
    const stopHousekeeping = keepHouse(context);
    const notes = fileNotes(join(settings.home, "audit"));
    const anchors = keepAnchors({ database, log, notes, signer: signerOf(keys.audit) });
    const watcher = development ? watchWeb(root) : null;
    console.log(banner({ url: settings.publicUrl ?? port.url, settings, accounts }));
    onSignal(log, async () => {
      watcher?.stop();
      stopHousekeeping();
      await anchors.stop();
      await live.stop();
      await stopSweeping();
      await port.close();
      await runner.stop();
      await database.close();
    });
  } catch (error) {
    await database.close();
    throw error;
  }
}

function chooseParts(
  settings: Settings,
  { database, log, keys, url }: { database: Database; log: Logger; keys: Keys; url: string },
): Parts {
  const sessionKey = keys.session.keys.get(keys.session.newest)!;
  return {
    root,
    countyTemplates: settings.templates,
    database,
    log,
    publicUrl: settings.publicUrl ?? url,
    behindProxy: settings.behindProxy,
    metricsToken: settings.metricsToken,
    isMigrated: async () => (await pendingMigrations(database)).length === 0,
    storage: new LocalStorage(join(settings.home, "files"), () => outsideTransaction("Storage")),
    vault: new Vault(keys.vault, keys.blindIndex),
    pdf: (model) => renderDocument(model, () => outsideTransaction("Drawing a document")),
    passwords: { hash: hashPassword, verify: verifyPassword, verifyNobody, needsRehash, problems: newPasswordProblems },
    fingerprint: (purpose, text) => createHmac("sha256", sessionKey).update(`${purpose} ${text}`).digest("base64url"),
  };
}

/** Finishes what is under way, then ends. A second signal does not wait. */
function onSignal(log: Logger, close: () => Promise<void>): void {
  let closing = false;
  const end = (signal: NodeJS.Signals) => {
    if (closing) process.exit(1);
    closing = true;
    log.info({ signal }, "stopping");
    close().then(
      () => process.exit(0),
      (err: unknown) => {
        log.error({ err }, "stopping failed");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}
