import { fromJson } from "#db/json.ts";
import { forUpdate, recordLock } from "#db/locks.ts";
import type { Tx } from "#db/transaction.ts";
import type { Relation, TaskAction } from "#domain/allowed.ts";
import type { CommandResult } from "#domain/platform/cases.ts";
import type { TaskRow } from "./business.ts";
import { runCommand } from "./command.ts";
import type { Actor, Context } from "./context.ts";
import { type NodeSettings, nodeSettings } from "./nodeSettings.ts";
import { type OpenCase, withFoundCase } from "./openCase.ts";
import { lockMember } from "./pools.ts";
import { taskUnknown } from "./refusals.ts";
import { peopleOf, separatedPersons } from "./separation.ts";
import { demand, refuse, relationOf, situationOf } from "./situation.ts";

/** A task that the command holds locked, and may do its work on. */
export interface TaskOnHand {
  tx: Tx;
  open: OpenCase;
  task: TaskRow;
  settings: NodeSettings;
}

/** What is stored of a command on a task and answered to every repeat. */
export type Recorded = Omit<CommandResult, "next">;

export interface TaskRequest {
  requestId: string;
  /** The task's version that the person looked at. */
  version: number;
}

/**
 * The frame of every command on a task, one transaction: locks in their order (root instance, case, task), the table of
 * actions, separation, the version; then `act`. Of two at once one passes, because the second finds the task changed.
 * @throws BusinessError TASK_UNKNOWN (404), TASK_TAKEN, STALE_TASK, CASE_BUSY … (`domain/allowed.ts`), SEPARATION (403)
 */
export function runTaskCommand<Request extends TaskRequest>(
  ctx: Context,
  actor: Actor,
  action: Exclude<TaskAction, "open">,
  taskId: number,
  request: Request,
  act: (hand: TaskOnHand) => Promise<{ decisionId: number | null }>,
): Promise<Recorded> {
  const { requestId, ...body } = request;
  return runCommand(ctx, actor, { kind: action, requestId, body: { taskId, ...body } }, async (tx) => {
    const found = await tx.sql
      .selectFrom("task")
      .innerJoin("caseRecord", "caseRecord.id", "task.caseId")
      .select(["caseRecord.id", "caseRecord.instanceKey", "caseRecord.closedAt"])
      .where("task.id", "=", taskId)
      .executeTakeFirst();
    if (!found) throw taskUnknown();
    const work = async (open: OpenCase, task: TaskRow | undefined): Promise<Recorded> => {
      if (!task) throw taskUnknown();
      open.by = actor.personId;
      const settings = nodeSettings(fromJson(task.settings));
      const relation = await relationUnderLock(tx, task, actor);
      const isKeptOut = action !== "release" && (await isSeparated(open, task, settings, actor));
      const seen = isKeptOut && relation === "candidate" ? "excluded" : relation;
      demand(action, situationOf(task, open.row, seen, actor.personId));
      if (isKeptOut && action === "decide") refuse("SEPARATION");
      if (task.version !== request.version) refuse("STALE_TASK");
      const { decisionId } = await act({ tx, open, task, settings });
      if (open.leavesWork) tx.afterCommit(() => ctx.jobs.poke());
      return { caseId: open.row.id, taskId, version: task.version + 1, decisionId };
    };
    return withFoundCase(ctx.engine, tx, found, work, () => lockTask(tx, taskId));
  });
}

function lockTask(tx: Tx, taskId: number) {
  recordLock(tx, "task", taskId);
  return forUpdate(tx.sql.selectFrom("task").selectAll().where("id", "=", taskId), tx.dialect);
}

/** What the person is to the task now; their place in the pool is held until the commit. */
async function relationUnderLock(tx: Tx, task: TaskRow, { personId }: Actor): Promise<Relation> {
  if (task.assigneeId === personId) return "holder";
  return (await lockMember(tx, task.poolId, personId)) ? relationOf(tx, task, personId) : "stranger";
}

/**
 * Separation, computed afresh from the decisions and open tasks of the case, so that it holds whatever lists showed and
 * whoever was given the task.
 */
async function isSeparated(
  { tx, row }: OpenCase,
  task: TaskRow,
  settings: NodeSettings,
  { personId }: Actor,
): Promise<boolean> {
  if (task.endedAt !== null) return false;
  const { involved, applicants } = await peopleOf(tx, row, task.id);
  return separatedPersons({ node: task.node, ...settings }, involved).has(personId) || applicants.has(personId);
}
