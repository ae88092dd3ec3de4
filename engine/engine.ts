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
  definition(read: EngineRead, definitionKey: Key): Promise<Definition | null>;
  /** The newest version of a process; null where it was never deployed. */
  latest(read: EngineRead, processId: string): Promise<Definition | null>;

  /** Starts an instance. It counts as locked by this transaction. @throws EngineError UNKNOWN_PROCESS */
  start(tx: EngineTransaction, command: StartCommand): Promise<Started>;
  /**
   * Takes the lock of a root instance, as `start` answered it: the first lock of every transaction that touches a case. It
   * may travel with the next statement of the transaction, and is held once that one is answered. Where there is no such
   * instance, the commands that follow say so.
   */
  lock(tx: EngineTransaction, rootKey: Key): Promise<void>;
  /** Completes a user task. @throws EngineError NOT_FOUND where it no longer lives */
  completeTask(tx: EngineTransaction, command: CompleteTaskCommand): Promise<Answer>;
  /** Publishes a message to whoever subscribed to (name, correlationKey). Answers how many it reached. */
  publish(tx: EngineTransaction, command: PublishCommand): Promise<Answer & { reached: number }>;
  /** Ends an instance with everything in it, without running anything. For operators. */
  cancel(tx: EngineTransaction, instanceKey: Key): Promise<Answer>;
  /**
   * Moves tokens: begins `activate` and ends `terminate`, in one step, whole or not at all (Zeebe's modification).
   * - All activations go before the terminations, so that a scope never empties in between; then everything runs on.
   * - An element is begun in the one open instance of its scope. Scopes that are not open are opened without their start
   *   event; with `ancestorKey` those between it and the element are always new ones.
   * - A scope in which nothing is left ends too, up to the instance, which is then "canceled".
   * - Tokens that wait at a join stay there: moving one across a split leaves them behind. The caller refuses that.
   * @throws EngineError NOT_FOUND for an instance, ancestor or element instance that does not live; UNKNOWN_ELEMENT for an
   * id that is not on the diagram; INVALID_STATE for what cannot be begun (the process, a start or boundary event, an
   * event after an event-based gateway, a flow), for a scope that is not one, several, stopped, interrupted or ended by this very command
   */
  modify(tx: EngineTransaction, command: ModifyCommand): Promise<Answer>;
  /** Everything that lives in an instance, the process itself included, oldest first. Reads only. */
  tokens(read: EngineRead, instanceKey: Key): Promise<Token[]>;
  /** What is drawn. @throws EngineError NOT_FOUND */
  graph(read: EngineRead, definitionKey: Key): Promise<ProcessGraph>;
  /** Merges variables into the root scope of an instance. */
  setVariables(tx: EngineTransaction, instanceKey: Key, variables: Variables): Promise<Answer>;
  /** Retries what stopped. For a job incident `retries` is how often its job may fail again. */
  resolveIncident(tx: EngineTransaction, incidentKey: Key, retries?: number): Promise<Answer>;

  /** Up to `limit` jobs of these types that nobody has now, those that came first before others. Reads only. */
  freeJobs(read: EngineRead, request: { types: string[]; limit: number }): Promise<FreeJob[]>;
  /**
   * A free job, to be done and completed in this very transaction, without a lease: takes the lock of its root, before any
   * other lock. Null where somebody else was faster.
   */
  takeJob(tx: EngineTransaction, free: FreeJob): Promise<Job | null>;
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
  dueInstances(read: EngineRead, now: number, limit: number): Promise<Key[]>;
  /** Fires what is due in one instance. Answers how many timers fired. */
  fireTimers(tx: EngineTransaction, instanceKey: Key, now: number): Promise<number>;
  /**
   * Forgets up to `limit` instances that ended before `before` (business time). Answers how many. What was told of them
   * stays with the listener; keys of theirs are then NOT_FOUND.
   */
  purgeEnded(tx: EngineTransaction, command: { before: number; limit: number }): Promise<number>;
  /** True while a job of this instance waits, runs or backs off; false when only people and time can move it. */
  hasOpenJobs(read: EngineRead, instanceKey: Key): Promise<boolean>;
}

/** Engine keys are text above the port: those of a cluster exceed 2^53. */
export type Key = string;
export type Variables = Record<string, unknown>;

/** What the engine needs to read. */
export interface EngineRead {
  // biome-ignore lint/suspicious/noExplicitAny: the engine types its own tables itself (engine/*/tables.ts)
  readonly sql: Kysely<any>;
  readonly dialect: "sqlite" | "mysql";
}
/** What the engine needs of a transaction. `db/transaction.ts` gives a wider one. */
export interface EngineTransaction extends EngineRead {
  /** Writes before whatever this transaction does next, in the same round trip; without it each goes out by itself. */
  writeLater?(write: Compilable): Promise<void>;
  /** A fresh key, unique over all processes on this database, above all earlier ones of this process, below 2^53. */
  nextId(): number;
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
export interface ModifyCommand {
  instanceKey: Key;
  activate: Activation[];
  /** Element instances. What is inside them ends with them. */
  terminate: Key[];
  /** As `CompleteTaskCommand.action`. */
  action?: string;
}
export interface Activation {
  elementId: string;
  /** An element instance around it, directly or not; needed where its scope is open more than once. */
  ancestorKey?: Key;
  /** Merged into the root scope of the instance before anything is begun. */
  variables?: Variables;
}
/** An element instance that lives. `scopeKey` is the one around it, null for that of the process. */
export interface Token {
  elementId: string;
  elementInstanceKey: Key;
  scopeKey: Key | null;
  /** As `GraphElement.type`. */
  type: string;
}
/** A process as it is drawn, as plain data: rules about paths (`returnPlan`) read it. In the order of the file. */
export interface ProcessGraph {
  processId: string;
  elements: GraphElement[];
  flows: { id: string; sourceId: string; targetId: string }[];
}
export interface GraphElement {
  id: string;
  /** `process`, `userTask`, `subProcess`, `eventSubProcess`, `parallelGateway`… */
  type: string;
  /** The id where it was given none. */
  name: string;
  /** The container around it; null for the process itself. */
  scopeId: string | null;
  /** The activity that a boundary event stands on. */
  attachedToId: string | null;
  headers: Record<string, string>;
  eventSubProcess: boolean;
  multiInstance: boolean;
}
export interface ActivateRequest {
  types: string[];
  worker: string;
  lockFor: number;
  limit: number;
}
export interface FreeJob {
  key: Key;
  type: string;
  rootKey: Key;
  /** Since when it is free: another time means that somebody has had it meanwhile. Milliseconds of the database's clock. */
  since: number;
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

export type EngineErrorCode = "NOT_FOUND" | "UNKNOWN_PROCESS" | "UNKNOWN_ELEMENT" | "INVALID_STATE";
/** A command the engine refuses. `code` decides what the caller does; the message is for logs. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;
  constructor(code: EngineErrorCode, message: string) {
    super(message);
    this.name = "EngineError";
    this.code = code;
  }
}
