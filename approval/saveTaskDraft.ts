import { isDuplicate } from "#db/failures.ts";
import { toJson } from "#db/json.ts";
import type { Tx } from "#db/transaction.ts";
import type { TaskRow } from "./business.ts";
import type { Actor, Context } from "./context.ts";
import { taskUnknown } from "./refusals.ts";
import { demand, relationOf, situationOf } from "./situation.ts";

export interface TaskDraft {
  form: Record<string, unknown>;
  opinion: string;
}

/**
 * 暂存: form and opinion as they stand, unchecked, on whatever device the person goes on with. The last save counts.
 * Takes no lock: it changes nothing but the person's own draft.
 * @throws BusinessError TASK_UNKNOWN, CLAIM_FIRST, TASK_TAKEN, STALE_TASK
 */
export function saveTaskDraft(
  ctx: Context,
  actor: Actor,
  taskId: number,
  draft: TaskDraft,
): Promise<{ version: number }> {
  return ctx.database.transact(
    async (tx) => {
      const task = await tx.sql.selectFrom("task").selectAll().where("id", "=", taskId).executeTakeFirst();
      if (!task) throw taskUnknown();
      // A structural command that is under way does not harm a draft.
      const caseRow = { exclusiveCommandId: null, outcome: null, closedAt: null };
      demand("saveDraft", situationOf(task, caseRow, await relationOf(tx, task, actor.personId), actor.personId));
      return { version: await store(tx, actor, task, draft) };
    },
    { name: "saveTaskDraft" },
  );
}

async function store(tx: Tx, actor: Actor, task: TaskRow, draft: TaskDraft): Promise<number> {
  const data = toJson(draft);
  if (await overwrite(tx, actor, task.id, data)) return versionOf(tx, actor, task.id);
  try {
    await tx.sql
      .insertInto("draft")
      .values({
        id: tx.nextId(),
        personId: actor.personId,
        orgId: null,
        business: task.business,
        taskId: task.id,
        title: task.title,
        data,
        version: 1,
        updatedAt: tx.now,
        caseId: null,
      })
      .execute();
    return 1;
  } catch (error) {
    // The same person saved on two devices at once: the other's row is there now.
    if (!isDuplicate(error)) throw error;
    await overwrite(tx, actor, task.id, data);
    return versionOf(tx, actor, task.id);
  }
}

async function overwrite(tx: Tx, { personId }: Actor, taskId: number, data: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable("draft")
    .set((set) => ({ data, version: set("version", "+", 1), updatedAt: tx.now }))
    .where("personId", "=", personId)
    .where("taskId", "=", taskId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

async function versionOf(tx: Tx, { personId }: Actor, taskId: number): Promise<number> {
  const { version } = await tx.sql
    .selectFrom("draft")
    .select("version")
    .where("personId", "=", personId)
    .where("taskId", "=", taskId)
    .executeTakeFirstOrThrow();
  return version;
}
