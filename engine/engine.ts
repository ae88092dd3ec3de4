import type { Compilable, Kysely } from "kysely";

/**
 * The engine port. What runs a diagram — our embedded interpreter or a Camunda 8 cluster — stands behind this
 * interface; everything above it is written once.
 *
 * Every command takes part in the caller's transaction. `embedded` applies it there and then ("applied");
 * a cluster only receives it later ("accepted") and answers through `EngineEvents`.
 */
export interface Engine {
  readonly kind: "embedded" | "zeebe";

  /**
   * Stores diagrams, all or none. A diagram equal to its newest version is recognised and keeps that version.
   * @throws DeployError naming every element that cannot be run, with the reason.
   */
  deploy(tx: EngineTransaction, resources: Resource[]): Promise<Definition[]>;
  /** A stored definition; null where none has this key. */
  definition(tx: EngineTransaction, definitionKey: Key): Promise<Definition | null>;
  /** The newest version of a process; null where it was never deployed. */
  latest(tx: EngineTransaction, processId: string): Promise<Definition | null>;

  /** Starts an instance. It counts as locked by this transaction. @throws EngineError UNKNOWN_PROCESS */
  start(tx: EngineTransaction, command: StartCommand): Promise<Started>;
  /** Takes the lock of an instance's root. The first lock of every transaction that touches a case. */
  lock(tx: EngineTransaction, instanceKey: Key): Promise<void>;
  /** Completes a user task. @throws EngineError NOT_FOUND where it no longer lives */
  completeTask(tx: EngineTransaction, command: CompleteTaskCommand): Promise<Answer>;
  /** Publishes a message to whoever subscribed to (name, correlationKey). Answers how many it reached. */
  publish(tx: EngineTransaction, command: PublishCommand): Promise<Answer & { reached: number }>;
  /** Ends an instance with everything in it, without running anything. For operators. */
  cancel(tx: EngineTransaction, instanceKey: Key): Promise<Answer>;
  /** Merges variables into the root scope of an instance. */
  setVariables(tx: EngineTransaction, instanceKey: Key, variables: Variables): Promise<Answer>;
  /** Retries what stopped. For a job incident `retries` is how often its job may fail again. */
  resolveIncident(tx: EngineTransaction, incidentKey: Key, retries?: number): Promise<Answer>;

  /** Leases up to `limit` jobs of these types to `worker` for `lockFor` milliseconds of the database's clock. */
  activateJobs(tx: EngineTransaction, request: ActivateRequest): Promise<Job[]>;
  /** True while the job lives and is leased to `worker`. Takes the root lock: call it before any other lock. */
  holdsJob(tx: EngineTransaction, jobKey: Key, worker: string): Promise<boolean>;
  /** @throws EngineError NOT_FOUND */
  completeJob(tx: EngineTransaction, command: { jobKey: Key; variables?: Variables }): Promise<Answer>;
  /** Hands a job back. With no retries left it becomes an incident; else it can be activated again after `backOff` ms. */
  failJob(
    tx: EngineTransaction,
    command: { jobKey: Key; retries: number; backOff: number; message: string },
  ): Promise<Answer>;
  /** Throws a BPMN error from a job. Not caught on the diagram: an incident. */
  throwError(
    tx: EngineTransaction,
    command: { jobKey: Key; code: string; message: string; variables?: Variables },
  ): Promise<Answer>;

  /** Instances with something due at or before `now` (timers), oldest first. Reads only. */
  dueInstances(tx: EngineTransaction, now: number, limit: number): Promise<Key[]>;
  /** Fires what is due in one instance. Answers how many timers fired. */
  fireTimers(tx: EngineTransaction, instanceKey: Key, now: number): Promise<number>;
  /** True while a job of this instance waits, runs or backs off; false when only people and time can move it. */
  hasOpenJobs(tx: EngineTransaction, instanceKey: Key): Promise<boolean>;
}

