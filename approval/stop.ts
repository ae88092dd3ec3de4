import type { z } from "zod";
import type { CaseActKind } from "#db/platform/caseActs.ts";
import type { CaseCommandResult, stopBodySchema } from "#domain/platform/caseCommands.ts";
import type { CaseOutcome } from "#domain/platform/states.ts";
import { writeCaseAct } from "./caseActs.ts";
import { type CaseOnHand, runCaseCommand } from "./caseCommand.ts";
import { type Actor, auditName, type Context } from "./context.ts";
import { grantHistory } from "./grants.ts";
import { notify } from "./notices.ts";
import { applicantsOf } from "./separation.ts";

type StopBody = z.output<typeof stopBodySchema>;
interface Stop {
  kind: Extract<CaseActKind, "withdraw" | "terminate">;
  outcome: CaseOutcome;
  /** What is told: who stopped the case. */
  told: string;
}

const withdrawal: Stop = { kind: "withdraw", outcome: "withdrawn", told: "已由申请人撤回" };
const termination: Stop = { kind: "terminate", outcome: "terminated", told: "已被终止办理" };

/** How long the answer waits for the jobs that undo what stands, in milliseconds. */
const PATIENCE = 800;
/** Notices hold 300 characters; the whole reason stands in the case. */
const TOLD_REASON = 120;

/** 撤回申请: the applicant takes the application back before it is decided. @throws what `runCaseCommand` refuses */
export const withdrawCase = (ctx: Context, actor: Actor, caseId: number, body: StopBody): Promise<CaseCommandResult> =>
  stop(ctx, actor, caseId, body, withdrawal);

/** 终止: a leader ends the case before it is decided, with reasons. @throws what `runCaseCommand` refuses */
export const terminateCase = (ctx: Context, actor: Actor, caseId: number, body: StopBody): Promise<CaseCommandResult> =>
  stop(ctx, actor, caseId, body, termination);

/**
 * Message `<business>.stop`: the diagram ends whatever runs, and the jobs of its stop sub-process undo what stands. The
 * outcome is recorded at once; until those jobs are done every other command on the case gets CASE_BUSY.
 */
async function stop(
  ctx: Context,
  actor: Actor,
  caseId: number,
  body: StopBody,
  kind: Stop,
): Promise<CaseCommandResult> {
  const done = await runCaseCommand(ctx, actor, kind.kind, caseId, body, (hand) =>
    publishStop(ctx, actor, hand, body.reason, kind),
  );
  await ctx.jobs.waitForCase(caseId, PATIENCE);
  const { closedAt } = await ctx.database.read((read) =>
    read.sql.selectFrom("caseRecord").select("closedAt").where("id", "=", caseId).executeTakeFirstOrThrow(),
  );
  return { ...done, pending: closedAt === null };
}

async function publishStop(
  ctx: Context,
  actor: Actor,
  { tx, open }: CaseOnHand,
  reason: string,
  { kind, outcome, told }: Stop,
): Promise<void> {
  const caseId = open.row.id;
  const handlers = await handlersOf({ tx, open });
  const listeners = new Set([...handlers.holders, ...handlers.deciders, ...(await applicantsOf(tx, open.row))]);
  listeners.delete(actor.personId);
  // A leader may have seen it only because a task of it was offered to them.
  const mayLookBack = new Set([...handlers.holders, ...(kind === "terminate" ? [actor.personId] : [])]);
  for (const personId of mayLookBack) grantHistory(open, personId, null);
  open.change({ outcome });
  open.ends = { as: "canceled", tasks: "all" };
  const { reached } = await ctx.engine.publish(tx, {
    name: `${open.row.business}.stop`,
    correlationKey: String(caseId),
    variables: { reason: kind },
  });
  if (reached !== 1) throw new Error(`Nobody listens to ${open.row.business}.stop of case ${caseId}.`);
  writeCaseAct(open, actor, { kind, reason });
  notify(open, [...listeners], "stopped", `案件“${open.row.title}”${told}。理由：${reason.slice(0, TOLD_REASON)}`);
  open.audit({ actor: auditName(actor), act: `case.${outcome}`, facts: { kind }, content: { reason } });
}

/** Who holds a task of the case, and who decided in it. */
async function handlersOf({ tx, open }: Pick<CaseOnHand, "tx" | "open">) {
  const held = await tx.sql
    .selectFrom("task")
    .select("openAssignee as personId")
    .where("caseId", "=", open.row.id)
    .where("openAssignee", "is not", null)
    .$narrowType<{ personId: number }>()
    .execute();
  const decided = await tx.sql.selectFrom("decision").select("personId").where("caseId", "=", open.row.id).execute();
  return { holders: held.map(({ personId }) => personId), deciders: decided.map(({ personId }) => personId) };
}
