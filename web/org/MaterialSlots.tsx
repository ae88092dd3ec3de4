import type { DraftView } from "#domain/platform/drafts.ts";
import type { Problem } from "../platform/api/problem.ts";
import { MaterialSlotRow } from "./MaterialSlotRow.tsx";

interface Props {
  draft: DraftView;
  problems: Problem[];
  onChanged: () => Promise<void>;
}

/** One place for each material that the matter asks for. */
export function MaterialSlots({ draft, problems, onChanged }: Props) {
  return (
    <ul className="slots">
      {draft.matter.materials.map((slot) => (
        <MaterialSlotRow
          key={slot.slot}
          draftId={draft.id}
          slot={slot}
          files={draft.materials.filter((file) => file.slot === slot.slot)}
          problems={problems.filter(({ field }) => field === slot.slot || field?.endsWith(`.${slot.slot}`))}
          onChanged={onChanged}
        />
      ))}
    </ul>
  );
}