/** Engine keys are text above the port: those of a cluster exceed 2^53. */
export type Key = string;
export type Variables = Record<string, unknown>;

/** What the engine needs of a transaction. `db/transaction.ts` gives a wider one. */
export interface EngineTransaction {
  // biome-ignore lint/suspicious/noExplicitAny: the engine types its own tables itself (engine/*/tables.ts)
  readonly sql: Kysely<any>;
  readonly dialect: "sqlite" | "mysql";
  /** Writes before whatever this transaction does next, in the same round trip. Absent where one only reads. */
  writeLater?(write: Compilable): Promise<void>;
}

export interface Resource {
  /** File name, for messages. */
  name: string;
  xml: string;
}
export interface Definition {
  key: Key;
  processId: string;
  version: number;
  name: string;
  xml: string;
}
export interface StartCommand {
  processId: string;
  /** The newest where left out. */
  version?: number;
  variables: Variables;
}
export interface Answer {
  state: "applied" | "accepted";
}
export interface Started extends Answer {
  instanceKey: Key;
  definition: Definition;
}
export interface CompleteTaskCommand {
  taskKey: Key;
  variables: Variables;
  /** Kept as the receipt of a cluster: `anju:<decisionId>`. */
  action?: string;
}
export interface PublishCommand {
  name: string;
  correlationKey: string;
  variables?: Variables;
}
export interface ActivateRequest {
  types: string[];
  worker: string;
  lockFor: number;
  limit: number;
}
export interface Job {
  key: Key;
  type: string;
  retries: number;
  instanceKey: Key;
  elementInstanceKey: Key;
  elementId: string;
  headers: Record<string, string>;
  variables: Variables;
  definitionKey: Key;
}

/**
 * What happened inside a command, in order, told once per command inside the same transaction.
 * The platform writes its inbox, journal and case state from it and from nothing else.
 */
export interface EngineListener {
  happened(tx: EngineTransaction, events: EngineEvent[]): Promise<void>;
}
export type EngineEvent =
  | ({
      type: "taskCreated";
      taskKey: Key;
      headers: Record<string, string>;
      formId: string | null;
      variables: Variables;
    } & Place)
  | ({ type: "taskCompleted" | "taskCanceled"; taskKey: Key } & Place)
  | ({ type: "jobCreated"; jobKey: Key; jobType: string; headers: Record<string, string> } & Place)
  | ({ type: "jobCompleted" | "jobCanceled"; jobKey: Key; jobType: string } & Place)
  | ({ type: "scopeEntered" | "scopeLeft" | "scopeTerminated" } & Place)
  | ({ type: "incident"; incidentKey: Key; code: string; message: string } & Place)
  | ({ type: "incidentResolved"; incidentKey: Key } & Place)
  | { type: "instanceEnded"; instanceKey: Key; how: "completed" | "canceled"; endElementId: string | null };

/** Where on the diagram an event happened. `scopeKey` is the element instance around it. */
export interface Place {
  instanceKey: Key;
  elementId: string;
  elementInstanceKey: Key;
  scopeKey: Key;
}

/** Every problem found in the diagrams of a deployment; nothing of it was stored. */
export class DeployError extends Error {
  readonly problems: DeployProblem[];
  constructor(problems: DeployProblem[]) {
    super(problems.map((p) => `${p.resource} ${p.elementId ?? ""}: ${p.reason}`).join("\n"));
    this.name = "DeployError";
    this.problems = problems;
  }
}
export interface DeployProblem {
  resource: string;
  elementId: string | null;
  reason: string;
}

export type EngineErrorCode = "NOT_FOUND" | "UNKNOWN_PROCESS" | "INVALID_STATE";
/** A command the engine refuses. `code` decides what the caller does; the message is for logs. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;
  constructor(code: EngineErrorCode, message: string) {
    super(message);
    this.name = "EngineError";
    this.code = code;
  }
}
