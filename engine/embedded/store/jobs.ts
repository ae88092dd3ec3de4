import { sql } from "kysely";
import type { ActivateRequest, EngineRead, EngineTransaction, FreeJob, Job, Variables } from "../../engine.ts";
import type { State } from "../core/state.ts";
import { visible } from "../core/variables.ts";
import type { Row } from "../tables.ts";
import type { Definitions } from "./definitions.ts";
import { databaseNow, typed } from "./sql.ts";

/**
 * Leases jobs, those that came first before others. Holds no root lock: whoever completes the job takes it and looks
 * whether the lease still stands.
 */
export async function activateJobs(
  tx: EngineTransaction,
  request: ActivateRequest,
  definitions: Definitions,
): Promise<Job[]> {
  if (request.types.length === 0 || request.limit < 1) return [];
  const leased = tx.dialect === "sqlite" ? await leaseOnSqlite(tx, request) : await leaseOnMysql(tx, request);
  return leased.length === 0 ? [] : describe(tx, leased, definitions);
}

type JobRow = Row<"engineJob">;

async function leaseOnSqlite(tx: EngineTransaction, request: ActivateRequest): Promise<JobRow[]> {
  const now = databaseNow(tx);
  const leased = await typed(tx)
    .updateTable("engineJob")
    .set((eb) => ({ worker: request.worker, availableAt: eb(now, "+", request.lockFor) }))
    .where("key", "in", available(tx, request, request.limit))
    .returningAll()
    .execute();
  return leased.toSorted((a, b) => a.key - b.key);
}

/**
 * In two steps, because a sorted `for update` locks every row that it sorts: candidates without a lock, then those of them
 * that no other process is leasing at this moment.
 */
async function leaseOnMysql(tx: EngineTransaction, request: ActivateRequest): Promise<JobRow[]> {
  const candidates = await available(tx, request, request.limit * 4).execute();
  if (candidates.length === 0) return [];
  const now = databaseNow(tx);
  const jobs = await typed(tx)
    .selectFrom("engineJob")
    .selectAll()
    .where("key", "in", keysOf(candidates))
    .where("availableAt", "<=", now)
    .orderBy("key")
    .limit(request.limit)
    .forUpdate()
    .skipLocked()
    .execute();
  if (jobs.length === 0) return [];
  await typed(tx)
    .updateTable("engineJob")
    .set((eb) => ({ worker: request.worker, availableAt: eb(now, "+", request.lockFor) }))
    .where("key", "in", keysOf(jobs))
    .execute();
  return jobs;
}

function available(read: EngineRead, { types }: Pick<ActivateRequest, "types">, limit: number) {
  return typed(read)
    .selectFrom("engineJob")
    .select("key")
    .where("type", "in", types)
    .where("availableAt", "<=", databaseNow(read))
    .orderBy("key")
    .limit(limit);
}

/** Jobs that nobody has at this moment. */
export async function freeJobs(
  read: EngineRead,
  { types, limit }: Pick<ActivateRequest, "types" | "limit">,
): Promise<FreeJob[]> {
  if (types.length === 0 || limit < 1) return [];
  const rows = await available(read, { types }, limit)
    .select(["type", "rootKey", "availableAt"])
    .$narrowType<{ availableAt: number }>()
    .execute();
  return rows.map(({ key, type, rootKey, availableAt }) => ({
    key: String(key),
    type,
    rootKey: String(rootKey),
    since: availableAt,
  }));
}

/** A job of a locked and loaded root, where it is still as free as it was found. */
export function jobIn(state: State, { key, since }: FreeJob): Job | null {
  const job = state.jobs.get(Number(key));
  if (job?.availableAt !== since) return null;
  const element = state.elements.get(job.elementKey)!;
  return {
    key,
    type: job.type,
    retries: job.retries,
    instanceKey: String(element.instanceKey),
    elementInstanceKey: String(element.key),
    elementId: element.elementId,
    headers: { ...state.node(element).headers },
    variables: visible(state, element),
    definitionKey: String(state.instances.get(element.instanceKey)!.definitionKey),
  };
}

/** Adds what a worker sees: place, headers and all variables visible at the task. */
async function describe(tx: EngineTransaction, jobs: JobRow[], definitions: Definitions): Promise<Job[]> {
  const elements = new Map(
    (
      await scopeChains(
        tx,
        jobs.map((job) => job.elementKey),
      )
    ).map((row) => [row.key, row]),
  );
  const described: Job[] = [];
  for (const { key, type, retries, elementKey } of jobs) {
    const element = elements.get(elementKey)!;
    const graph = await definitions.graph(tx, element.definitionKey);
    described.push({
      key: String(key),
      type,
      retries,
      instanceKey: String(element.instanceKey),
      elementInstanceKey: String(elementKey),
      elementId: element.elementId,
      headers: { ...graph.nodes.get(element.elementId)!.headers },
      variables: visibleFrom(elementKey, elements),
      definitionKey: String(element.definitionKey),
    });
  }
  return described;
}

interface ChainRow {
  key: number;
  scopeKey: number | null;
  instanceKey: number;
  definitionKey: number;
  elementId: string;
  variables: string;
}

/** The elements and every scope around them, in one query. */
async function scopeChains(tx: EngineTransaction, elementKeys: number[]): Promise<ChainRow[]> {
  return typed(tx)
    .withRecursive("chain(key, scopeKey)", (from) =>
      from
        .selectFrom("engineElement")
        .select(["key", "scopeKey"])
        .where("key", "in", elementKeys)
        .union((inner) =>
          inner
            .selectFrom("engineElement as outer")
            .innerJoin("chain", "chain.scopeKey", "outer.key")
            .select(["outer.key", "outer.scopeKey"]),
        ),
    )
    .selectFrom("chain")
    .innerJoin("engineElement as element", "element.key", "chain.key")
    .innerJoin("engineInstance as instance", "instance.key", "element.instanceKey")
    .select(["element.key", "element.scopeKey", "element.instanceKey", "instance.definitionKey"])
    .select(["element.elementId", "element.variables"])
    .execute();
}

function visibleFrom(elementKey: number, elements: ReadonlyMap<number, ChainRow>): Variables {
  const { scopeKey, variables } = elements.get(elementKey)!;
  return { ...(scopeKey === null ? {} : visibleFrom(scopeKey, elements)), ...JSON.parse(variables) };
}

const keysOf = (rows: { key: number }[]) => rows.map((row) => row.key);

/** Whether a job of this instance waits, runs or backs off; one stopped by an incident does not. */
export async function hasOpenJobs(read: EngineRead, rootKey: number): Promise<boolean> {
  const found = await typed(read)
    .selectFrom("engineJob")
    .select(sql<number>`1`.as("found"))
    .where("rootKey", "=", rootKey)
    .where("availableAt", "is not", null)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
