import type { z } from "zod";
import type { MaterialSlot } from "#domain/platform/drafts.ts";
import { materialSchema } from "#domain/platform/materials.ts";
import { ApiError } from "../../platform/api/problem.ts";
import { refusalOf } from "./fileRules.ts";
import { sendFile } from "./sendFile.ts";
import { useUploads } from "./useUploads.ts";

export type Material = z.infer<typeof materialSchema>;

interface Target {
  slot: Pick<MaterialSlot, "name" | "accept" | "most">;
  /** How many files are there already. */
  there: number;
  path: string;
  onAdded: (material: Material) => void;
}

/** Uploads into one slot; what cannot fit is told before it is sent. */
export function useSlotUploads({ slot, there, path, onAdded }: Target) {
  const uploads = useUploads(async (file, sending) => {
    onAdded(await sendFile(materialSchema, path, file, sending));
  });
  const offer = (files: File[]) => {
    let open = slot.most - there - uploads.uploads.filter(({ error }) => !error).length;
    for (const file of files) {
      const refused = refusalOf(file, slot.accept) ?? (open > 0 ? null : slotFull(slot));
      if (refused) uploads.refuse(file, refused);
      else {
        open -= 1;
        uploads.add([file]);
      }
    }
  };
  return { ...uploads, offer };
}

const slotFull = ({ name, most }: Target["slot"]) =>
  new ApiError("refused", `“${name}”最多上传 ${most} 份，请先删除再上传。`, { code: "SLOT_FULL" });
