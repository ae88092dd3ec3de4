import type { z } from "zod";
import { BusinessError } from "#domain/errors.ts";
import type { CommandResult } from "#domain/platform/cases.ts";
import type { copyBodySchema } from "#domain/platform/colleagues.ts";
import { mayBeCopied } from "./colleagues.ts";
import { type Actor, auditName, type Context } from "./context.ts";
import { notify } from "./notices.ts";
import { runTaskCommand, type TaskOnHand } from "./taskCommand.ts";

/**
 * 抄送: persons of the deciding organisation get a notice, and see of the case what the node says (header `copy`) from now
 * on. The task stays as it is.
 * @throws BusinessError NOT_ELIGIBLE (422) where one of them is outside the organisation, and what `runTaskCommand` refuses
 */
export async function copyTask(
  ctx: Context,
  actor: Actor,
  taskId: number,
  body: z.output<typeof copyBodySchema>,
): Promise<CommandResult> {
  const persons = [...new Set(body.personIds)];
  const done = await runTaskCommand(ctx, actor, "copy", taskId, body, async (hand) => {
    const { tx, open, task } = hand;
    await demandInside(hand, actor, persons);
    grantSight(hand, persons);
    open.write(
      tx.sql
        .updateTable("task")
        .set({ version: task.version + 1 })
        .where("id", "=", taskId),
    );
    const note = body.note === "" ? "" : `说明：${body.note}`;
    notify(open, persons, "copy", `${actor.name}将案件“${open.row.title}”（${task.nodeName}）抄送您阅知。${note}`);
    open.audit({
      actor: auditName(actor),
      act: "task.copied",
      facts: { taskId, node: task.node, to: persons },
      content: { note: body.note },
    });
    return { decisionId: null };
  });
  return { ...done, next: { kind: "task", taskId } };
}

async function demandInside({ tx, open }: TaskOnHand, actor: Actor, persons: readonly number[]): Promise<void> {
  const inside = await mayBeCopied(tx, open.row);
  inside.delete(actor.personId);
  if (persons.every((person) => inside.has(person))) return;
  throw new BusinessError("NOT_ELIGIBLE", "只能抄送给本机关的办案人员，请重新选择。", {
    status: 422,
    problems: [{ code: "NOT_ELIGIBLE", message: "只能抄送给本机关的办案人员，请重新选择。", field: "personIds" }],
  });
}

/** One grant a person; a later copy of another node replaces it. */
function grantSight({ tx, open, task, settings }: TaskOnHand, persons: readonly number[]): void {
  const caseId = open.row.id;
  const grants = persons.map((personId) => ({
    id: tx.nextId(),
    caseId,
    personId,
    why: "copy" as const,
    level: settings.copyLevel,
    taskId: task.id,
    since: tx.now,
    until: null,
  }));
  open.write(
    tx.sql
      .deleteFrom("caseGrant")
      .where("caseId", "=", caseId)
      .where("why", "=", "copy")
      .where("personId", "in", [...persons]),
    tx.sql.insertInto("caseGrant").values(grants),
  );
}
