import { useState } from "react";
import type { DraftView } from "#domain/platform/drafts.ts";
import type { ShownFile } from "../../platform/files/FilePane.tsx";
import { PreviewDialog } from "./PreviewDialog.tsx";
import { SlotPanel } from "./SlotPanel.tsx";

/** Every material of the matter in its slot. */
export function MaterialsStep({ draft, highlight }: { draft: DraftView; highlight: string | null }) {
  const [shown, setShown] = useState<ShownFile | null>(null);
  return (
    <section className="slots" aria-label="上传材料">
      {draft.matter.materials.map((slot) => (
        <SlotPanel
          key={slot.slot}
          draftId={draft.id}
          slot={slot}
          files={draft.materials.filter((material) => material.slot === slot.slot)}
          highlighted={slot.slot === highlight}
          onShow={setShown}
        />
      ))}
      <PreviewDialog file={shown} onClose={() => setShown(null)} />
    </section>
  );
}
