import type { z } from "zod";
import type { InspectedFile } from "#adapters/uploads/inspect.ts";
import type { Read, Tx } from "#db/transaction.ts";
import { BusinessError, type Problem } from "#domain/errors.ts";
import type { MaterialSlot } from "#domain/platform/drafts.ts";
import type { materialSchema } from "#domain/platform/materials.ts";
import type { MaterialRow } from "./business.ts";
import type { Actor } from "./context.ts";

export type Material = z.infer<typeof materialSchema>;

/** Where a material is fetched: through its draft or its case, each time. */
export type MaterialPlace = { draftId: number } | { caseId: number };

export const materialUrl = (place: MaterialPlace, id: number): string =>
  "draftId" in place ? `/api/drafts/${place.draftId}/files/${id}` : `/api/cases/${place.caseId}/files/${id}`;

export interface StoredMaterial extends MaterialRow {
  hash: string;
  at: number;
}

/** The materials of a draft, of a case or of an answer to 补正 that were not removed, in the order in which they came. */
export function materialsOf(
  read: Pick<Read, "sql">,
  place: MaterialPlace | { roundId: number },
): Promise<StoredMaterial[]> {
  return read.sql
    .selectFrom("material")
    .innerJoin("storedFile", "storedFile.id", "material.fileId")
    .select([
      "material.id",
      "material.slot",
      "material.fileId",
      "material.at",
      "storedFile.name",
      "storedFile.mediaType",
      "storedFile.size",
      "storedFile.hash",
    ])
    .where("material.removedAt", "is", null)
    .$if("draftId" in place, (query) => query.where("material.draftId", "=", (place as { draftId: number }).draftId))
    .$if("caseId" in place, (query) => query.where("material.caseId", "=", (place as { caseId: number }).caseId))
    .$if("roundId" in place, (query) => query.where("material.roundId", "=", (place as { roundId: number }).roundId))
    .orderBy("material.at")
    .orderBy("material.id")
    .execute();
}

export function materialView(row: StoredMaterial, place: MaterialPlace, slots: readonly MaterialSlot[]): Material {
  const { id, slot, name, mediaType, size, at } = row;
  const slotName = slots.find((known) => known.slot === slot)?.name ?? slot;
  return { id, slot, slotName, name, mediaType, size, at, url: materialUrl(place, id) };
}

/**
 * Adds a file, looked into and stored already, to its slot. The caller holds the lock of the place, so that files that come
 * at once are counted one after the other.
 * @throws BusinessError SLOT_FULL (422)
 */
export async function insertMaterial(
  tx: Tx,
  { personId }: Pick<Actor, "personId">,
  place: { draftId: number } | { roundId: number },
  { slot, inspected, stored }: GivenFile,
): Promise<StoredMaterial> {
  const there = await materialsOf(tx, place);
  if (there.filter((material) => material.slot === slot.slot).length >= slot.most) {
    throw new BusinessError("SLOT_FULL", `“${slot.name}”最多上传 ${slot.most} 个文件，请先删除再上传。`, {
      status: 422,
    });
  }
  const file = { id: tx.nextId(), ...stored, name: inspected.fileName, mediaType: inspected.mediaType };
  const material = { id: tx.nextId(), slot: slot.slot, fileId: file.id, at: tx.now };
  await tx.sql
    .insertInto("storedFile")
    .values({ ...file, personId, at: tx.now })
    .execute();
  await tx.sql
    .insertInto("material")
    .values({ ...material, draftId: null, roundId: null, caseId: null, ...place, removedAt: null })
    .execute();
  return { ...file, ...material };
}
export interface GivenFile {
  slot: MaterialSlot;
  inspected: InspectedFile;
  stored: { hash: string; size: number };
}

/** Required materials that are missing, each as a problem with its slot as field. */
export function missingMaterials(slots: readonly MaterialSlot[], given: readonly { slot: string }[]): Problem[] {
  return slots
    .filter(({ slot, required }) => required && !given.some((material) => material.slot === slot))
    .map(({ slot, name }) => ({
      code: "MATERIAL_MISSING",
      message: `请上传“${name}”。`,
      field: `materials.${slot}`,
    }));
}
