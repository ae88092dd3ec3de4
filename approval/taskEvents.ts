import type { Logger } from "pino";
import { fromJson } from "#db/json.ts";
import type { Engine, EngineEvent, EngineListener, EngineTransaction } from "#engine/engine.ts";
import { afterClosing } from "./caseEnd/closing.ts";
import { caseOutcome } from "./caseOutcome.ts";
import { writeChore } from "./chores.ts";
import { journal } from "./journal.ts";
import { nodeNames } from "./nodeNames.ts";
import { nodeSettings } from "./nodeSettings.ts";
import { tellAdministrators } from "./notices.ts";
import { type OpenCase, openCaseOf } from "./openCase.ts";
import { createTasks, endTasks, excludeFromWaiting, type TaskCreated, type TaskEnded } from "./taskRows.ts";

/**
 * Hears what the engine did, inside its transaction, and writes inbox, journal and case state from it and from nothing
 * else. The case must be open (`withCase`, `withNewCase`). The engine is asked for only when it calls: it is made with
 * this listener.
 */
export function engineListener(parts: { engine: () => Pick<Engine, "definition">; log: Logger }): EngineListener {
  return {
    async happened(tx, events) {
      for (const [instanceKey, own] of Map.groupBy(events, (event) => event.instanceKey)) {
        await record(openCaseOf(tx, instanceKey), tx, own, parts);
      }
    },
  };
}

async function record(
  open: OpenCase,
  tx: EngineTransaction,
  events: EngineEvent[],
  { engine, log }: Parameters<typeof engineListener>[0],
): Promise<void> {
  const created = events.filter((event): event is TaskCreated => event.type === "taskCreated");
  const ended = events.filter(isTaskEnd);
  await endTasks(open, ended);
  // What ended must be seen by the exclusions that follow.
  await open.send();
  if (ended.length > 0) await excludeFromWaiting(open);
  reopen(open, created);
  if (created.length > 0) await createTasks(open, created, await namesOf(open, tx, engine()));
  journal(open, events, open.by);
  for (const event of events) {
    if (event.type === "jobCreated") open.leavesWork = true;
    if (event.type === "incident") await stopped(open, event, log);
    if (event.type === "instanceEnded") await close(open);
  }
}

const isTaskEnd = (event: EngineEvent): event is TaskEnded =>
  event.type === "taskCompleted" || event.type === "taskCanceled";

/**
 * A deciding node that is reached again, because what it decided could not be carried out: the case is undecided once
 * more, and the earlier decision of that node did not take effect.
 */
function reopen(open: OpenCase, created: readonly TaskCreated[]): void {
  if (open.row.state !== "decided") return;
  const nodes = created
    .filter(({ headers }) => nodeSettings(headers).phase === "decision")
    .map(({ elementId }) => elementId);
  if (nodes.length === 0) return;
  open.write(
    open.tx.sql
      .updateTable("decision")
      .set({ state: "void" })
      .where("caseId", "=", open.row.id)
      .where("node", "in", nodes),
  );
  open.change({ state: "running", decidedAt: null });
  open.audit({ actor: "system", act: "case.reopened", facts: { nodes } });
}

async function namesOf(
  open: OpenCase,
  tx: EngineTransaction,
  engine: Pick<Engine, "definition">,
): Promise<ReadonlyMap<string, string>> {
  const { definitionKey } = open.row;
  const definition = definitionKey === null ? null : await engine.definition(tx, definitionKey);
  if (!definition) throw new Error(`Case ${open.row.id} has no definition.`);
  return nodeNames(definition);
}

async function stopped(open: OpenCase, event: Extract<EngineEvent, { type: "incident" }>, log: Logger): Promise<void> {
  const facts = { element: event.elementId, code: event.code, incident: event.incidentKey };
  log.error({ caseId: open.row.id, ...facts }, "incident");
  open.audit({ actor: "system", act: "case.incident", facts });
  await tellAdministrators(open, "incident", `案件“${open.row.title}”在流程处理中停止，请处理。`);
}

async function close(open: OpenCase): Promise<void> {
  const { tx, row } = open;
  const decisions = await tx.sql
    .selectFrom("decision")
    .innerJoin("task", "task.id", "decision.taskId")
    .select(["decision.outcome", "task.settings"])
    .where("decision.caseId", "=", row.id)
    .where("decision.state", "=", "effective")
    .orderBy("decision.at")
    .orderBy("decision.id")
    .execute();
  // Whoever stops a case says how it ends before the diagram undoes what stands.
  const outcome =
    row.outcome ??
    caseOutcome(decisions.map((one) => ({ outcome: one.outcome, phase: nodeSettings(fromJson(one.settings)).phase })));
  open.change({ state: "closed", outcome, closedAt: tx.now });
  open.audit({ actor: "system", act: "case.closed", facts: { outcome } });
  // Not now: the sheet takes a number, and whatever ended the process may hold a later one.
  writeChore(open, { kind: "approvalSheet", dueAt: tx.now });
  await afterClosing(open);
}
