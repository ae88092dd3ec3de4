import type { GrantLevel } from "#db/platform/cases.ts";
import type { Tx } from "#db/transaction.ts";
import { BusinessError } from "#domain/errors.ts";
import type { CaseAction, CaseCommandResult } from "#domain/platform/caseCommands.ts";
import { demandCaseAction } from "./caseSituation.ts";
import { runCommand } from "./command.ts";
import type { Actor, Context } from "./context.ts";
import { type OpenCase, withCase } from "./openCase.ts";
import { demandSight } from "./sight.ts";

/** A case that the command holds locked, with how much of it the caller sees. */
export interface CaseOnHand {
  tx: Tx;
  open: OpenCase;
  level: GrantLevel;
}

export interface CaseRequest {
  requestId: string;
  /** The case's version that the person looked at. */
  version: number;
}

/**
 * The frame of every command on a case, one transaction: locks in their order (root instance, case), sight, the table of
 * case actions, the version; then `work`.
 * @throws BusinessError CASE_UNKNOWN (404), CASE_BUSY (409) … (`domain/allowedCase.ts`), STALE_CASE (409)
 */
export function runCaseCommand<Request extends CaseRequest>(
  ctx: Context,
  actor: Actor,
  action: CaseAction,
  caseId: number,
  request: Request,
  work: (hand: CaseOnHand) => Promise<void>,
): Promise<CaseCommandResult> {
  const { requestId, ...body } = request;
  return runCommand(ctx, actor, { kind: action, requestId, body: { caseId, ...body } }, async (tx) => {
    await demandSight(tx, actor, tx.now, caseId);
    return withCase(ctx.engine, tx, caseId, async (open) => {
      open.by = actor.personId;
      const level = await demandSight(tx, actor, tx.now, caseId);
      await demandCaseAction(tx, actor, open.row, action);
      if (open.row.version !== request.version) throw staleCase();
      await work({ tx, open, level });
      if (open.leavesWork) tx.afterCommit(() => ctx.jobs.poke());
      return { caseId, version: open.row.version + 1, pending: false };
    });
  });
}

export const staleCase = (): BusinessError => new BusinessError("STALE_CASE", "案件已发生变化，请刷新后再试。");
