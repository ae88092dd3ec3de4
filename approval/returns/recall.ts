import { fromJson, toJson } from "#db/json.ts";
import { forUpdate, recordLock } from "#db/locks.ts";
import type { Tx } from "#db/transaction.ts";
import { BusinessError } from "#domain/errors.ts";
import type { CommandResult } from "#domain/platform/cases.ts";
import type { TaskRow } from "../business.ts";
import { writeCaseAct } from "../caseActs.ts";
import { staleCase } from "../caseCommand.ts";
import { isBusy } from "../caseSituation.ts";
import { runCommand } from "../command.ts";
import { type Actor, auditName, type Context } from "../context.ts";
import { readSection } from "../forms.ts";
import { nodeSettings } from "../nodeSettings.ts";
import { notify } from "../notices.ts";
import { type OpenCase, withCase } from "../openCase.ts";
import { taskUnknown } from "../refusals.ts";
import { refuse } from "../situation.ts";
import type { Recorded, TaskRequest } from "../taskCommand.ts";
import { openTaskIds } from "./giveBack.ts";
import { type PlannedRecall, planRecall } from "./recallable.ts";
import { voidDecisions } from "./voidDecisions.ts";

/**
 * 取回: who decided takes the decision back while nobody has taken what followed. The tasks that followed end, the own task
 * comes back as a new row with its draft, its time of receipt and its due date; the decision did not take effect.
 * @param request `version` is the case's
 * @throws BusinessError RECALL_… (409) naming the obstacle, TASK_UNKNOWN (404), CASE_BUSY, STALE_CASE (409)
 */
export async function recallTask(
  ctx: Context,
  actor: Actor,
  taskId: number,
  request: TaskRequest,
): Promise<CommandResult> {
  const { requestId, ...body } = request;
  const command = { kind: "recall", requestId, body: { taskId, ...body } };
  const done = await runCommand<Recorded>(ctx, actor, command, async (tx) => {
    const found = await tx.sql
      .selectFrom("task")
      .select("caseId")
      .where("id", "=", taskId)
      .where("assigneeId", "=", actor.personId)
      .executeTakeFirst();
    if (!found) throw taskUnknown();
    tx.afterCommit(() => ctx.jobs.poke());
    return withCase(ctx.engine, tx, found.caseId, async (open) => {
      open.by = actor.personId;
      const task = await tx.sql.selectFrom("task").selectAll().where("id", "=", taskId).executeTakeFirstOrThrow();
      if (task.state !== "done") refuse("STALE_TASK");
      if (isBusy(open.row)) refuse("CASE_BUSY");
      const planned = await planRecall(ctx.engine, tx, open.row, task);
      if (!("plan" in planned)) throw new BusinessError(planned.code, planned.message);
      if (open.row.version !== request.version) throw staleCase();
      const newTaskId = await takeBack(ctx, actor, open, task, planned);
      return { caseId: open.row.id, taskId: newTaskId, version: 1, decisionId: null };
    });
  });
  return { ...done, next: { kind: "task", taskId: done.taskId } };
}

/** Answers the id of the task that came back. */
async function takeBack(
  ctx: Context,
  actor: Actor,
  open: OpenCase,
  task: TaskRow,
  { plan, following }: PlannedRecall,
): Promise<number> {
  const { tx } = open;
  await lockTasks(tx, following);
  undoAcceptance(open, task);
  await voidDecisions(open, [task.node]);
  const before = await openTaskIds(open);
  await modify(ctx, open, task, { plan, following });
  const opinion = await opinionOf(tx, task);
  const id = await holdAgain(open, actor, task, before);
  await bringDraft(open, actor, task, { id, opinion });
  await settleParticipation(open, actor);
  writeCaseAct(open, actor, { kind: "recall", reason: "", task });
  const holders = following.flatMap(({ openAssignee }) => (openAssignee === null ? [] : [openAssignee]));
  const text = `案件“${open.row.title}”的上一环节“${task.nodeName}”已被取回，您的任务已取消，无需再办理。`;
  notify(open, holders, "recalled", text);
  open.audit({
    actor: auditName(actor),
    act: "task.recalled",
    facts: { taskId: task.id, node: task.node, newTaskId: id, ended: following.map((one) => one.id) },
  });
  return id;
}

