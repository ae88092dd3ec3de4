import { readTogether } from "#db/gathering.ts";
import { fromJson, toJson } from "#db/json.ts";
import { recordCreated } from "#db/locks.ts";
import type { Tx } from "#db/transaction.ts";
import type { TaskState } from "#domain/platform/states.ts";
import { maskName } from "#domain/rules/masking.ts";
import type { CalendarTable } from "#domain/rules/workingDays.ts";
import type { EngineEvent } from "#engine/engine.ts";
import type { CaseRow } from "./business.ts";
import { calendarDays, toCalendar } from "./calendar.ts";
import { type NodeSettings, nodeSettings } from "./nodeSettings.ts";
import { notify, tellAdministrators } from "./notices.ts";
import type { OpenCase } from "./openCase.ts";
import { membersLeft, poolAt, poolPlace } from "./pools.ts";
import {
  applicantsAmong,
  clerksOf,
  involvedIn,
  type NodeRule,
  type PeopleOfCase,
  separatedPersons,
  toInvolvement,
} from "./separation.ts";
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
  const wanted = events.map((event) => ({ event, settings: nodeSettings(event.headers) }));
  const [days, involved, clerks, ...places] = await readTogether(
    tx,
    calendarDays(tx, row.regionCode),
    involvedIn(tx, row.id, 0),
    clerksOf(tx, row),
    ...wanted.map(({ settings }) => poolPlace(tx, settings.candidates, row)),
  );
  const calendar = toCalendar(days);
  const created: PooledTask[] = [];
  for (const [at, { event, settings }] of wanted.entries()) {
    const poolId = await poolAt(tx, settings.candidates, row, places[at]?.[0]);
    const id = tx.nextId();
    recordCreated(tx, "task", id);
    const nodeName = names.get(event.elementId) ?? event.elementId;
    const facts = { id, poolId, nodeName, settings, calendar };
    open.write(tx.sql.insertInto("task").values(taskRow(tx, row, event, facts)));
    created.push({ id, poolId, node: event.elementId, nodeName, ...settings });
  }
  await exclude(open, created, { involved: involved.map(toInvolvement), applicants: applicantsAmong(row, clerks) });
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

/** Writes who may not take the new tasks. One that nobody is left for stays where it is; the administrators are told at once. */
async function exclude(
  open: OpenCase,
  created: readonly PooledTask[],
  { involved, applicants }: PeopleOfCase,
): Promise<void> {
  const excluded = created.map((task) => {
    const separated = separatedPersons(task, involved);
    writeExclusions(open, task.id, separated, "separation");
    writeExclusions(open, task.id, new Set([...applicants].filter((person) => !separated.has(person))), "applicant");
    return new Set([...separated, ...applicants]);
  });
  const left = await readTogether(
    open.tx,
    ...created.map(({ poolId }, at) => membersLeft(open.tx, poolId, excluded[at]!)),
  );
  for (const [at, task] of created.entries()) if (Number(left[at]![0]!.count) === 0) await nobodyLeft(open, task);
}

/** Keeps whoever was just involved from the other tasks of the case that wait in a pool. */
export async function excludeFromWaiting(open: OpenCase): Promise<void> {
  const { tx, row } = open;
  const [waiting, rows] = await readTogether(
    tx,
    tx.sql
      .selectFrom("task")
      .select(["id", "node", "settings"])
      .where("caseId", "=", row.id)
      .where("openPool", "is not", null),
    involvedIn(tx, row.id, 0),
  );
  const involved = rows.map(toInvolvement);
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
