import type { Clock } from "#domain/clock.ts";
import {
  type Answer,
  type Engine,
  EngineError,
  type EngineListener,
  type EngineTransaction,
  type Key,
  type Variables,
} from "../engine.ts";
import * as commands from "./core/commands.ts";
import { modify } from "./core/modify.ts";
import { toProcessGraph } from "./core/processGraph.ts";
import type { Run } from "./core/run.ts";
import { Definitions, toDefinition } from "./store/definitions.ts";
import { activateJobs, freeJobs, hasOpenJobs, jobIn } from "./store/jobs.ts";
import { purgeEnded } from "./store/purge.ts";
import { Session, toNumber } from "./store/session.ts";
import { dueInstances, subscribers, tokens } from "./store/waiting.ts";

export interface EmbeddedEngineOptions {
  /** Business time: due dates of timers, `now()` on diagrams. Leases of jobs follow the clock of the database. */
  clock: Clock;
  listener: EngineListener;
  /** How many steps one command may take before it is stopped by an incident. */
  stepLimit?: number;
}

const applied: Answer = { state: "applied" };

/**
 * The engine port inside the caller's database transaction.
 *
 * - A transaction object stands for one transaction: what is locked and loaded is remembered with it. Do not roll back
 *   to a savepoint behind a command; roll back the whole transaction.
 * - `start` and `publish` lock by themselves; a transaction that calls them holds no other lock yet. `publish` locks the
 *   roots that it reaches in the order of their keys.
 * - Messages are not kept: one that nobody waits for reaches nobody. It reaches at most one instance of a process.
 */
export function createEmbeddedEngine({ clock, listener, stepLimit }: EmbeddedEngineOptions): Engine {
  const definitions = new Definitions();
  const sessions = new WeakMap<EngineTransaction, Session>();

  function session(tx: EngineTransaction): Session {
    const known = sessions.get(tx);
    if (known) return known;
    const opened = new Session(tx, { definitions, listener, stepLimit });
    sessions.set(tx, opened);
    return opened;
  }

  async function onInstance(tx: EngineTransaction, instanceKey: Key, command: (run: Run) => void): Promise<Answer> {
    const opened = session(tx);
    const state = await opened.state(await opened.lock(toNumber(instanceKey)));
    await opened.run(state, clock.now(), command);
    return applied;
  }
  const onJob = async (tx: EngineTransaction, jobKey: Key, command: (run: Run) => void): Promise<Answer> => {
    await session(tx).run(await session(tx).owning("engineJob", jobKey), clock.now(), command);
    return applied;
  };

  return {
    kind: "embedded",

    deploy: (tx, resources) => definitions.deploy(tx, resources),
    async definition(tx, definitionKey) {
      const row = await definitions.byKey(tx, Number(definitionKey));
      return row && toDefinition(row);
    },
    async latest(tx, processId) {
      const row = await definitions.find(tx, processId);
      return row && toDefinition(row);
    },

    async start(tx, { processId, version, variables }) {
      const definition = await definitions.find(tx, processId, version);
      if (!definition) throw new EngineError("UNKNOWN_PROCESS", `no process ${processId} ${version ?? ""}`);
      const graph = await definitions.graph(tx, definition.key);
      const state = session(tx).begin(tx.nextId());
      const command = (run: Run) => commands.start(run, graph, definition.key, plain(variables));
      await session(tx).run(state, clock.now(), command);
      return { ...applied, instanceKey: String(state.rootKey), definition: toDefinition(definition) };
    },
    async lock(tx, rootKey) {
      await session(tx).lockRoot(toNumber(rootKey));
    },
    async completeTask(tx, { taskKey, variables }) {
      const state = await session(tx).owning("engineElement", taskKey);
      await session(tx).run(state, clock.now(), (run) => commands.completeTask(run, Number(taskKey), plain(variables)));
      return applied;
    },
    async publish(tx, { name, correlationKey, variables = {} }) {
      const payload = plain(variables);
      const candidates = await subscribers(tx, name, correlationKey);
      // All roots before anything below them: what listens takes locks of its own.
      for (const { rootKey } of candidates) await session(tx).lock(rootKey);
      const served = new Set<string>();
      for (const { rootKey, processId } of candidates) {
        if (served.has(processId)) continue;
        const state = await session(tx).state(rootKey);
        const command = (run: Run) => commands.correlate(run, name, correlationKey, payload);
        if (await session(tx).run(state, clock.now(), command)) served.add(processId);
      }
      return { ...applied, reached: served.size };
    },
    cancel: (tx, instanceKey) => onInstance(tx, instanceKey, commands.cancel),
    modify: (tx, { instanceKey, activate, terminate }) => {
      const given = activate.map((one) => ({ ...one, variables: plain(one.variables ?? {}) }));
      return onInstance(tx, instanceKey, (run) => modify(run, { activate: given, terminate }));
    },
    tokens: (tx, instanceKey) => tokens(tx, toNumber(instanceKey)),
    async graph(tx, definitionKey) {
      const row = await definitions.byKey(tx, toNumber(definitionKey));
      if (!row) throw new EngineError("NOT_FOUND", `no definition ${definitionKey}`);
      return toProcessGraph(await definitions.graph(tx, row.key));
    },
    setVariables: (tx, instanceKey, variables) =>
      onInstance(tx, instanceKey, (run) => commands.setVariables(run, plain(variables))),
    async resolveIncident(tx, incidentKey, retries) {
      const state = await session(tx).owning("engineIncident", incidentKey);
      const command = (run: Run) => commands.resolveIncident(run, Number(incidentKey), retries);
      await session(tx).run(state, clock.now(), command);
      return applied;
    },

    freeJobs,
    async takeJob(tx, free) {
      await session(tx).lockRoot(toNumber(free.rootKey));
      try {
        return jobIn(await session(tx).state(toNumber(free.rootKey)), free);
      } catch (error) {
        if (error instanceof EngineError && error.code === "NOT_FOUND") return null;
        throw error;
      }
    },
    activateJobs: (tx, request) => activateJobs(tx, request, definitions),
    async holdsJob(tx, jobKey, worker) {
      try {
        const state = await session(tx).owning("engineJob", jobKey);
        return state.jobs.get(Number(jobKey))?.worker === worker;
      } catch (error) {
        if (error instanceof EngineError && error.code === "NOT_FOUND") return false;
        throw error;
      }
    },
    completeJob: (tx, { jobKey, variables = {} }) =>
      onJob(tx, jobKey, (run) => commands.completeJob(run, Number(jobKey), plain(variables))),
    failJob: (tx, { jobKey, retries, backOff, message }) =>
      onJob(tx, jobKey, (run) => commands.failJob(run, Number(jobKey), retries, backOff, message)),
    throwError: (tx, { jobKey, code, message, variables = {} }) =>
      onJob(tx, jobKey, (run) => commands.throwError(run, Number(jobKey), code, message, plain(variables))),

    dueInstances,
    async fireTimers(tx, instanceKey, now) {
      const opened = session(tx);
      const state = await opened.state(await opened.lock(toNumber(instanceKey)));
      return opened.run(state, now, commands.fireTimers);
    },
    purgeEnded: (tx, { before, limit }) => purgeEnded(tx, before, limit),
    hasOpenJobs: (tx, instanceKey) => hasOpenJobs(tx, toNumber(instanceKey)),
  };
}

/** Variables as they will be stored, so that a command sees the same whether or not they were. */
const plain = (variables: Variables): Variables => JSON.parse(JSON.stringify(variables));
