import { isDeepStrictEqual } from "node:util";
import { fromJson, toJson } from "#db/json.ts";
import { forUpdate, recordLock } from "#db/locks.ts";
import type { Problem } from "#domain/errors.ts";
import type { CaseCommandResult } from "#domain/platform/caseCommands.ts";
import type { SupplementAnswerBody } from "#domain/platform/supplements.ts";
import { shanghaiDate } from "#domain/rules/workingDays.ts";
import type { Business, TaskRow } from "../business.ts";
import { calendarOf } from "../calendar.ts";
import { type CaseOnHand, runCaseCommand } from "../caseCommand.ts";
import { dueAfter } from "../clocks.ts";
import { mayTakeOver } from "../colleagues.ts";
import { type Actor, auditName, type Context } from "../context.ts";
import { businessOf } from "../drafts.ts";
import { checkForm, readSection, type Section, writeSection } from "../forms.ts";
import { endHold } from "../holds.ts";
import { missingMaterials } from "../materials.ts";
import { type MatterRow, materialSlots, matterOfCase } from "../matters.ts";
import { nodeSettings } from "../nodeSettings.ts";
import { notify } from "../notices.ts";
import type { OpenCase } from "../openCase.ts";
import { invalid } from "../refusals.ts";
import { TITLE } from "../submitDraft.ts";
import { dueOfTask } from "../taskDue.ts";
import { copiesOf, excludeFromWaiting } from "../taskRows.ts";
import { applicantsCase, type CountingFiles, filesAfterAnswer } from "./files.ts";
import { type ItemRow, itemsOf, lockOpenRound, openRoundOf, type RoundRow, supplementClosed } from "./rounds.ts";

/**
 * The applicant's complete answer to the open round. Form, materials and what the business demands are checked as at the
 * submission, all problems at once. The task goes back to who asked if they may still take it, else to its pool, and the
 * acceptance clock begins anew (行政许可法 art 32). After the due date an answer is taken all the same.
 * @throws BusinessError SUPPLEMENT_CLOSED (409), SUPPLEMENT_INVALID (422), and what `runCaseCommand` refuses
 */
export function answerSupplement(
  ctx: Context,
  actor: Actor,
  caseId: number,
  body: SupplementAnswerBody,
): Promise<CaseCommandResult> {
  return runCaseCommand(ctx, actor, "answerSupplement", caseId, body, async (hand) => {
    const { tx, open } = hand;
    await applicantsCase(tx, actor, caseId);
    const task = await lockAskingTask(hand);
    const round = await lockOpenRound(tx, caseId);
    const answer = await checkAnswer(ctx, actor, open, round, body);
    if (answer.variables && open.row.instanceKey !== null) {
      await ctx.engine.setVariables(tx, open.row.instanceKey, answer.variables);
    }
    writeAnswer(open, actor, round, answer, body);
    await describeAgain(open, answer);
    await restartAcceptance(open, answer.matter);
    const handler = await giveBack(open, task);
    const text = `案件“${open.row.title}”的申请人已提交第 ${round.round} 次补正，请继续办理。`;
    notify(open, handler === null ? [] : [handler], "supplementAnswered", text);
    open.audit({
      actor: auditName(actor),
      act: "supplement.answered",
      facts: {
        taskId: task.id,
        round: round.round,
        formChanged: answer.changed,
        files: answer.files.added.map(({ id }) => id),
      },
      content: { answers: body.answers, ...(answer.changed && { form: answer.section.data }) },
    });
  });
}

async function lockAskingTask({ tx, open }: CaseOnHand): Promise<TaskRow> {
  const round = await openRoundOf(tx, open.row.id);
  if (!round) throw supplementClosed();
  recordLock(tx, "task", round.taskId);
  const task = tx.sql.selectFrom("task").selectAll().where("id", "=", round.taskId);
  return forUpdate(task, tx.dialect).executeTakeFirstOrThrow();
}

interface CheckedAnswer {
  business: Business;
  matter: MatterRow;
  items: ItemRow[];
  files: CountingFiles;
  /** The start form as it stands from now on, and whether that is a new version. */
  section: Section;
  changed: boolean;
  variables: Record<string, unknown> | undefined;
}

async function checkAnswer(
  ctx: Context,
  actor: Actor,
  open: OpenCase,
  round: RoundRow,
  body: SupplementAnswerBody,
): Promise<CheckedAnswer> {
  const { tx, row } = open;
  const business = businessOf(ctx, row.business);
  const matter = await matterOfCase(tx, row);
  const slots = materialSlots(matter);
  const items = await itemsOf(tx, [round.id]);
  const files = await filesAfterAnswer(tx, { caseId: row.id, roundId: round.id, slots });
  const standing = await standingForm(open, business);
  const form = correctedForm(business, standing, body.form);
  const draftId = await draftOfCase(open);
  const { problems: demanded, variables } =
    form.problems.length > 0
      ? { problems: [] }
      : await business.submit(tx, {
          ...{ draftId, caseId: row.id, roundId: round.id, actor },
          ...{ data: form.data, materials: files.materials },
        });
  const problems = [
    ...answerProblems(items, files, body),
    ...form.problems,
    ...missingMaterials(slots, files.materials),
    ...demanded,
  ];
  if (problems.length > 0) {
    throw invalid("SUPPLEMENT_INVALID", `补正有 ${problems.length} 处问题，请修改后再提交。`, problems);
  }
  if (!form.changed) return { business, matter, items, files, section: standing, changed: false, variables };
  const facts = await business.facts?.(tx, {
    ...{ orgId: row.applicantOrgId, vault: ctx.vault },
    ...{ data: form.data, on: shanghaiDate(tx.now) },
  });
  const section = { ...standing, version: standing.version + 1, data: { ...form.data, ...facts } };
  return { business, matter, items, files, section, changed: true, variables };
}

