import { inspectUpload } from "#adapters/uploads/inspect.ts";
import type { Read } from "#db/transaction.ts";
import type { MaterialSlot } from "#domain/platform/drafts.ts";
import type { Actor, Context } from "../context.ts";
import { kindsOf, slotOf } from "../files.ts";
import { insertMaterial, type Material, materialsOf, materialView, type StoredMaterial } from "../materials.ts";
import { materialSlots, matterOfCase } from "../matters.ts";
import { caseUnknown, fileUnknown } from "../refusals.ts";
import { isApplicant } from "../sight.ts";
import { itemsOf, lockOpenRound, openRoundOf, supplementClosed } from "./rounds.ts";

/** The materials of a case as they are once the answer of a round is given. */
export interface CountingFiles {
  materials: StoredMaterial[];
  added: StoredMaterial[];
  /** Keys of materials that no longer count. */
  replaced: number[];
}

/**
 * A new file takes the place of the one with its name; where a slot takes fewer than there would be, the new ones take
 * the place of all earlier ones. What was replaced stays in storage, but counts no more.
 */
export async function filesAfterAnswer(
  read: Pick<Read, "sql">,
  { caseId, roundId, slots }: { caseId: number; roundId: number; slots: readonly MaterialSlot[] },
): Promise<CountingFiles> {
  const before = await materialsOf(read, { caseId });
  const added = await materialsOf(read, { roundId });
  const staysByName = (file: StoredMaterial) =>
    !added.some(({ slot, name }) => slot === file.slot && name === file.name);
  const overfull = (code: string) => {
    const own = [...before.filter(staysByName), ...added].filter(({ slot }) => slot === code);
    return own.length > (slots.find(({ slot }) => slot === code)?.most ?? Number.POSITIVE_INFINITY);
  };
  const kept = before.filter((file) => staysByName(file) && !overfull(file.slot));
  const replaced = before.filter((file) => !kept.includes(file)).map(({ id }) => id);
  return { materials: [...kept, ...added], added, replaced };
}

/**
 * Adds a file to the answer that the applicant is preparing. It counts from the moment the answer is given.
 * @throws BusinessError CASE_UNKNOWN (404), SUPPLEMENT_CLOSED (409), SLOT_UNKNOWN (404) for a material that was not asked
 *   for, SLOT_FULL (422), and what `inspectUpload` refuses
 */
export async function addSupplementFile(
  ctx: Context,
  actor: Actor,
  caseId: number,
  slotCode: string,
  file: { name: string; bytes: Buffer },
): Promise<Material> {
  const slot = await ctx.database.read((read) => askedSlot(read, actor, caseId, slotCode));
  const inspected = await inspectUpload({ fileName: file.name, content: file.bytes }, kindsOf(slot));
  const stored = await ctx.storage.put(file.bytes);
  return ctx.database.transact(
    async (tx) => {
      const round = await lockOpenRound(tx, caseId);
      const added = await insertMaterial(tx, actor, { roundId: round.id }, { slot, inspected, stored });
      return materialView(added, { caseId }, [slot]);
    },
    { name: "addSupplementFile" },
  );
}

async function askedSlot(
  read: Pick<Read, "sql">,
  actor: Actor,
  caseId: number,
  slotCode: string,
): Promise<MaterialSlot> {
  const row = await applicantsCase(read, actor, caseId);
  const round = await openRoundOf(read, caseId);
  if (!round) throw supplementClosed();
  const items = await itemsOf(read, [round.id]);
  const asked = materialSlots(await matterOfCase(read, row)).filter(({ slot }) =>
    items.some((item) => item.slot === slot),
  );
  return slotOf(asked, slotCode);
}

/** A case that the caller applied for. @throws BusinessError CASE_UNKNOWN (404), whether it is there or not */
export async function applicantsCase({ sql }: Pick<Read, "sql">, actor: Actor, caseId: number) {
  const row = await sql
    .selectFrom("caseRecord")
    .selectAll()
    .where("id", "=", caseId)
    .where((where) => isApplicant(where, actor))
    .executeTakeFirst();
  if (!row) throw caseUnknown();
  return row;
}

/** Takes a file out of the answer again. @throws BusinessError CASE_UNKNOWN, SUPPLEMENT_CLOSED, FILE_UNKNOWN */
export function removeSupplementFile(ctx: Context, actor: Actor, caseId: number, materialId: number): Promise<void> {
  return ctx.database.transact(
    async (tx) => {
      await applicantsCase(tx, actor, caseId);
      const round = await lockOpenRound(tx, caseId);
      const { numUpdatedRows } = await tx.sql
        .updateTable("material")
        .set({ removedAt: tx.now })
        .where("id", "=", materialId)
        .where("roundId", "=", round.id)
        .where("removedAt", "is", null)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw fileUnknown();
    },
    { name: "removeSupplementFile" },
  );
}