async function lockTasks(tx: Tx, tasks: readonly TaskRow[]): Promise<void> {
  for (const { id } of tasks) {
    recordLock(tx, "task", id);
    await forUpdate(tx.sql.selectFrom("task").select("id").where("id", "=", id), tx.dialect).executeTakeFirst();
  }
}

/** The acceptance that is taken back started no clock. */
function undoAcceptance(open: OpenCase, task: TaskRow): void {
  if (nodeSettings(fromJson(task.settings)).phase !== "acceptance") return;
  open.change({ state: "submitted", acceptedAt: null, decidedAt: null, statutoryDue: null, promisedDue: null });
}

async function modify(ctx: Context, open: OpenCase, task: TaskRow, { plan, following }: PlannedRecall): Promise<void> {
  const { instanceKey } = open.row;
  if (instanceKey === null) throw new Error(`Case ${open.row.id} has no instance.`);
  const keys = following.flatMap(({ engineKey }) => (engineKey === null ? [] : [engineKey]));
  open.ends = { as: "recalled", tasks: new Set(keys) };
  await ctx.engine.modify(open.tx, {
    instanceKey,
    activate: [{ elementId: task.node, ancestorKey: plan.ancestor }],
    terminate: plan.terminate,
    action: `anju:recall:${task.id}`,
  });
  await open.send();
}

async function opinionOf({ sql }: Tx, task: TaskRow): Promise<string> {
  const decision = await sql.selectFrom("decision").select("opinion").where("taskId", "=", task.id).executeTakeFirst();
  return decision?.opinion ?? "";
}

/** The task that came back, in the hand of who decided, with the times of the old one. */
async function holdAgain(
  { tx, row }: OpenCase,
  { personId }: Actor,
  task: TaskRow,
  before: ReadonlySet<number>,
): Promise<number> {
  const tasks = await tx.sql
    .selectFrom("task")
    .select("id")
    .where("caseId", "=", row.id)
    .where("endedAt", "is", null)
    .where("node", "=", task.node)
    .execute();
  const back = tasks.find(({ id }) => !before.has(id));
  if (!back) throw new Error(`The task ${task.node} of case ${row.id} did not come back.`);
  await tx.sql
    .updateTable("task")
    .set({
      ...{ state: "active", openPool: null, openAssignee: personId, assigneeId: personId, previousTaskId: task.id },
      ...{ receivedAt: task.receivedAt, sortDue: task.sortDue, claimedAt: tx.now, openedAt: tx.now },
    })
    .where("id", "=", back.id)
    .execute();
  return back.id;
}

/** The draft as it was decided with: the node's fields of the form, and the opinion. */
async function bringDraft(
  open: OpenCase,
  { personId }: Actor,
  task: TaskRow,
  { id: taskId, opinion }: { id: number; opinion: string },
): Promise<void> {
  const { tx, row } = open;
  const section = task.formId === null ? null : await readSection(tx, row.id, task.formId);
  const { fields } = nodeSettings(fromJson(task.settings));
  const form = Object.fromEntries(Object.entries(section?.data ?? {}).filter(([field]) => fields.includes(field)));
  open.write(
    tx.sql.insertInto("draft").values({
      ...{ id: tx.nextId(), personId, orgId: null, business: task.business, taskId, title: task.title },
      ...{ data: toJson({ form, opinion }), version: 1, updatedAt: tx.now, caseId: null },
    }),
  );
}

/** 已办 holds what took effect: the person's newest other decision of the case, or nothing. */
async function settleParticipation({ tx, row }: OpenCase, { personId }: Actor): Promise<void> {
  const rest = await tx.sql
    .selectFrom("decision")
    .select(["node", "nodeName", "outcome", "at"])
    .where("caseId", "=", row.id)
    .where("personId", "=", personId)
    .where("state", "=", "effective")
    .orderBy("at", "desc")
    .executeTakeFirst();
  await tx.sql.deleteFrom("participation").where("caseId", "=", row.id).where("personId", "=", personId).execute();
  if (!rest) return;
  const values = { personId, box: "done" as const, caseId: row.id, business: row.business, ...rest };
  await tx.sql.insertInto("participation").values(values).execute();
}
