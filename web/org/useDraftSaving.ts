import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { z } from "zod";
import type { DraftView } from "#domain/platform/drafts.ts";
import { readDraft, saveDraft } from "../platform/api/drafts.ts";
import { hasCode, sentenceOf } from "../platform/api/problem.ts";
import type { FormData } from "../platform/forms/FormCanvas.ts";
import type { FormHandle } from "../platform/forms/FormView.tsx";

const idle = 1_500;
const keptSchema = z.object({ version: z.number(), data: z.record(z.string(), z.unknown()) });

export type DraftState =
  | { kind: "saved"; at: number }
  | { kind: "changed" }
  | { kind: "saving" }
  | { kind: "failed"; why: string }
  /** Somebody saved this draft elsewhere since it was opened here. */
  | { kind: "conflict" };

/**
 * Saves a draft after each pause in typing, one request at a time, and keeps what the server does not have in this
 * tab. Of two writers the second is asked what to keep.
 */
export function useDraftSaving(draft: DraftView, personId: number, form: RefObject<FormHandle | null>) {
  const storageKey = `anju.draft.${personId}.${draft.id}`;
  const [start] = useState(() => kept(storageKey, draft));
  const [state, setState] = useState<DraftState>(
    start.restored ? { kind: "changed" } : { kind: "saved", at: draft.updatedAt },
  );
  const version = useRef(draft.version);
  const dirty = useRef(start.restored);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const last = useRef<FormData>(start.data);
  const ended = useRef(false);
  const draftId = draft.id;

  const save = useCallback((): Promise<void> => {
    clearTimeout(timer.current);
    queue.current = queue.current.then(async () => {
      if (!dirty.current || ended.current) return;
      const data = form.current?.read() ?? last.current;
      dirty.current = false;
      setState({ kind: "saving" });
      try {
        version.current = (await saveDraft(draftId, data, version.current)).version;
        if (!dirty.current) sessionStorage.removeItem(storageKey);
        setState(dirty.current ? { kind: "changed" } : { kind: "saved", at: Date.now() });
      } catch (error) {
        dirty.current = true;
        setState(hasCode(error, "STALE_DRAFT") ? { kind: "conflict" } : { kind: "failed", why: sentenceOf(error) });
      }
    });
    return queue.current;
  }, [draftId, form, storageKey]);

  const changed = useCallback(() => {
    dirty.current = true;
    last.current = form.current?.read() ?? last.current;
    sessionStorage.setItem(storageKey, JSON.stringify({ version: version.current, data: last.current }));
    setState((before) => (before.kind === "conflict" ? before : { kind: "changed" }));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), idle);
  }, [form, save, storageKey]);

  useEffect(
    () => () => {
      void save();
    },
    [save],
  );

  return {
    state,
    data: start.data,
    changed,
    save,
    /** Whether everything typed is on the server. */
    isSaved: () => !dirty.current,
    version: () => version.current,
    /** My words count: take the other's version number and save over it. */
    async overwrite() {
      version.current = (await readDraft(draftId)).version;
      dirty.current = true;
      await save();
    },
    forget() {
      ended.current = true;
      clearTimeout(timer.current);
      sessionStorage.removeItem(storageKey);
    },
    /** The upload of a file may have moved the draft on; nothing of ours is older for it. */
    async catchUp() {
      await queue.current;
      version.current = (await readDraft(draftId)).version;
    },
  };
}

/** What an earlier visit of this tab could not save, if nobody saved since; else what the server has. */
function kept(storageKey: string, draft: DraftView): { data: FormData; restored: boolean } {
  const text = sessionStorage.getItem(storageKey);
  const parsed = keptSchema.safeParse(text ? JSON.parse(text) : null);
  if (!parsed.success || parsed.data.version !== draft.version) return { data: draft.data, restored: false };
  return { data: { ...draft.data, ...parsed.data.data }, restored: true };
}
