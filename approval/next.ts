import type { CommandResult } from "#domain/platform/cases.ts";
import type { Actor, Context } from "./context.ts";
import { notExcluded } from "./sight.ts";

/** How long an answer waits for the jobs that a decision set off, in milliseconds (`docs/kernel.md` Commands). */
const PATIENCE = 800;

/**
 * What comes after a decision, for its author: the next task of this case that he holds or may claim, the end of the
 * case, `pending` while jobs still run, or nothing. Waits outside any transaction.
 */
export async function nextOf(ctx: Context, actor: Actor, caseId: number): Promise<CommandResult["next"]> {
  await ctx.jobs.waitForCase(caseId, PATIENCE);
  return ctx.database.read(async (read) => {
    const row = await read.sql
      .selectFrom("caseRecord")
      .select(["instanceKey", "closedAt"])
      .where("id", "=", caseId)
      .executeTakeFirstOrThrow();
    if (row.closedAt !== null) return { kind: "finished", taskId: null };
    const own = await read.sql
      .selectFrom("task")
      .select("id")
      .where("caseId", "=", caseId)
      .where("openAssignee", "=", actor.personId)
      .orderBy("id")
      .executeTakeFirst();
    const task = own ?? (await claimable());
    if (task) return { kind: "task", taskId: task.id };
    const running = row.instanceKey !== null && (await ctx.engine.hasOpenJobs(read, row.instanceKey));
    return { kind: running ? "pending" : "none", taskId: null };

    function claimable() {
      return read.sql
        .selectFrom("task")
        .innerJoin("poolMember", "poolMember.poolId", "task.openPool")
        .select("task.id")
        .where("task.caseId", "=", caseId)
        .where("poolMember.personId", "=", actor.personId)
        .where(notExcluded(actor.personId))
        .orderBy("task.id")
        .executeTakeFirst();
    }
  });
}
