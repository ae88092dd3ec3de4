import type { TaskRow } from "../business.ts";
import { mayTakeOver } from "../colleagues.ts";
import type { OpenCase } from "../openCase.ts";
import { lockMember } from "../pools.ts";
import { lastDecisions } from "./plan.ts";

export async function openTaskIds({ tx, row }: OpenCase): Promise<ReadonlySet<number>> {
  const rows = await tx.sql
    .selectFrom("task")
    .select("id")
    .where("caseId", "=", row.id)
    .where("endedAt", "is", null)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/**
 * Gives each task that has appeared since to who decided its node last, if they still may take it; it is linked to the
 * earlier task. Nobody has claimed or opened it: `claimedAt` stays empty. Answers who holds one now.
 */
export async function giveBack(open: OpenCase, before: ReadonlySet<number>): Promise<number[]> {
  const { tx, row } = open;
  const tasks = await tx.sql
    .selectFrom("task")
    .selectAll()
    .where("caseId", "=", row.id)
    .where("endedAt", "is", null)
    .execute();
  const deciders = await lastDecisions(tx, row.id);
  const holders: number[] = [];
  for (const task of tasks.filter(({ id }) => !before.has(id))) {
    const decider = deciders.get(task.node)?.personId ?? null;
    const holder = decider !== null && (await mayHold(open, task, decider)) ? decider : null;
    if (holder !== null) holders.push(holder);
    open.write(
      tx.sql
        .updateTable("task")
        .set({
          previousTaskId: await previousOf(open, task),
          ...(holder !== null && {
            ...{ state: "active" as const, openPool: null, openAssignee: holder, assigneeId: holder },
          }),
        })
        .where("id", "=", task.id),
    );
  }
  return holders;
}

/** Holds the person's place in the pool until the commit, as a claim does. */
async function mayHold({ tx, row }: OpenCase, task: TaskRow, personId: number): Promise<boolean> {
  return (await lockMember(tx, task.poolId, personId)) && (await mayTakeOver(tx, task, row)).has(personId);
}

async function previousOf({ tx, row }: OpenCase, { id, node }: TaskRow): Promise<number | null> {
  const earlier = await tx.sql
    .selectFrom("task")
    .select("id")
    .where("caseId", "=", row.id)
    .where("node", "=", node)
    .where("id", "!=", id)
    .where("endedAt", "is not", null)
    .orderBy("endedAt", "desc")
    .orderBy("id", "desc")
    .executeTakeFirst();
  return earlier?.id ?? null;
}
