import type { Actor, Context } from "#approval/context.ts";
import { caseUnknown } from "#approval/refusals.ts";
import { applicantsCase } from "#approval/supplements/files.ts";
import { lockOpenRound, openRoundOf, supplementClosed } from "#approval/supplements/rounds.ts";
import type { Tx } from "#db/transaction.ts";
import type { DraftView } from "#domain/platform/drafts.ts";
import { submittedStart, submittedTables, uploadedSurvey } from "./read.ts";
import { liveCorrection } from "./tables.ts";
import { readTables, type SurveyPlace, storeSurvey } from "./upload.ts";

/**
 * Corrected tables of an answer to 补正, checked against the start form as submitted; once more, against the form as
 * corrected, when the answer is given. A csv replaces its one table of what was submitted.
 * @throws BusinessError CASE_UNKNOWN (404), SUPPLEMENT_CLOSED (409), and what `uploadSurvey` refuses of the file
 */
export async function correctSurvey(
  ctx: Context,
  actor: Actor,
  caseId: number,
  file: { name: string; bytes: Buffer },
): Promise<DraftView["survey"]> {
  const place = await ctx.database.read((read) => correctionPlace(read, actor, caseId));
  return storeSurvey(ctx, actor, file, place);
}

/** The corrected tables that were uploaded so far for the open round; null where there are none, or no round is open. */
export function readCorrection(ctx: Context, actor: Actor, caseId: number): Promise<DraftView["survey"]> {
  return ctx.database.read(async (read) => {
    await surveyCase(read, actor, caseId);
    const round = await openRoundOf(read, caseId);
    return round ? uploadedSurvey(read, liveCorrection(round.id)) : null;
  });
}

async function surveyCase(read: Pick<Tx, "sql">, actor: Actor, caseId: number) {
  const row = await applicantsCase(read, actor, caseId);
  if (row.business !== "survey-filing") throw caseUnknown();
  return row;
}

async function correctionPlace(read: Pick<Tx, "sql">, actor: Actor, caseId: number): Promise<SurveyPlace> {
  const { applicantOrgId } = await surveyCase(read, actor, caseId);
  const round = await openRoundOf(read, caseId);
  if (!round) throw supplementClosed();
  const submitted = await read.sql
    .selectFrom("surveyUpload")
    .select("draftId")
    .where("caseId", "=", caseId)
    .executeTakeFirstOrThrow();
  const live = liveCorrection(round.id);
  return {
    ...{ live, draftId: submitted.draftId, orgId: applicantOrgId },
    data: await submittedStart(read, caseId),
    async lock(tx) {
      if ((await lockOpenRound(tx, caseId)).id !== round.id) throw supplementClosed();
    },
    before: async (tx) => (await readTables(tx, live)) ?? (await submittedTables(tx, caseId)),
  };
}
