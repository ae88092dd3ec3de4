import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { draftKey, readDraft, useDraft } from "../../platform/api/drafts.ts";
import { EmptyState, Loaded } from "../../platform/look/States.tsx";
import { DraftEditor } from "./DraftEditor.tsx";
import { forgetUnsaved } from "./unsaved.ts";
import "./draft.css";

/** One application being prepared: `/drafts/12/materials`. */
export function DraftPage() {
  const draftId = Number(useParams().draftId);
  if (!Number.isSafeInteger(draftId) || draftId < 1)
    return <EmptyState title="没有这份草稿">请从首页进入。</EmptyState>;
  return <Opened key={draftId} draftId={draftId} />;
}

function Opened({ draftId }: { draftId: number }) {
  const client = useQueryClient();
  const draft = useDraft(draftId);
  const [round, setRound] = useState(0);
  /** What was typed here gives way to what the server has. */
  const reload = async () => {
    forgetUnsaved(draftId);
    client.setQueryData(draftKey(draftId), await readDraft(draftId));
    setRound((before) => before + 1);
  };
  return (
    <Loaded of={draft} rows={10}>
      {(data) => <DraftEditor key={round} draft={data} reload={reload} />}
    </Loaded>
  );
}
