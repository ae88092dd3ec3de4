import { join } from "node:path";
import type Koa from "koa";
import type { Logger } from "pino";
import type { RenderedDocument } from "#adapters/pdf/renderDocument.ts";
import type { Storage } from "#adapters/storage/storage.ts";
import { readTemplates } from "#adapters/templates/readTemplates.ts";
import type { Vault } from "#adapters/vault/vault.ts";
import { type AppOptions, createApp } from "#api/app.ts";
import { LiveHub } from "#api/live/hub.ts";
import { readForms } from "#api/start/forms.ts";
import { webFolder } from "#api/start/webBuild.ts";
import { requireWiring } from "#api/start/wiring.ts";
import { businesses } from "#approval/businesses.ts";
import { type Change, changesOf } from "#approval/changeFeed.ts";
import type { Context } from "#approval/context.ts";
import { documentKinds } from "#approval/documents/kinds.ts";
import { engineListener } from "#approval/taskEvents.ts";
import type { Database } from "#db/orm.ts";
import type { DocumentModel } from "#domain/documents/model.ts";
import { createEmbeddedEngine } from "#engine/embedded/embeddedEngine.ts";
import type { Engine } from "#engine/engine.ts";
import { handlers } from "#workers/index.ts";
import { JobRunner } from "#workers/runner.ts";

/** The adapters, as a `main.ts` or a test chose them. */
export interface Parts
  extends Pick<
    AppOptions,
    "isMigrated" | "metricsToken" | "passwords" | "fingerprint" | "behindProxy" | "rates" | "routes"
  > {
  database: Database;
  log: Logger;
  storage: Storage;
  vault: Vault;
  pdf(model: DocumentModel): Promise<RenderedDocument>;
  publicUrl: string;
  /** The project's folder: forms, templates and the built web lie in it. */
  root: string;
  /** The folder of the county's own templates of documents; null where there is none. */
  countyTemplates: string | null;
}

export interface Composed {
  context: Context;
  runner: JobRunner;
  live: LiveHub;
  app: Koa;
}

/**
 * Puts the whole program together in one process: engine, businesses, workers, api. Starts nothing.
 * @throws TemplateError where a template of a document is wrong; WiringError where a part of a business is missing
 */
export function compose(parts: Parts): Composed {
  const { log, storage, vault, publicUrl, pdf, root } = parts;
  const { clock } = parts.database;
  const database = withFeed(parts.database, (changes) => live.take(changes));
  const engine: Engine = createEmbeddedEngine({
    clock,
    listener: engineListener({ engine: () => engine, log }),
  });
  const forms = readForms(join(root, "forms"));
  const jobTypes = handlers.map(({ type }) => type);
  requireWiring({ root, businesses, jobTypes, formIds: [...forms.keys()] });
  const templates = readTemplates(documentKinds, join(root, "templates"), parts.countyTemplates);
  const ports = { read: database.read, storage, pdf, clock, log, publicUrl };
  const runner = new JobRunner({ database, engine, clock, log, handlers, ports, templates, businesses, publicUrl });
  const shared = { database, engine, clock, log, storage, businesses, vault, templates, publicUrl };
  const context: Context = { ...shared, jobs: runner };
  const live = new LiveHub(context);
  const app = createApp(context, { ...parts, live, forms, web: webFolder(root) });
  return { context, runner, live, app };
}

/** What a transaction fed is handed on as soon as it is stored; other processes find it in the feed. */
function withFeed(database: Database, take: (changes: readonly Change[]) => void): Database {
  const transact: Database["transact"] = (work, options) =>
    database.transact(
      (tx) => {
        tx.afterCommit(() => take(changesOf(tx)));
        return work(tx);
      },
      { name: work.name || "transaction", ...options },
    );
  return { ...database, transact };
}
