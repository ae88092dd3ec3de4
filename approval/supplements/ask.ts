import type { Problem } from "#domain/errors.ts";
import type { CommandResult } from "#domain/platform/cases.ts";
import type { MaterialSlot } from "#domain/platform/drafts.ts";
import type { SupplementBody } from "#domain/platform/supplements.ts";
import { shanghaiDate } from "#domain/rules/workingDays.ts";
import { type Actor, auditName, type Context } from "../context.ts";
import { recordSupplementNotice } from "../documents/supplementNotice.ts";
import { park } from "../holds.ts";
import { materialSlots, matterOfCase } from "../matters.ts";
import { notify } from "../notices.ts";
import { invalid } from "../refusals.ts";
import { applicantsOf } from "../separation.ts";
import { runTaskCommand, type TaskOnHand } from "../taskCommand.ts";
import { openRoundOf } from "./rounds.ts";

/**
 * 补正: the acceptance node tells the applicant once and completely what has to be added or corrected (行政许可法 art 32).
 * The task is parked until the answer comes; a further round is possible afterwards.
 * @throws BusinessError NOT_AT_ACCEPTANCE (409); SUPPLEMENT_OPEN (409) while another round waits; SUPPLEMENT_INVALID (422);
 *   and what `runTaskCommand` refuses
 */
export async function askSupplement(
  ctx: Context,
  actor: Actor,
  taskId: number,
  body: SupplementBody,
): Promise<CommandResult> {
  const done = await runTaskCommand(ctx, actor, "supplement", taskId, body, async (hand) => {
    const { tx, open } = hand;
    const slots = materialSlots(await matterOfCase(tx, open.row));
    const waiting = await openRoundOf(tx, open.row.id);
    const problems = [...(waiting ? [alreadyAsked] : []), ...listProblems(body, slots, shanghaiDate(tx.now))];
    if (problems.length > 0)
      throw invalid("SUPPLEMENT_INVALID", problems.map(({ message }) => message).join(""), problems);
    const round = await writeRound(hand, actor, body);
    const applicants = await applicantsOf(tx, open.row);
    const text = `您的申请“${open.row.title}”需要补正，共 ${body.items.length} 项，请在 ${body.due} 前一次补齐。`;
    notify(open, [...applicants], "supplement", text);
    open.audit({
      actor: auditName(actor),
      act: "supplement.asked",
      facts: { taskId, round, due: body.due, slots: body.items.map(({ slot }) => slot) },
      content: { items: body.items },
    });
    await recordSupplementNotice(ctx, open, { round, items: body.items, due: body.due });
    return { decisionId: null };
  });
  return { ...done, next: { kind: "none", taskId: null } };
}

const alreadyAsked: Problem = {
  code: "SUPPLEMENT_OPEN",
  message: "上一次补正尚未答复，不能再次要求补正。",
};

function listProblems({ items, due }: SupplementBody, slots: readonly MaterialSlot[], today: string): Problem[] {
  const unknown = items.flatMap(({ slot }, n) =>
    slot === null || slots.some((known) => known.slot === slot)
      ? []
      : [
          {
            code: "SLOT_UNKNOWN",
            message: `第 ${n + 1} 项所指的材料不在该事项的材料清单中。`,
            field: `items.${n}.slot`,
          },
        ],
  );
  const late = due <= today ? [{ code: "DUE_PAST", message: "补正期限应晚于今天。", field: "due" }] : [];
  return [...unknown, ...late];
}

/** Answers the number of the round in its case, from 1. */
async function writeRound(hand: TaskOnHand, actor: Actor, { items, due }: SupplementBody): Promise<number> {
  const { tx, open, task } = hand;
  const { count } = await tx.sql
    .selectFrom("supplementRound")
    .select((select) => select.fn.countAll().as("count"))
    .where("caseId", "=", open.row.id)
    .executeTakeFirstOrThrow();
  const round = Number(count) + 1;
  const roundId = tx.nextId();
  const holdId = park(hand, { kind: "supplement", reason: `第${round}次补正`, until: due });
  const asked = { askedAt: tx.now, personId: actor.personId, personName: actor.name, orgName: actor.orgName, due };
  const open_ = { answeredAt: null, answeredBy: null, endedAt: null, endReason: null };
  open.write(
    tx.sql
      .insertInto("supplementRound")
      .values({ id: roundId, caseId: open.row.id, taskId: task.id, holdId, round, ...asked, ...open_ }),
    tx.sql
      .insertInto("supplementItem")
      .values(items.map(({ slot, text }, n) => ({ id: tx.nextId(), roundId, n, slot, text, answer: null }))),
  );
  return round;
}
