import { useDraft } from "../platform/api/drafts.ts";
import { Loaded } from "../platform/look/States.tsx";
import { DraftEditor } from "./DraftEditor.tsx";

export function DraftPage({ draftId }: { draftId: number }) {
  const draft = useDraft(draftId);
  return <Loaded of={draft}>{(data) => <DraftEditor draft={data} reload={() => draft.refetch()} />}</Loaded>;
}
