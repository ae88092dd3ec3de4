import type { CommandResult } from "#domain/platform/cases.ts";
import { type Actor, auditName, type Context } from "./context.ts";
import { runTaskCommand, type TaskRequest } from "./taskCommand.ts";

/** 放回: the task goes back to its pool. The person's draft stays, for when they take it again. */
export async function releaseTask(
  ctx: Context,
  actor: Actor,
  taskId: number,
  request: TaskRequest,
): Promise<CommandResult> {
  const done = await runTaskCommand(ctx, actor, "release", taskId, request, async ({ tx, open, task }) => {
    open.write(
      tx.sql
        .updateTable("task")
        .set({
          state: "pooled",
          openPool: task.poolId,
          openAssignee: null,
          assigneeId: null,
          claimedAt: null,
          version: task.version + 1,
        })
        .where("id", "=", taskId),
    );
    open.audit({ actor: auditName(actor), act: "task.released", facts: { taskId, node: task.node } });
    return { decisionId: null };
  });
  return { ...done, next: { kind: "none", taskId: null } };
}
