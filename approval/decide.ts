import type { Problem } from "#domain/errors.ts";
import type { CommandResult, DecideBody } from "#domain/platform/cases.ts";
import { type Actor, auditName, type Context } from "./context.ts";
import { effectOf } from "./decisionEffect.ts";
import { fillNodeForm, readSection, writeSection } from "./forms.ts";
import { grantHistory } from "./grants.ts";
import { nextOf } from "./next.ts";
import type { NodeSettings } from "./nodeSettings.ts";
import { invalid } from "./refusals.ts";
import { runTaskCommand, type TaskOnHand } from "./taskCommand.ts";

/**
 * 办理: the holder decides. Checks everything at once, records the decision and the form, and completes the engine's
 * task with `<node> = { outcome, by, at }`, all in one transaction; then says what comes next.
 * @throws BusinessError DECISION_INVALID (422) with all problems, and what `runTaskCommand` refuses
 */
export async function decide(ctx: Context, actor: Actor, taskId: number, body: DecideBody): Promise<CommandResult> {
  // A repeat does not know.
  let leftWork = true;
  const done = await runTaskCommand(ctx, actor, "decide", taskId, body, async (hand) => {
    const recorded = await record(ctx, actor, hand, body);
    ({ leavesWork: leftWork } = hand.open);
    return recorded;
  });
  return { ...done, next: await nextOf(ctx, actor, done.caseId, { leftWork }) };
}

async function record(
  ctx: Context,
  actor: Actor,
  hand: TaskOnHand,
  { outcome, opinion, form }: DecideBody,
): Promise<{ decisionId: number }> {
  const { tx, open, task, settings } = hand;
  const business = ctx.businesses.get(task.business);
  if (!business) throw new Error(`Business ${task.business} is not installed.`);
  const section = task.formId === null ? null : await readSection(tx, open.row.id, task.formId);
  const filled = fillNodeForm(business, task.formId, settings.fields, section?.data ?? {}, form);
  const given = { caseRecord: open.row, node: task.node, outcome, form: filled.data, opinion, actor };
  // A business looks at a form only once its fields are sound.
  const demanded = filled.problems.length === 0 ? ((await business.decide?.(tx, given)) ?? []) : [];
  const problems = [...outcomeProblems(settings, outcome, opinion), ...filled.problems, ...demanded];
  if (problems.length > 0) throw invalid("DECISION_INVALID", messageOf(problems), problems);

  const decisionId = tx.nextId();
  const version = (section?.version ?? 0) + 1;
  if (filled.changed && task.formId !== null) {
    writeSection(open, actor.personId, { formId: task.formId, version, data: filled.data });
  }
  writeDecision(hand, actor, { decisionId, outcome, opinion });
  open.change(await effectOf(tx, open.row, settings.phase, outcome));
  open.audit({
    actor: auditName(actor),
    act: "task.decided",
    facts: { taskId: task.id, decisionId, node: task.node, outcome, personId: actor.personId },
    content: { opinion, form: filled.data },
  });
  if (task.engineKey === null) throw new Error(`Task ${task.id} has no engine task to complete.`);
  await ctx.engine.completeTask(tx, {
    taskKey: task.engineKey,
    variables: { [task.node]: { outcome, by: actor.personId, at: tx.now } },
    action: `anju:${decisionId}`,
  });
  return { decisionId };
}

function outcomeProblems(settings: NodeSettings, outcome: DecideBody["outcome"], opinion: string): Problem[] {
  const problems: Problem[] = [];
  if (!settings.outcomes.includes(outcome)) {
    problems.push({ code: "OUTCOME_NOT_OFFERED", message: "本环节不能作出该决定。", field: "outcome" });
  }
  if (opinion === "" && settings.opinionFor.has(outcome)) {
    problems.push({ code: "OPINION_REQUIRED", message: "请填写办理意见并说明理由。", field: "opinion" });
  }
  return problems;
}

const messageOf = (problems: Problem[]): string =>
  problems.length === 1 ? problems[0]!.message : `办理内容有 ${problems.length} 处问题，请按提示修改。`;

/** The decision, the person's 已办, what they may still see afterwards; their draft has served. */
function writeDecision(
  { tx, open, task }: TaskOnHand,
  actor: Actor,
  { decisionId, outcome, opinion }: { decisionId: number } & Pick<DecideBody, "outcome" | "opinion">,
): void {
  const { sql, now } = tx;
  const caseId = open.row.id;
  const { personId } = actor;
  const { node, nodeName, business } = task;
  const at = { caseId, node, nodeName, outcome, at: now };
  const decision = { id: decisionId, taskId: task.id, personId, accountId: actor.accountId, opinion, ...at };
  open.write(
    sql
      .insertInto("decision")
      .values({ ...decision, personName: actor.name, orgName: actor.orgName, state: "effective" }),
    sql.deleteFrom("draft").where("personId", "=", personId).where("taskId", "=", task.id),
    sql.deleteFrom("participation").where("caseId", "=", caseId).where("personId", "=", personId),
    sql.insertInto("participation").values({ personId, box: "done", business, ...at }),
  );
  grantHistory(open, personId, task.id);
}
