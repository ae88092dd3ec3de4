import type { z } from "zod";
import { supplementNotice } from "#domain/documents/supplementNotice.ts";
import type { supplementItemSchema } from "#domain/platform/supplementRounds.ts";
import { type LawDate, shanghaiDate } from "#domain/rules/workingDays.ts";
import type { Context } from "../context.ts";
import type { OpenCase } from "../openCase.ts";
import { inquiryIfSet, issuingOf } from "./issuing.ts";
import { recordDocument } from "./recordDocument.ts";

/** A round of 补正 as its notice tells it. */
export interface AskedRound {
  /** From 1 within the case. */
  round: number;
  items: readonly z.infer<typeof supplementItemSchema>[];
  due: LawDate;
}

/**
 * 补正告知书, one a round: call it last in the transaction of the command that asks, because it takes a number.
 * @throws BusinessError nothing of its own; a round that has its notice already is a defect (unique key)
 */
export async function recordSupplementNotice(
  ctx: Pick<Context, "templates" | "jobs">,
  open: OpenCase,
  { round, items, due }: AskedRound,
): Promise<{ documentId: number; number: string }> {
  const { tx, row } = open;
  const { issuer, applicant, matter } = await issuingOf(tx, row);
  const nameOf = (slot: string | null) => matter.materials.find((known) => known.slot === slot)?.name ?? null;
  return recordDocument(ctx, open, {
    kind: supplementNotice,
    round,
    data: {
      issuer,
      applicant,
      matter: matter.name,
      caseNo: row.caseNo,
      receivedOn: shanghaiDate(row.submittedAt),
      askedOn: shanghaiDate(tx.now),
      round,
      items: items.map(({ slot, text }) => ({ material: nameOf(slot), text })),
      due,
      inquiry: await inquiryIfSet(tx, row),
    },
  });
}
