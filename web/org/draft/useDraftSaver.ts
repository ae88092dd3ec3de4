import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { DraftView } from "#domain/platform/drafts.ts";
import { draftKey, saveDraft } from "../../platform/api/drafts.ts";
import { DraftSaver, type SaveState } from "./DraftSaver.ts";
import { forgetUnsaved, keepUnsaved, readUnsaved } from "./unsaved.ts";

/** The saver of one opened draft, with what this tab still had unsent of it. */
export function useDraftSaver(draft: DraftView): { saver: DraftSaver; state: SaveState; data: DraftView["data"] } {
  const client = useQueryClient();
  const [{ saver, data }] = useState(() => {
    const made = new DraftSaver(draft.version, {
      async send(data, version) {
        const saved = await saveDraft(draft.id, data, version);
        client.setQueryData<DraftView>(draftKey(draft.id), (old) =>
          old ? { ...old, data: { ...old.data, ...data }, version: saved.version } : old,
        );
        return saved;
      },
      keep: (unsaved) => (unsaved ? keepUnsaved(draft.id, unsaved) : forgetUnsaved(draft.id)),
      now: Date.now,
    });
    const unsaved = readUnsaved(draft.id);
    if (unsaved) made.restore(unsaved.data, unsaved.version);
    return { saver: made, data: { ...draft.data, ...unsaved?.data } };
  });
  const state = useSyncExternalStore(saver.subscribe, saver.state);

  useEffect(() => {
    const online = () => void saver.flush();
    window.addEventListener("online", online);
    return () => {
      window.removeEventListener("online", online);
      void saver.flush().then(() => client.invalidateQueries({ queryKey: ["drafts"] }));
    };
  }, [saver, client]);

  const unsent = state.kind !== "saved";
  useEffect(() => {
    if (!unsent) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [unsent]);

  return { saver, state, data };
}
