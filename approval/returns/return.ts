import { BusinessError } from "#domain/errors.ts";
import type { CommandResult } from "#domain/platform/cases.ts";
import type { ReturnBody } from "#domain/platform/returns.ts";
import type { ReturnPlan } from "#domain/rules/returnPlan.ts";
import { writeCaseAct } from "../caseActs.ts";
import { type Actor, auditName, type Context } from "../context.ts";
import { grantHistory } from "../grants.ts";
import { nextOf } from "../next.ts";
import { notify } from "../notices.ts";
import { passagesOf } from "../passages.ts";
import { runTaskCommand, type TaskOnHand } from "../taskCommand.ts";
import { giveBack, openTaskIds } from "./giveBack.ts";
import { planReturn } from "./plan.ts";
import { voidDecisions } from "./voidDecisions.ts";

/** Notices hold 300 characters; the whole reason stands in the case. */
const TOLD_REASON = 120;

/**
 * 退回, mode rerun: the case goes back to an earlier node and runs again from there. The target is begun first and the
 * source ended in one engine step; decisions in nodes that are passed again do not take effect. The new task goes to who
 * decided there last, if still eligible, else to the pool. The node's promise begins anew, the case's clocks go on.
 * @throws BusinessError RETURN_… or NEVER_PASSED (409) from `returnPlan`, and what `runTaskCommand` refuses
 */
export async function returnTask(ctx: Context, actor: Actor, taskId: number, body: ReturnBody): Promise<CommandResult> {
  const done = await runTaskCommand(ctx, actor, "return", taskId, body, (hand) => moveBack(ctx, actor, hand, body));
  return { ...done, next: await nextOf(ctx, actor, done.caseId, { leftWork: true }) };
}

async function moveBack(
  ctx: Context,
  actor: Actor,
  hand: TaskOnHand,
  { target: node, reason }: ReturnBody,
): Promise<{ decisionId: null }> {
  const { tx, open, task } = hand;
  const { target, plan } = await planReturn(tx, task, await passagesOf(ctx.engine, tx, open.row), node);
  if (!plan.allowed) throw new BusinessError(plan.code, `${target.nodeName}：${target.message}`);
  const voided = await voidDecisions(open, plan.redone);
  const before = await openTaskIds(open);
  await modify(ctx, hand, plan, node);
  const told = await giveBack(open, before);
  keepForReturner(hand, actor);
  writeCaseAct(open, actor, { kind: "return", reason, task, target });
  const why = `理由：${reason.slice(0, TOLD_REASON)}`;
  notify(
    open,
    told.filter((person) => person !== actor.personId),
    "returned",
    `案件“${open.row.title}”由“${task.nodeName}”退回至“${target.nodeName}”，请重新办理。${why}`,
  );
  notify(
    open,
    voided.filter((person) => person !== actor.personId && !told.includes(person)),
    "returned",
    `案件“${open.row.title}”由“${task.nodeName}”退回至“${target.nodeName}”，您在其中的意见未生效。${why}`,
  );
  open.audit({
    actor: auditName(actor),
    act: "task.returned",
    facts: { taskId: task.id, node: task.node, target: node, redone: plan.redone },
    content: { reason },
  });
  return { decisionId: null };
}

async function modify(ctx: Context, { tx, open, task }: TaskOnHand, plan: ReturnPlan, node: string): Promise<void> {
  const { instanceKey } = open.row;
  if (instanceKey === null || task.engineKey === null) throw new Error(`Task ${task.id} has no engine task.`);
  open.ends = { as: "returned", tasks: new Set([task.engineKey]) };
  await ctx.engine.modify(tx, {
    instanceKey,
    activate: [{ elementId: node, ancestorKey: plan.ancestor }],
    terminate: [plan.terminate],
    action: `anju:return:${task.id}`,
  });
  await open.send();
}

/** What the returner keeps: the case in 已办 and its history. Their unsent draft has served. */
function keepForReturner({ tx, open, task }: TaskOnHand, { personId }: Actor): void {
  const { id: caseId, business } = open.row;
  const { node, nodeName } = task;
  open.write(
    tx.sql.deleteFrom("draft").where("personId", "=", personId).where("taskId", "=", task.id),
    tx.sql.deleteFrom("participation").where("caseId", "=", caseId).where("personId", "=", personId),
    tx.sql
      .insertInto("participation")
      .values({ personId, box: "done", at: tx.now, caseId, business, node, nodeName, outcome: null }),
  );
  grantHistory(open, personId, task.id);
}
