import type { Logger } from "pino";
import type { RenderedDocument } from "#adapters/pdf/renderDocument.ts";
import type { Storage } from "#adapters/storage/storage.ts";
import type { CaseRow } from "#approval/business.ts";
import type { Requirement } from "#approval/requires.ts";
import type { Database } from "#db/orm.ts";
import type { Tx } from "#db/transaction.ts";
import type { Clock } from "#domain/clock.ts";
import type { DocumentModel } from "#domain/documents/model.ts";
import type { Templates } from "#domain/documents/templates.ts";
import type { Engine, Job, Variables } from "#engine/engine.ts";

/** A job of the engine with the case it belongs to. */
export interface JobOfCase extends Job {
  caseId: number;
  /** In `ask` as it was read, in `apply` as it stands under its lock. */
  caseRecord: CaseRow;
}

/** What `ask` may use, outside any transaction. */
export interface Ports {
  read: Database["read"];
  storage: Storage;
  pdf(model: DocumentModel): Promise<RenderedDocument>;
  clock: Clock;
  log: Logger;
  /** Where this installation is reached from outside, without a slash at the end. */
  publicUrl: string;
}

/** What `apply` may use beside its transaction: nothing that waits. */
export interface ApplyContext {
  engine: Engine;
  log: Logger;
  templates: Templates;
  publicUrl: string;
}

/**
 * One job type (`docs/kernel.md` Handlers).
 *
 * `ask` runs outside any transaction, may use the network and may be repeated; the job's key is its idempotency key.
 * `apply` runs in the transaction that completes the job, under the locks of the case, and touches only the database.
 *
 * Throwing: BusinessError rolls back and becomes a BPMN error with its code; TryAgainError is tried again later; anything
 * else stops the job as an incident. `apply` may run again after a roll-back: it changes nothing but the database.
 */
export interface JobHandler<A = undefined> {
  type: string;
  /** Decisions that the case must have; checked before `apply`, under the lock. */
  requires?: Requirement;
  ask?(job: JobOfCase, ports: Ports): Promise<A>;
  /** Answers the variables that the diagram decides on, if any. */
  // biome-ignore lint/suspicious/noConfusingVoidType: most handlers answer nothing, and need not say so
  apply(job: JobOfCase, tx: Tx, answer: A, ctx: ApplyContext): Promise<Variables | void>;
}

/** Handlers of any answer, for lists. */
export type AnyJobHandler = JobHandler<unknown>;
