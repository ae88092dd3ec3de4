import { fromJson, toJson } from "#db/json.ts";
import { recordCreated } from "#db/locks.ts";
import type { Tx } from "#db/transaction.ts";
import type { TaskState } from "#domain/platform/states.ts";
import { maskName } from "#domain/rules/masking.ts";
import type { CalendarTable } from "#domain/rules/workingDays.ts";
import type { EngineEvent } from "#engine/engine.ts";
import type { CaseRow } from "./business.ts";
import { calendarOf } from "./calendar.ts";
import { type NodeSettings, nodeSettings } from "./nodeSettings.ts";
import { notify, tellAdministrators } from "./notices.ts";
import type { OpenCase } from "./openCase.ts";
import { countMembers, poolFor } from "./pools.ts";
import { applicantsOf, involvedIn, type NodeRule, separatedPersons } from "./separation.ts";
import { endSupplementsOf } from "./supplements/end.ts";
import { dueOfTask } from "./taskDue.ts";

export type TaskCreated = Extract<EngineEvent, { type: "taskCreated" }>;
export type TaskEnded = Extract<EngineEvent, { type: "taskCompleted" | "taskCanceled" }>;

/** Collects the rows of tasks that appeared: the inbox row with copies for lists, and who may not take it. */
export async function createTasks(
  open: OpenCase,
  events: readonly TaskCreated[],
  names: ReadonlyMap<string, string>,
): Promise<void> {
  if (events.length === 0) return;
  const { tx, row } = open;
  const calendar = await calendarOf(tx, row.regionCode);
  const created: PooledTask[] = [];
  for (const event of events) {
    const settings = nodeSettings(event.headers);
    const poolId = await poolFor(tx, settings.candidates, row);
    const id = tx.nextId();
    recordCreated(tx, "task", id);
    const nodeName = names.get(event.elementId) ?? event.elementId;
    const facts = { id, poolId, nodeName, settings, calendar };
    open.write(tx.sql.insertInto("task").values(taskRow(tx, row, event, facts)));
    created.push({ id, poolId, node: event.elementId, nodeName, ...settings });
  }
  await exclude(open, created);
}

interface TaskFacts {
  id: number;
  poolId: number;
  nodeName: string;
  settings: NodeSettings;
  calendar: CalendarTable;
}

function taskRow(
  tx: Tx,
  row: Readonly<CaseRow>,
  event: TaskCreated,
  { id, poolId, nodeName, settings, calendar }: TaskFacts,
) {
  return {
    id,
    caseId: row.id,
    kind: "engine" as const,
    engineKey: event.taskKey,
    node: event.elementId,
    nodeName,
    formId: event.formId,
    settings: toJson(event.headers),
    state: "pooled" as const,
    poolId,
    openPool: poolId,
    openAssignee: null,
    assigneeId: null,
    previousTaskId: null,
    sortDue: dueOfTask(settings, row, tx.now, calendar),
    receivedAt: tx.now,
    claimedAt: null,
    openedAt: null,
    endedAt: null,
    version: 1,
    urgeCount: 0,
    urgedOn: null,
    ...copiesOf(row),
  };
}

/** What lists show of a case, copied into each of its tasks. A private applicant is masked: lists never need more. */
export const copiesOf = (row: Readonly<CaseRow>) => ({
  business: row.business,
  caseNo: row.caseNo,
  title: row.title,
  applicantName: row.applicantOrgId === null ? maskName(row.applicantName) : row.applicantName,
  summary: row.summary,
});

interface PooledTask extends NodeRule {
  id: number;
  poolId: number;
  nodeName: string;
}

/**
 * Writes who may not take the new tasks, and whom the newest decision keeps from tasks that already wait (parallel
 * branches). A new task that nobody is left for stays where it is; the administrators are told at once.
 */
