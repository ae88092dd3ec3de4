import type { CommandResult } from "#domain/platform/cases.ts";
import type { Actor, Context } from "./context.ts";
import { notExcluded } from "./sight.ts";

/** How long an answer waits for the jobs that a decision set off, in milliseconds (`docs/kernel.md` Commands). */
const PATIENCE = 800;

/**
 * What comes after a decision, for its author: the next task of this case that he holds or may claim, the end of the
 * case, `pending` while jobs still run, or nothing. Waits, outside any transaction, for jobs that it set off.
 */
export async function nextOf(
  ctx: Context,
  actor: Actor,
  caseId: number,
  { leftWork }: { leftWork: boolean },
): Promise<CommandResult["next"]> {
  if (leftWork) await ctx.jobs.waitForCase(caseId, PATIENCE);
  return ctx.database.read(async (read) => {
    const { instanceKey, closedAt, held, claimable } = await read.sql
      .selectFrom("caseRecord")
      .select((select) => [
        "instanceKey",
        "closedAt",
        select
          .selectFrom("task")
          .select((task) => task.fn.min("id").as("id"))
          .whereRef("task.caseId", "=", "caseRecord.id")
          .where("openAssignee", "=", actor.personId)
          .as("held"),
        select
          .selectFrom("task")
          .innerJoin("poolMember", "poolMember.poolId", "task.openPool")
          .select((task) => task.fn.min("task.id").as("id"))
          .whereRef("task.caseId", "=", "caseRecord.id")
          .where("poolMember.personId", "=", actor.personId)
          .where(notExcluded(actor.personId))
          .as("claimable"),
      ])
      .where("id", "=", caseId)
      .executeTakeFirstOrThrow();
    if (closedAt !== null) return { kind: "finished", taskId: null };
    const taskId = held ?? claimable;
    if (taskId !== null) return { kind: "task", taskId: Number(taskId) };
    const running = instanceKey !== null && (await ctx.engine.hasOpenJobs(read, instanceKey));
    return { kind: running ? "pending" : "none", taskId: null };
  });
}
