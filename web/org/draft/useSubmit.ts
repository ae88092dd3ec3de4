import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { DraftView } from "#domain/platform/drafts.ts";
import { draftKey, submitDraft } from "../../platform/api/drafts.ts";
import { hasCode, isUnanswered, type Problem, problemsOf, sentenceOf } from "../../platform/api/problem.ts";
import { newRequestId } from "../../platform/api/requestId.ts";
import type { DraftSaver } from "./DraftSaver.ts";
import { forgetUnsaved } from "./unsaved.ts";

export interface Refusal {
  title: string;
  problems: Problem[];
}

/** Hands the application in: once, however often the button is hit and however often the line breaks. */
export function useSubmit(draft: DraftView, saver: DraftSaver, onStale: () => void) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const attempt = useRef<{ requestId: string; version: number } | null>(null);
  const underWay = useRef(false);
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function send(): Promise<void> {
    if (!(await saver.flush())) {
      return setRefusal({ title: "填写的内容还没有全部保存，暂时不能提交。请稍候再试。", problems: [] });
    }
    if (attempt.current?.version !== saver.version) {
      attempt.current = { requestId: newRequestId(), version: saver.version };
    }
    try {
      const { caseId } = await submitDraft(draft.id, attempt.current.requestId, attempt.current.version);
      forgetUnsaved(draft.id);
      client.removeQueries({ queryKey: draftKey(draft.id) });
      void client.invalidateQueries({ queryKey: ["inbox"] });
      await navigate(`/cases/${caseId}`, { replace: true, state: { submitted: true } });
    } catch (error) {
      if (!isUnanswered(error)) attempt.current = null;
      if (hasCode(error, "STALE_DRAFT")) onStale();
      setRefusal({ title: sentenceOf(error), problems: problemsOf(error) });
    }
  }

  const submit = async () => {
    if (underWay.current) return;
    underWay.current = true;
    setSending(true);
    setRefusal(null);
    try {
      await send();
    } finally {
      underWay.current = false;
      setSending(false);
    }
  };
  return { submit, sending, refusal, dismiss: () => setRefusal(null) };
}