async function exclude(open: OpenCase, created: readonly PooledTask[]): Promise<void> {
  const { tx, row } = open;
  const involved = await involvedIn(tx, row.id, 0);
  const applicants = await applicantsOf(tx, row);
  for (const task of created) {
    const separated = separatedPersons(task, involved);
    const excluded = new Set([...separated, ...applicants]);
    writeExclusions(open, task.id, separated, "separation");
    writeExclusions(open, task.id, new Set([...applicants].filter((person) => !separated.has(person))), "applicant");
    if ((await countMembers(tx, task.poolId, excluded)) === 0) await nobodyLeft(open, task);
  }
}

/** Keeps whoever was just involved from the other tasks of the case that wait in a pool. */
export async function excludeFromWaiting(open: OpenCase): Promise<void> {
  const { tx, row } = open;
  const waiting = await tx.sql
    .selectFrom("task")
    .select(["id", "node", "settings"])
    .where("caseId", "=", row.id)
    .where("openPool", "is not", null)
    .execute();
  if (waiting.length === 0) return;
  const involved = await involvedIn(tx, row.id, 0);
  for (const { id, node, settings } of waiting) {
    const separated = separatedPersons({ node, ...nodeSettings(fromJson(settings)) }, involved);
    writeExclusions(open, id, separated, "separation");
  }
}

function writeExclusions(open: OpenCase, taskId: number, persons: ReadonlySet<number>, reason: string): void {
  if (persons.size === 0) return;
  const rows = [...persons].map((personId) => ({ personId, taskId, reason }));
  const insert = open.tx.sql.insertInto("taskExclusion").values(rows);
  open.write(open.tx.dialect === "mysql" ? insert.ignore() : insert.onConflict((on) => on.doNothing()));
}

async function nobodyLeft(open: OpenCase, { id, node, nodeName }: PooledTask): Promise<void> {
  open.audit({ actor: "system", act: "task.nobodyLeft", facts: { taskId: id, node } });
  await tellAdministrators(
    open,
    "emptyApprover",
    `案件“${open.row.title}”的“${nodeName}”环节没有可以办理的人员，请处理。`,
  );
}

/**
 * Collects the end of tasks: done by their holder, as the command says that ends them, or canceled by the diagram, which
 * the holder is told.
 */
export async function endTasks(open: OpenCase, events: readonly TaskEnded[]): Promise<void> {
  const { tx } = open;
  for (const { type, taskKey } of events) {
    open.write(
      tx.sql
        .updateTable("task")
        .set((set) => ({
          state: type === "taskCompleted" ? "done" : (endedBy(open, taskKey) ?? "canceled"),
          openPool: null,
          openAssignee: null,
          endedAt: tx.now,
          version: set("version", "+", 1),
        }))
        .where("engineKey", "=", taskKey),
    );
  }
  const canceled = events.filter(({ type }) => type === "taskCanceled").map(({ taskKey }) => taskKey);
  if (canceled.length === 0) return;
  const held = await tx.sql
    .selectFrom("task")
    .select(["id", "engineKey", "openAssignee", "nodeName", "state"])
    .where("engineKey", "in", canceled)
    .where("openAssignee", "is not", null)
    .$narrowType<{ openAssignee: number }>()
    .execute();
  for (const { engineKey, openAssignee, nodeName } of held) {
    if (engineKey !== null && endedBy(open, engineKey) !== null) continue;
    notify(open, [openAssignee], "taskCanceled", `案件“${open.row.title}”的“${nodeName}”任务已取消，无需再办理。`);
  }
  const parked = held.filter(({ state }) => state === "parked");
  await endSupplementsOf(
    open,
    parked.map(({ id }) => id),
  );
}

/** As what the command of this transaction ends a task itself; null where the diagram ends it. */
const endedBy = ({ ends }: OpenCase, taskKey: string): TaskState | null =>
  ends && (ends.tasks === "all" || ends.tasks.has(taskKey)) ? ends.as : null;
