import type { z } from "zod";
import { BusinessError } from "#domain/errors.ts";
import type { CommandResult } from "#domain/platform/cases.ts";
import type { transferBodySchema } from "#domain/platform/colleagues.ts";
import { writeCaseAct } from "./caseActs.ts";
import { mayTakeOver } from "./colleagues.ts";
import { type Actor, auditName, type Context } from "./context.ts";
import { notify } from "./notices.ts";
import { lockMember } from "./pools.ts";
import { runTaskCommand, type TaskOnHand } from "./taskCommand.ts";

/**
 * 转办: another person who could have claimed the task holds it from now on. Times of receipt and due stay; the draft of
 * the former holder stays theirs.
 * @throws BusinessError NOT_ELIGIBLE (422) where the person may not take it, and what `runTaskCommand` refuses
 */
export async function transferTask(
  ctx: Context,
  actor: Actor,
  taskId: number,
  body: z.output<typeof transferBodySchema>,
): Promise<CommandResult> {
  const done = await runTaskCommand(ctx, actor, "transfer", taskId, body, async (hand) => {
    await demandEligible(hand, actor, body.personId);
    handOver(hand, body.personId);
    const { tx, open, task } = hand;
    const { name } = await tx.sql
      .selectFrom("person")
      .select("name")
      .where("id", "=", body.personId)
      .executeTakeFirstOrThrow();
    const target = { node: null, nodeName: name };
    writeCaseAct(open, actor, { kind: "transfer", reason: body.reason, task, target });
    const reason = body.reason === "" ? "" : `说明：${body.reason}`;
    notify(
      open,
      [body.personId],
      "transferred",
      `${actor.name}将案件“${open.row.title}”的“${task.nodeName}”任务转交您办理。${reason}`,
    );
    open.audit({
      actor: auditName(actor),
      act: "task.transferred",
      facts: { taskId, node: task.node, to: body.personId },
      content: { reason: body.reason },
    });
    return { decisionId: null };
  });
  return { ...done, next: { kind: "none", taskId: null } };
}

/** Holds the new holder's place in the pool until the commit, as a claim does, so that a position that ends sees the task. */
async function demandEligible({ tx, open, task }: TaskOnHand, actor: Actor, personId: number): Promise<void> {
  const serves = await lockMember(tx, task.poolId, personId);
  if (serves && personId !== actor.personId && (await mayTakeOver(tx, task, open.row)).has(personId)) return;
  throw new BusinessError("NOT_ELIGIBLE", "所选人员不能办理此环节，请重新选择。", {
    status: 422,
    problems: [{ code: "NOT_ELIGIBLE", message: "所选人员不能办理此环节，请重新选择。", field: "personId" }],
  });
}

function handOver({ tx, open, task }: TaskOnHand, personId: number): void {
  open.write(
    tx.sql
      .updateTable("task")
      .set({
        openAssignee: personId,
        assigneeId: personId,
        claimedAt: tx.now,
        openedAt: null,
        version: task.version + 1,
      })
      .where("id", "=", task.id),
  );
}
