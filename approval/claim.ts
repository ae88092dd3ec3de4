import type { CommandResult } from "#domain/platform/cases.ts";
import { type Actor, auditName, type Context } from "./context.ts";
import { runTaskCommand, type TaskRequest } from "./taskCommand.ts";

/** 领取: the task is theirs and gone from everybody else's 待领. */
export async function claimTask(
  ctx: Context,
  actor: Actor,
  taskId: number,
  request: TaskRequest,
): Promise<CommandResult> {
  const done = await runTaskCommand(ctx, actor, "claim", taskId, request, async ({ tx, open, task }) => {
    open.write(
      tx.sql
        .updateTable("task")
        .set({
          state: "active",
          openPool: null,
          openAssignee: actor.personId,
          assigneeId: actor.personId,
          claimedAt: tx.now,
          openedAt: task.openedAt ?? tx.now,
          version: task.version + 1,
        })
        .where("id", "=", taskId),
    );
    open.audit({ actor: auditName(actor), act: "task.claimed", facts: { taskId, node: task.node } });
    return { decisionId: null };
  });
  return { ...done, next: { kind: "task", taskId } };
}
