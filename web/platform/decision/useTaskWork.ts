import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { CaseTask } from "#domain/platform/cases.ts";
import { saveTaskDraft } from "../api/tasks.ts";
import type { FormHandle } from "../forms/FormView.tsx";
import { readPhrases } from "./phrases.ts";
import { type Keeper, tabKeeper, type Unsaved } from "./unsaved.ts";

const idle = 3_000;
export type SaveState = "untouched" | "changed" | "saving" | "failed" | { savedAt: number };

/**
 * Opinion and form of one task while a person works on it: what was typed last wins over what was saved, which wins
 * over the phrase. Kept on this machine at each change, on the server after three idle seconds.
 */
export function useTaskWork(
  task: CaseTask,
  personId: number,
  form: RefObject<FormHandle | null>,
  keeper: Keeper = tabKeeper,
) {
  const start = useMemo(() => startOf(task, personId, keeper), [task, personId, keeper]);
  const [opinion, setOpinionState] = useState(start.opinion);
  const [saveState, setSaveState] = useState<SaveState>(start.savedAtServer ? "untouched" : "changed");
  const latest = useRef(start.opinion);
  const typed = useRef<Unsaved["form"]>(start.form);
  const dirty = useRef(!start.savedAtServer);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sending = useRef<Promise<void>>(Promise.resolve());
  const ended = useRef(false);
  const taskId = task.id;

  const writable = task.node.writable;
  const now = useCallback((): Unsaved => {
    const fields = form.current?.read();
    if (fields) typed.current = only(fields, writable);
    return { opinion: latest.current, form: typed.current };
  }, [form, writable]);

  const save = useCallback((): Promise<void> => {
    clearTimeout(timer.current);
    if (!dirty.current || ended.current) return sending.current;
    sending.current = sending.current.then(async () => {
      const work = now();
      dirty.current = false;
      setSaveState("saving");
      try {
        await saveTaskDraft(taskId, work);
        if (!dirty.current) keeper.forget(personId, taskId);
        setSaveState({ savedAt: Date.now() });
      } catch {
        // Nothing is lost: it stays in the tab, and the next change tries again.
        dirty.current = true;
        setSaveState("failed");
      }
    });
    return sending.current;
  }, [now, taskId, personId, keeper]);

  const changed = useCallback(() => {
    dirty.current = true;
    setSaveState("changed");
    keeper.keep(personId, taskId, now());
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), idle);
  }, [now, save, personId, taskId, keeper]);

  const setOpinion = useCallback(
    (text: string) => {
      latest.current = text;
      setOpinionState(text);
      changed();
    },
    [changed],
  );

  useEffect(
    () => () => {
      void save();
    },
    [save],
  );

  return {
    opinion,
    setOpinion,
    form: start.form,
    saveState,
    formChanged: changed,
    save,
    now,
    /** Nothing more may be saved: the task is being decided. Ends when the last save has. */
    async hold() {
      clearTimeout(timer.current);
      await sending.current;
    },
    finish() {
      ended.current = true;
      clearTimeout(timer.current);
      keeper.forget(personId, taskId);
    },
  };
}
export type TaskWork = ReturnType<typeof useTaskWork>;

function startOf(task: CaseTask, personId: number, keeper: Keeper) {
  const unsaved = keeper.read(personId, task.id);
  if (unsaved) return { ...unsaved, savedAtServer: false };
  if (task.draft) return { opinion: task.draft.opinion, form: task.draft.form, savedAtServer: true };
  const opinion = readPhrases(personId, task.node.id).preferred ?? task.node.defaultOpinion;
  return { opinion, form: {}, savedAtServer: true };
}

const only = (fields: Unsaved["form"], writable: readonly string[]): Unsaved["form"] =>
  Object.fromEntries(Object.entries(fields).filter(([key, value]) => writable.includes(key) && value !== undefined));
