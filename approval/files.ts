import type { Readable } from "node:stream";
import { inspectUpload } from "#adapters/uploads/inspect.ts";
import { type FileKind, fileKinds } from "#adapters/uploads/kinds.ts";
import { BusinessError } from "#domain/errors.ts";
import type { MaterialSlot } from "#domain/platform/drafts.ts";
import { shanghaiDate } from "#domain/rules/workingDays.ts";
import { mayDeliver } from "./caseEnd/deliver.ts";
import { receiveByDownload } from "./caseEnd/electronicReceipt.ts";
import { internalDocuments, readsFiles } from "./caseView.ts";
import type { Actor, Context } from "./context.ts";
import { openDraft, ownDraft } from "./drafts.ts";
import { insertMaterial, type Material, materialsOf, materialView, type StoredMaterial } from "./materials.ts";
import { currentMatter, materialSlots } from "./matters.ts";
import { fileUnknown } from "./refusals.ts";
import { demandSight } from "./sight.ts";
import { openRoundOf } from "./supplements/rounds.ts";

export interface OpenedFile {
  stream: Readable;
  name: string;
  mediaType: string;
  /** Bytes; null where nobody knows before it is read. */
  size: number | null;
}

/**
 * Adds a file to its slot of a draft. It is looked into and stored first, outside the transaction; the same content
 * stored twice lies there once.
 * @throws BusinessError DRAFT_UNKNOWN, DRAFT_SUBMITTED, SLOT_UNKNOWN, SLOT_FULL, and what `inspectUpload` refuses
 */
export async function addDraftFile(
  ctx: Context,
  actor: Actor,
  draftId: number,
  slotCode: string,
  file: { name: string; bytes: Buffer },
): Promise<Material> {
  const today = shanghaiDate(ctx.clock.now());
  const slot = await ctx.database.read(async (read) => {
    const draft = await openDraft(read, actor, draftId);
    const slots = materialSlots(await currentMatter(read, draft.business, actor.regionCode, today));
    return slotOf(slots, slotCode);
  });
  const inspected = await inspectUpload({ fileName: file.name, content: file.bytes }, kindsOf(slot));
  const stored = await ctx.storage.put(file.bytes);
  return ctx.database.transact(
    async (tx) => {
      await openDraft(tx, actor, draftId);
      // Changing the draft locks it.
      await tx.sql.updateTable("draft").set({ updatedAt: tx.now }).where("id", "=", draftId).execute();
      const added = await insertMaterial(tx, actor, { draftId }, { slot, inspected, stored });
      return materialView(added, { draftId }, [slot]);
    },
    { name: "addDraftFile" },
  );
}

export function slotOf(slots: readonly MaterialSlot[], code: string): MaterialSlot {
  const slot = slots.find((known) => known.slot === code);
  if (!slot) throw new BusinessError("SLOT_UNKNOWN", "该事项没有这项材料。", { status: 404 });
  return slot;
}

/** What a slot takes: its media types, all kinds where it names none. */
export function kindsOf({ accept }: MaterialSlot): FileKind[] | undefined {
  if (accept.length === 0) return undefined;
  const kinds = Object.keys(fileKinds) as FileKind[];
  return kinds.filter((kind) => accept.includes(fileKinds[kind].mediaType));
}

/** Takes a file out of a draft that is not submitted. @throws BusinessError DRAFT_UNKNOWN, DRAFT_SUBMITTED, FILE_UNKNOWN */
export function removeDraftFile(ctx: Context, actor: Actor, draftId: number, materialId: number): Promise<void> {
  return ctx.database.transact(
    async (tx) => {
      await openDraft(tx, actor, draftId);
      const { numUpdatedRows } = await tx.sql
        .updateTable("material")
        .set({ removedAt: tx.now })
        .where("id", "=", materialId)
        .where("draftId", "=", draftId)
        .where("caseId", "is", null)
        .where("removedAt", "is", null)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw fileUnknown();
    },
    { name: "removeDraftFile" },
  );
}

/** A file of one's own draft. @throws BusinessError DRAFT_UNKNOWN, FILE_UNKNOWN */
export async function openDraftFile(
  ctx: Context,
  actor: Actor,
  draftId: number,
  materialId: number,
): Promise<OpenedFile> {
  const material = await ctx.database.read(async (read) => {
    await ownDraft(read, actor, draftId);
    return (await materialsOf(read, { draftId })).find(({ id }) => id === materialId);
  });
  return openMaterial(ctx, material);
}

/**
 * A material of a case that the caller sees whole; for the applicant also one of the answer that is being prepared.
 * @throws BusinessError CASE_UNKNOWN, CLAIM_FIRST, FILE_UNKNOWN */
export async function openCaseFile(
  ctx: Context,
  actor: Actor,
  caseId: number,
  materialId: number,
): Promise<OpenedFile> {
  const material = await ctx.database.read(async (read) => {
    const level = await demandSight(read, actor, ctx.clock.now(), caseId);
    demandFiles(level);
    const counting = (await materialsOf(read, { caseId })).find(({ id }) => id === materialId);
    if (counting || level !== "applicant") return counting;
    const round = await openRoundOf(read, caseId);
    return round ? (await materialsOf(read, { roundId: round.id })).find(({ id }) => id === materialId) : undefined;
  });
  return openMaterial(ctx, material);
}

/**
 * A document of a case; whoever hands the result over may read what is addressed to the applicant. A result that an
 * applicant opens who agreed to electronic delivery counts as received.
 * @throws BusinessError CASE_UNKNOWN, CLAIM_FIRST, FILE_UNKNOWN (also while it is being made)
 */
export async function openCaseDocument(
  ctx: Context,
  actor: Actor,
  caseId: number,
  documentId: number,
): Promise<OpenedFile> {
  const { level, document } = await ctx.database.read(async (read) => {
    const level = await demandSight(read, actor, ctx.clock.now(), caseId);
    const row = await read.sql.selectFrom("caseRecord").selectAll().where("id", "=", caseId).executeTakeFirstOrThrow();
    if (!(await mayDeliver(read, actor, row))) demandFiles(level);
    const document = await read.sql
      .selectFrom("caseDocument")
      .select(["title", "number", "fileHash", "size"])
      .where("id", "=", documentId)
      .where("caseId", "=", caseId)
      .$if(level !== "full", (query) => query.where("kind", "not in", internalDocuments))
      .executeTakeFirst();
    return { level, document };
  });
  if (!document || document.fileHash === null || document.size === null) throw fileUnknown();
  if (level === "applicant") await receiveByDownload(ctx, actor, caseId, documentId);
  return {
    stream: await ctx.storage.open(document.fileHash, { verify: true }),
    name: `${document.title} ${document.number}.pdf`,
    mediaType: fileKinds.pdf.mediaType,
    size: document.size,
  };
}

function demandFiles(level: Parameters<typeof readsFiles.has>[0]): void {
  if (readsFiles.has(level)) return;
  throw new BusinessError("CLAIM_FIRST", "领取任务后才能查看材料和文书。", { status: 403 });
}

async function openMaterial(ctx: Context, material: StoredMaterial | undefined): Promise<OpenedFile> {
  if (!material) throw fileUnknown();
  const { hash, name, mediaType, size } = material;
  return { stream: await ctx.storage.open(hash, { verify: true }), name, mediaType, size };
}
