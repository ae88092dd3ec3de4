import { defineEntity, p } from "@mikro-orm/core";
import type { InferKyselyDB } from "@mikro-orm/sql";
import type { Selectable } from "kysely";
import { key, longText, name, whole } from "./columns.ts";

/** A process of a deployed diagram. Rows are never changed. */
const definition = defineEntity({
  name: "engineDefinition",
  tableName: "engineDefinition",
  properties: {
    key: key(),
    processId: name(),
    version: p.integer(),
    name: longText(),
    checksum: p.string().length(64),
    xml: longText(),
  },
  uniques: [{ properties: ["processId", "version"] }],
});

/**
 * A process instance. The row of the root instance is the lock of everything below it: whoever changes any row
 * with this `rootKey` holds it. Ended instances keep their row (without elements) until they are purged.
 */
const instance = defineEntity({
  name: "engineInstance",
  tableName: "engineInstance",
  properties: {
    key: key(),
    rootKey: whole(),
    definitionKey: whole(),
    processId: name(),
    state: p.string().length(16).$type<"active" | "completed" | "canceled">(),
    startedAt: whole(),
    endedAt: whole().nullable(),
  },
  indexes: [{ properties: ["rootKey"] }, { properties: ["state", "endedAt"] }],
});

/**
 * An element instance: something on the diagram that has begun and not ended. That of the process itself has the key
 * of its instance and no scope. A user task's key is that of its element. `variables` is JSON: the local scope.
 *
 * `state` says which step is next: "activating" (to be entered), "active" (waits), "completing" (to be left). Between
 * transactions the first and the last occur only under an incident; resolving it runs that very step again.
 */
const element = defineEntity({
  name: "engineElement",
  tableName: "engineElement",
  properties: {
    key: key(),
    rootKey: whole(),
    instanceKey: whole(),
    scopeKey: whole().nullable(),
    elementId: name(),
    kind: p.string().length(32),
    state: p.string().length(16).$type<"activating" | "active" | "completing">(),
    /** Id of the interrupting event sub-process that took this scope over; then no other event of it fires. */
    interruptedBy: name().nullable(),
    variables: longText(),
  },
  indexes: [{ properties: ["rootKey"] }],
});

/** Tokens that wait at a joining gateway: how many came over this flow. */
const join = defineEntity({
  name: "engineJoin",
  tableName: "engineJoin",
  properties: {
    key: key(),
    rootKey: whole(),
    scopeKey: whole(),
    elementId: name(),
    flowId: name(),
    tokens: p.integer(),
  },
  indexes: [{ properties: ["rootKey"] }],
});

/**
 * A job that lives. It can be leased when `availableAt` has passed by the database's clock: 0 for a new one, the end of
 * the lease for a leased one, the end of the back-off for a failed one, null while an incident stops it.
 */
const job = defineEntity({
  name: "engineJob",
  tableName: "engineJob",
  properties: {
    key: key(),
    rootKey: whole(),
    elementKey: whole(),
    type: name(),
    retries: p.integer(),
    worker: name().nullable(),
    availableAt: whole().nullable(),
  },
  indexes: [{ properties: ["rootKey"] }, { properties: ["type", "availableAt"] }],
});

/** Something due. `elementKey` is the element it belongs to, `targetId` the event that it fires. */
const timer = defineEntity({
  name: "engineTimer",
  tableName: "engineTimer",
  properties: {
    key: key(),
    rootKey: whole(),
    elementKey: whole(),
    targetId: name(),
    due: whole(),
    /** How often it still fires after this time; -1 without end. */
    repetitions: p.integer(),
    /** ISO 8601 duration between two firings of a cycle. */
    period: p.string().length(64).nullable(),
  },
  indexes: [{ properties: ["rootKey"] }, { properties: ["due"] }],
});

/** Who waits for a message. `elementKey` and `targetId` as with timers. */
const messageSubscription = defineEntity({
  name: "engineMessageSubscription",
  tableName: "engineMessageSubscription",
  properties: {
    key: key(),
    rootKey: whole(),
    elementKey: whole(),
    targetId: name(),
    processId: name(),
    name: name(),
    correlationKey: name(),
  },
  indexes: [{ properties: ["rootKey"] }, { properties: ["name", "correlationKey"] }],
});

/** What stopped and waits for an operator. `jobKey` where a job stopped, null where a step of the element did. */
const incident = defineEntity({
  name: "engineIncident",
  tableName: "engineIncident",
  properties: {
    key: key(),
    rootKey: whole(),
    elementKey: whole(),
    jobKey: whole().nullable(),
    code: p.string().length(64),
    message: longText(),
    raisedAt: whole(),
  },
  indexes: [{ properties: ["rootKey"] }],
});

/** The one thing that `db/orm.ts` takes from the embedded engine. */
export const engineTables = [definition, instance, element, join, job, timer, messageSubscription, incident] as const;

/** The same tables for typed SQL. */
export type EngineTables = InferKyselyDB<
  (typeof engineTables)[number],
  { tableNamingStrategy: "entity"; columnNamingStrategy: "property" }
>;
/** A row as it is read. */
export type Row<Table extends keyof EngineTables> = Selectable<EngineTables[Table]>;
