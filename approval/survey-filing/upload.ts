import { type ParsedSurvey, parseSurvey } from "#adapters/spreadsheet/parseSurvey.ts";
import { writeSurveyTemplate } from "#adapters/spreadsheet/writeSurvey.ts";
import { inspectUpload } from "#adapters/uploads/inspect.ts";
import type { Actor, Context } from "#approval/context.ts";
import { developerOf } from "#approval/developers.ts";
import { type DraftRecord, openDraft } from "#approval/drafts.ts";
import { draftUnknown, invalid } from "#approval/refusals.ts";
import { fromJson, toJson } from "#db/json.ts";
import type { Tx } from "#db/transaction.ts";
import { BusinessError, type Problem } from "#domain/errors.ts";
import type { DraftView } from "#domain/platform/drafts.ts";
import { buildingDataOf, filingProblems } from "./building.ts";
import { uploadedSurvey } from "./read.ts";
import { liveUpload, mergeTables, type ReadTables, reviewTables } from "./tables.ts";

/** The workbook to fill in: the three tables with their headings, and how each column is filled. */
export const surveyTemplate = async (): Promise<Buffer> => Buffer.from(await writeSurveyTemplate());

/** Where an upload counts: for a draft, or for the answer to 补正 that is being prepared. */
export interface SurveyPlace {
  /** The key of `surveyUpload.live`. */
  live: string;
  draftId: number;
  orgId: number | null;
  /** The start form as saved or submitted. */
  data: Record<string, unknown>;
  /** Inside the transaction: waits for other uploads to the same place, which must still be open then. */
  lock(tx: Tx): Promise<void>;
  /** What was read before, to which a csv adds its one table. */
  before(tx: Tx): Promise<ReadTables | null>;
}

/**
 * Reads an uploaded table of a draft and checks it against the building data that were saved before: everything wrong
 * at once. The upload is kept as intake, faulty or not, and replaces the one before; a csv adds its one table to those
 * of earlier csv files.
 * @throws BusinessError BUILDING_DATA_INCOMPLETE (422, field by field) where the draft has no building data yet;
 *   FILE_… (413, 422) where the file is none of ours; DRAFT_UNKNOWN, DRAFT_SUBMITTED. Nothing is stored then.
 */
export async function uploadSurvey(
  ctx: Context,
  actor: Actor,
  draftId: number,
  file: { name: string; bytes: Buffer },
): Promise<NonNullable<DraftView["survey"]>> {
  const draft = await ctx.database.read((read) => surveyDraft(read, actor, draftId));
  const live = liveUpload(draftId);
  return storeSurvey(ctx, actor, file, {
    ...{ live, draftId, orgId: draft.orgId, data: fromJson<Record<string, unknown>>(draft.data) },
    lock: (tx) => lockDraft(tx, actor, draftId),
    before: (tx) => readTables(tx, live),
  });
}

/** Reads, checks and keeps an upload. @throws as `uploadSurvey` */
export async function storeSurvey(
  ctx: Context,
  actor: Actor,
  file: { name: string; bytes: Buffer },
  place: SurveyPlace,
): Promise<NonNullable<DraftView["survey"]>> {
  const { live } = place;
  const building = await ctx.database.read((read) => buildingDataOf(read, actor.regionCode, place.data));
  if (!building.ok) {
    const message = "请先填写并保存建筑物信息和测绘结论，再上传户室对照表。";
    throw invalid("BUILDING_DATA_INCOMPLETE", message, building.problems);
  }
  const inspected = await inspectUpload({ fileName: file.name, content: file.bytes }, ["xlsx", "csv"]);
  const parsed = await parseSurvey([{ name: inspected.fileName, content: file.bytes }]);
  requireReadable(parsed);
  const stored = await ctx.storage.put(file.bytes);
  await ctx.database.transact(
    async (tx) => {
      await place.lock(tx);
      const before = inspected.kind === "csv" ? await place.before(tx) : null;
      const read = before === null ? readOf(parsed) : mergeTables(before, readOf(parsed));
      const review = reviewTables(read, building.value);
      const problems = [...review.problems, ...(await alreadyFiled(tx, place))];
      const fileId = tx.nextId();
      await tx.sql
        .insertInto("storedFile")
        .values({
          id: fileId,
          hash: stored.hash,
          name: inspected.fileName,
          mediaType: inspected.mediaType,
          size: stored.size,
          personId: actor.personId,
          at: tx.now,
        })
        .execute();
      await tx.sql.updateTable("surveyUpload").set({ live: null }).where("live", "=", live).execute();
      await tx.sql
        .insertInto("surveyUpload")
        .values({
          id: tx.nextId(),
          draftId: place.draftId,
          caseId: null,
          fileId,
          tables: isReadable(read) ? toJson(read) : null,
          problems: toJson(problems),
          adjustedRows: toJson(review.adjustedRows),
          state: problems.length === 0 ? "clean" : "faulty",
          at: tx.now,
          live,
        })
        .execute();
    },
    { name: "uploadSurvey" },
  );
  const survey = await ctx.database.read((read) => uploadedSurvey(read, live));
  if (survey === null) throw new Error(`The upload of ${live} was not stored`);
  return survey;
}

const readOf = ({ tables, incomplete, problems }: ParsedSurvey): ReadTables => ({ tables, incomplete, problems });

/** A file that cannot be opened at all is refused whole: what was uploaded before goes on counting. */
function requireReadable({ problems }: ParsedSurvey): void {
  const problem = problems.find(({ file, sheet }) => file !== undefined && sheet === undefined);
  if (problem) throw invalid(problem.code, `“${problem.file}”：${problem.message}`, [problem]);
}

const isReadable = ({ tables }: ReadTables): boolean => Object.values(tables).some(({ file }) => file !== "");

async function surveyDraft(read: Pick<Tx, "sql">, actor: Actor, draftId: number): Promise<DraftRecord> {
  const draft = await openDraft(read, actor, draftId);
  if (draft.business !== "survey-filing") throw draftUnknown();
  return draft;
}

/** Changing the draft's row lets one upload wait for the other; it must still be open then. */
async function lockDraft(tx: Tx, actor: Actor, draftId: number): Promise<void> {
  await tx.sql.updateTable("draft").set({ updatedAt: tx.now }).where("id", "=", draftId).execute();
  await surveyDraft(tx, actor, draftId);
}

/** What was read of the upload under a key of `surveyUpload.live`; null where there is none, or nothing could be read. */
export async function readTables({ sql }: Pick<Tx, "sql">, live: string): Promise<ReadTables | null> {
  const row = await sql.selectFrom("surveyUpload").select("tables").where("live", "=", live).executeTakeFirst();
  return row ? fromJson<ReadTables>(row.tables) : null;
}

async function alreadyFiled(tx: Pick<Tx, "sql">, { orgId, data }: SurveyPlace): Promise<Problem[]> {
  const developer = await developerOf(tx, orgId);
  if (developer === null) throw new BusinessError("NOT_A_DEVELOPER", "只有开发企业可以申请测绘成果备案。");
  const { surveyNo, surveyCaseNo, stage } = data as Parameters<typeof filingProblems>[2];
  return filingProblems(tx, developer, { surveyNo, surveyCaseNo, stage });
}
