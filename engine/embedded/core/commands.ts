import { EngineError, type Variables } from "../../engine.ts";
import { nextDue } from "../feel/time.ts";
import type { Graph } from "./graph.ts";
import { Incident } from "./incident.ts";
import { dropIncident, dropIncidents, raise } from "./incidents.ts";
import type { Run } from "./run.ts";
import type { ElementRow, JobRow, State, TimerRow } from "./state.ts";
import { trigger } from "./subscriptions.ts";
import { throwBpmnError } from "./thrown.ts";
import { setLocal } from "./variables.ts";

/*
 * What can be done to an instance from outside. Each makes its change in the rows of a run; `run.run()` then takes the
 * steps that follow. All assume that the caller holds the lock of the root.
 */

/** Begins the root instance of a state that is still empty. */
export function start(run: Run, graph: Graph, definitionKey: number, variables: Variables): void {
  const key = run.state.rootKey;
  run.state.graphs.set(definitionKey, graph);
  run.state.instances.add({
    key,
    rootKey: key,
    definitionKey,
    processId: graph.processId,
    state: "active",
    startedAt: run.now,
    endedAt: null,
  });
  const element: ElementRow = {
    key,
    rootKey: key,
    instanceKey: key,
    scopeKey: null,
    elementId: graph.root.id,
    kind: graph.root.kind,
    state: "activating",
    interruptedBy: null,
    variables,
  };
  run.state.addElement(element);
  run.resume(element);
}

export function completeTask(run: Run, taskKey: number, variables: Variables): void {
  const element = run.state.elements.get(taskKey);
  if (element?.kind !== "userTask" || element.state !== "active") throw notFound("user task", taskKey);
  run.emit({ type: "taskCompleted", taskKey: String(taskKey), ...run.place(element) });
  run.finish(element, variables);
}

export function completeJob(run: Run, jobKey: number, variables: Variables): void {
  const { job, element } = findJob(run.state, jobKey);
  run.state.jobs.remove(job);
  dropIncidents(run, element);
  run.emit({ type: "jobCompleted", jobKey: String(jobKey), jobType: job.type, ...run.place(element) });
  run.finish(element, variables);
}

export function failJob(run: Run, jobKey: number, retries: number, backOff: number, message: string): void {
  const { job, element } = findJob(run.state, jobKey);
  dropIncidents(run, element);
  release(run, job, retries, backOff);
  if (retries <= 0) stop(run, job, element, new Incident("JOB_NO_RETRIES", message));
}

export function throwError(run: Run, jobKey: number, code: string, message: string, variables: Variables): void {
  const { job, element } = findJob(run.state, jobKey);
  dropIncidents(run, element);
  if (throwBpmnError(run, element, code, variables)) return;
  const said = message ? `：${message}` : "";
  stop(run, job, element, new Incident("UNHANDLED_ERROR_EVENT", `错误 ${code} 没有被任何事件捕获${said}`));
}

/** A message has come. Answers false where nothing in this instance waits for it any more. */
export function correlate(run: Run, name: string, correlationKey: string, variables: Variables): boolean {
  for (const message of run.state.messages.values()) {
    if (message.name !== name || message.correlationKey !== correlationKey) continue;
    trigger(run, run.state.elements.get(message.elementKey)!, message.targetId, variables);
    return true;
  }
  return false;
}

/**
 * Fires what is due, the longest due first, each with all its steps before the next: these may end others. Timers that
 * come to be meanwhile have their turn in the next call, even if they are due at once. Answers how many fired.
 */
export function fireTimers(run: Run): number {
  const due = [...run.state.timers.values()].filter((timer) => timer.due <= run.now);
  let fired = 0;
  for (const timer of due.toSorted((a, b) => a.due - b.due || a.key - b.key)) {
    if (!run.state.timers.get(timer.key)) continue;
    fire(run, timer);
    run.run();
    fired++;
  }
  return fired;
}

function fire(run: Run, timer: TimerRow): void {
  if (timer.period !== null && timer.repetitions !== 0) {
    timer.due = nextDue(timer.due, timer.period, run.now);
    if (timer.repetitions > 0) timer.repetitions -= 1;
    run.state.timers.touch(timer);
  } else {
    run.state.timers.remove(timer);
  }
  trigger(run, run.state.elements.get(timer.elementKey)!, timer.targetId, {});
}

export function cancel(run: Run): void {
  run.terminate(rootElement(run.state));
}

export function setVariables(run: Run, variables: Variables): void {
  setLocal(run.state, rootElement(run.state), variables);
}

/** @param retries of the job, where a job stopped; one attempt where left out and none is left */
export function resolveIncident(run: Run, incidentKey: number, retries?: number): void {
  const incident = run.state.incidents.get(incidentKey);
  if (!incident) throw notFound("incident", incidentKey);
  const element = run.state.elements.get(incident.elementKey)!;
  dropIncident(run, incident, element);
  const job = incident.jobKey === null ? undefined : run.state.jobs.get(incident.jobKey);
  if (job) release(run, job, retries ?? Math.max(job.retries, 1), 0);
  else run.resume(element);
}

function release(run: Run, job: JobRow, retries: number, backOff: number): void {
  job.retries = Math.max(retries, 0);
  job.worker = null;
  job.availableAt = 0;
  job.backOff = backOff;
  run.state.jobs.touch(job);
}

/** The job stays, but nobody can lease it until its incident is resolved. */
function stop(run: Run, job: JobRow, element: ElementRow, incident: Incident): void {
  job.worker = null;
  job.availableAt = null;
  job.backOff = 0;
  run.state.jobs.touch(job);
  raise(run, element, incident, job);
}

function findJob(state: State, jobKey: number): { job: JobRow; element: ElementRow } {
  const job = state.jobs.get(jobKey);
  const element = job && state.elements.get(job.elementKey);
  if (!element) throw notFound("job", jobKey);
  return { job: job!, element };
}

function rootElement(state: State): ElementRow {
  const element = state.elements.get(state.rootKey);
  if (!element) throw notFound("instance", state.rootKey);
  return element;
}

function notFound(what: string, key: number): EngineError {
  return new EngineError("NOT_FOUND", `no living ${what} ${key}`);
}