async function standingForm({ tx, row }: OpenCase, { startForm }: Business): Promise<Section> {
  const section = await readSection(tx, row.id, startForm);
  if (!section) throw new Error(`Case ${row.id} has no start form ${startForm}.`);
  return section;
}

function correctedForm(
  business: Business,
  standing: Section,
  given: Record<string, unknown> | undefined,
): { data: Record<string, unknown>; changed: boolean; problems: Problem[] } {
  if (given === undefined) return { data: standing.data, changed: false, problems: [] };
  const form = business.forms[business.startForm];
  if (!form) throw new Error(`Business ${business.id} has no start form ${business.startForm}.`);
  const { data, problems } = checkForm(form, given);
  // What the registers said stands beside what was typed: only what was typed is compared.
  return { data, changed: !isDeepStrictEqual(data, checkForm(form, standing.data).data), problems };
}

async function draftOfCase({ tx, row }: OpenCase): Promise<number> {
  const draft = await tx.sql
    .selectFrom("draft")
    .select("id")
    .where("caseId", "=", row.id)
    .where("taskId", "is", null)
    .executeTakeFirstOrThrow();
  return draft.id;
}

/** Each thing that was asked for is answered: by a new file in its slot, in words, or by the corrected form. */
function answerProblems(items: readonly ItemRow[], { added }: CountingFiles, body: SupplementAnswerBody): Problem[] {
  const { answers, form } = body;
  if (answers.length !== items.length) {
    const message = `补正共有 ${items.length} 项，提交了 ${answers.length} 项答复，请刷新页面后逐项答复。`;
    return [{ code: "ANSWERS_MISMATCH", message, field: "answers" }];
  }
  return items.flatMap(({ slot }, n) => {
    const corrected = slot === null ? form !== undefined : added.some((file) => file.slot === slot);
    if (answers[n] !== "" || corrected) return [];
    const message = slot === null ? `请答复第 ${n + 1} 项。` : `请为第 ${n + 1} 项上传材料或填写说明。`;
    return [{ code: "ANSWER_MISSING", message, field: `answers.${n}` }];
  });
}

function writeAnswer(
  open: OpenCase,
  { personId }: Actor,
  round: RoundRow,
  { items, files, section, changed }: CheckedAnswer,
  { answers }: SupplementAnswerBody,
): void {
  const { tx, row } = open;
  endHold(open, round.holdId);
  open.write(
    tx.sql.updateTable("supplementRound").set({ answeredAt: tx.now, answeredBy: personId }).where("id", "=", round.id),
    ...items.map(({ id }, n) => tx.sql.updateTable("supplementItem").set({ answer: answers[n]! }).where("id", "=", id)),
    tx.sql
      .updateTable("material")
      .set({ caseId: row.id })
      .where("roundId", "=", round.id)
      .where("removedAt", "is", null),
  );
  if (files.replaced.length > 0) {
    open.write(tx.sql.updateTable("material").set({ removedAt: tx.now }).where("id", "in", files.replaced));
  }
  if (changed) writeSection(open, personId, section);
}

/** Title and summary say what the application asks for now. */
async function describeAgain(open: OpenCase, { business, section }: CheckedAnswer): Promise<void> {
  const { tx, row } = open;
  const { applicantName } = row;
  const { title, summary } = await business.describe(tx, section.data, { caseId: row.id, applicantName });
  open.change({ title: title.slice(0, TITLE), summary: toJson(summary) });
  open.write(
    tx.sql.updateTable("task").set(copiesOf(open.row)).where("caseId", "=", row.id).where("endedAt", "is", null),
  );
}

/** 补正 asked for after acceptance stops no clock, so that its answer starts none. */
async function restartAcceptance(open: OpenCase, { acceptanceDays }: MatterRow): Promise<void> {
  const { tx, row } = open;
  if (row.acceptedAt !== null) return;
  const calendar = await calendarOf(tx, row.regionCode);
  open.change({ acceptSince: tx.now, acceptDue: dueAfter(tx.now, acceptanceDays, calendar) });
}

/** Answers who goes on with the task; null where it lies in its pool. */
async function giveBack(open: OpenCase, task: TaskRow): Promise<number | null> {
  const { tx, row } = open;
  const { openAssignee } = task;
  const calendar = await calendarOf(tx, row.regionCode);
  const goesOn = openAssignee !== null && (await mayTakeOver(tx, task, row)).has(openAssignee);
  const holder = goesOn
    ? { state: "active" as const }
    : { state: "pooled" as const, openPool: task.poolId, openAssignee: null, assigneeId: null, claimedAt: null };
  const sortDue = dueOfTask(nodeSettings(fromJson(task.settings)), row, tx.now, calendar);
  open.write(
    tx.sql
      .updateTable("task")
      .set({ ...holder, sortDue, receivedAt: tx.now, version: task.version + 1 })
      .where("id", "=", task.id),
  );
  if (goesOn) return openAssignee;
  await open.send();
  await excludeFromWaiting(open);
  return null;
}
