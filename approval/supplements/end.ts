import type { z } from "zod";
import type { CommandResult } from "#domain/platform/cases.ts";
import type { endSupplementSchema } from "#domain/platform/supplements.ts";
import { shanghaiDate } from "#domain/rules/workingDays.ts";
import { calendarOf } from "../calendar.ts";
import { endOfLawDate } from "../clocks.ts";
import { type Actor, auditName, type Context } from "../context.ts";
import { dueAfterHold, endHold, holdById } from "../holds.ts";
import { notify } from "../notices.ts";
import type { OpenCase } from "../openCase.ts";
import { applicantsOf } from "../separation.ts";
import { runTaskCommand } from "../taskCommand.ts";
import { lockOpenRound, type RoundRow } from "./rounds.ts";

/**
 * Ends the open round without an answer: the handler goes on with what is there. The clocks go on where they stood when
 * the list was sent.
 * @throws BusinessError SUPPLEMENT_CLOSED (409), and what `runTaskCommand` refuses
 */
export async function endSupplement(
  ctx: Context,
  actor: Actor,
  taskId: number,
  body: z.output<typeof endSupplementSchema>,
): Promise<CommandResult> {
  const done = await runTaskCommand(ctx, actor, "endSupplement", taskId, body, async ({ tx, open, task }) => {
    const round = await lockOpenRound(tx, open.row.id);
    const hold = await holdById(tx, round.holdId);
    const calendar = await calendarOf(tx, open.row.regionCode);
    const { acceptedAt, acceptDue } = open.row;
    if (acceptedAt === null && acceptDue !== null) {
      open.change({ acceptDue: dueAfterHold(acceptDue, hold, tx.now, calendar) });
    }
    const due = dueAfterHold(shanghaiDate(hold.taskDue), hold, tx.now, calendar);
    open.write(
      tx.sql
        .updateTable("task")
        .set({ state: "active", sortDue: endOfLawDate(due), version: task.version + 1 })
        .where("id", "=", taskId),
    );
    closeRound(open, round, body.reason);
    notify(
      open,
      [...(await applicantsOf(tx, open.row))],
      "supplement",
      `您的申请“${open.row.title}”的补正已由办理人员结束，将按现有材料继续办理。`,
    );
    open.audit({
      actor: auditName(actor),
      act: "supplement.ended",
      facts: { taskId, round: round.round },
      content: { reason: body.reason },
    });
    return { decisionId: null };
  });
  return { ...done, next: { kind: "task", taskId } };
}

/** Closes what waits on tasks that have ended (withdrawal, return, the diagram itself) and tells both sides. */
export async function endSupplementsOf(open: OpenCase, taskIds: readonly number[]): Promise<void> {
  const { tx, row } = open;
  if (taskIds.length === 0) return;
  const rounds = await tx.sql
    .selectFrom("supplementRound")
    .selectAll()
    .where("taskId", "in", [...taskIds])
    .where("answeredAt", "is", null)
    .where("endedAt", "is", null)
    .execute();
  for (const round of rounds) {
    closeRound(open, round, "任务已结束");
    const text = `案件“${row.title}”的补正已随该环节结束而终止，无需再答复。`;
    notify(open, [...new Set([...(await applicantsOf(tx, row)), round.personId])], "supplement", text);
    open.audit({ actor: "system", act: "supplement.ended", facts: { taskId: round.taskId, round: round.round } });
  }
}

/** Files that were uploaded for it never count. */
function closeRound(open: OpenCase, round: RoundRow, reason: string): void {
  const { tx } = open;
  endHold(open, round.holdId);
  open.write(
    tx.sql.updateTable("supplementRound").set({ endedAt: tx.now, endReason: reason }).where("id", "=", round.id),
    tx.sql
      .updateTable("material")
      .set({ removedAt: tx.now })
      .where("roundId", "=", round.id)
      .where("removedAt", "is", null),
  );
}
