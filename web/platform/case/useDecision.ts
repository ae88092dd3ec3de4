import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useRef, useState } from "react";
import type { CaseTask, CaseView, CommandResult } from "#domain/platform/cases.ts";
import { caseKey } from "../api/cases.ts";
import { ApiError, isUnanswered, messagesByField, type Problem, problemsOf, sentenceOf } from "../api/problem.ts";
import { Acts } from "../api/requestId.ts";
import { useDecide } from "../api/tasks.ts";
import type { OutcomeButton } from "../decision/DecisionBar.tsx";
import type { TaskWork } from "../decision/useTaskWork.ts";
import type { FormHandle } from "../forms/FormView.tsx";

export interface Decided {
  /** 已同意 */
  words: string;
  /** A decision, which may still be taken back; else another act after which the task is gone. */
  decided: boolean;
  caseNo: string;
  caseId: number;
  taskId: number;
  result: CommandResult;
}

interface Given {
  view: CaseView;
  task: CaseTask;
  work: TaskWork;
  form: RefObject<FormHandle | null>;
  showForm: () => void;
  onDecided: (decided: Decided) => void;
  /** The opinion is asked for with the confirmation, not before. */
  opinionLater?: boolean;
  /**
   * A last look at the case before anything is sent; false: the person has to look again. `again`: it was sent before and
   * nobody knows whether it arrived.
   */
  mayStillSend?: (again: boolean) => Promise<boolean>;
  /** The server found the task changed. */
  onStale?: () => void;
}

/** From the pressed button to the answer: checks, one confirmation, one send, and what was refused. */
export function useDecision(given: Given) {
  const { view, task, work, form, showForm, onDecided, opinionLater = false, mayStillSend, onStale } = given;
  const decide = useDecide();
  const client = useQueryClient();
  const [asked, setAsked] = useState<OutcomeButton | null>(null);
  const [opinionError, setOpinionError] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<{ title: string; problems: Problem[] } | null>(null);
  const [acts] = useState(() => new Acts());
  const sending = useRef(false);

  const press = (outcome: OutcomeButton) => {
    setRefusal(null);
    setOpinionError(null);
    if (!opinionLater && !opinionStands(outcome)) return;
    if (task.formId) {
      if (!form.current?.read()) return setRefusal({ title: "表单正在载入，请稍候再试。", problems: [] });
      const wrong = form.current.check();
      if (wrong > 0) {
        showForm();
        return setRefusal({ title: `表单有 ${wrong} 处需要补正，请按标红的提示修改。`, problems: [] });
      }
    }
    setAsked(outcome);
  };

  const opinionStands = (outcome: OutcomeButton): boolean => {
    const missing = opinionMissing(outcome, work.opinion, task.node.defaultOpinion);
    setOpinionError(missing);
    if (missing) document.getElementById(`opinion-${task.id}`)?.focus();
    return missing === null;
  };

  const confirm = async () => {
    if (!asked || sending.current || !opinionStands(asked)) return;
    sending.current = true;
    setRefusal(null);
    try {
      await work.hold();
      if (mayStillSend && !(await mayStillSend(acts.open))) return setAsked(null);
      const decision = { outcome: asked.outcome, ...work.now() };
      const at = { taskId: task.id, caseId: view.id, version: task.version };
      const requestId = acts.idOf({ at, decision });
      const result = await decide.mutateAsync({ task: at, requestId, decision });
      acts.answered();
      work.finish();
      setAsked(null);
      void client.invalidateQueries({ queryKey: caseKey(view.id) });
      onDecided({
        words: `已${asked.label}`,
        decided: true,
        caseNo: view.caseNo,
        caseId: view.id,
        taskId: task.id,
        result,
      });
    } catch (error) {
      // Without an answer the confirmation stays where it was asked with the opinion: pressed again, it sends the same.
      if (!isUnanswered(error)) acts.answered();
      if (!(opinionLater && isUnanswered(error))) setAsked(null);
      refused(error);
    } finally {
      sending.current = false;
    }
  };

  const refused = (error: unknown) => {
    const problems = problemsOf(error);
    const byKey = messagesByField(problems);
    if (problems.some((problem) => problem.field === "opinion")) setOpinionError(problems[0]!.message);
    const shown = form.current?.showProblems(byKey);
    if (shown && shown.size > 0) showForm();
    setRefusal({ title: sentenceOf(error), problems });
    // Somebody else was quicker, or the case moved on: look at it again, and keep what was typed.
    if (error instanceof ApiError && (error.status === 409 || error.status === 404)) {
      void client.invalidateQueries({ queryKey: ["inbox"] });
      onStale?.();
    }
  };

  return {
    asked,
    press,
    confirm,
    cancel: () => setAsked(null),
    busy: decide.isPending,
    opinionError,
    refusal,
    dismiss: () => setRefusal(null),
  };
}

/** A refusal needs reasons of its own: the phrase for agreeing is none. */
function opinionMissing(outcome: OutcomeButton, opinion: string, phrase: string): string | null {
  const text = opinion.trim();
  const needed = outcome.danger || outcome.opinionRequired;
  if (!needed) return null;
  if (text === "") return `选择“${outcome.label}”必须填写意见。`;
  return outcome.danger && text === phrase.trim() ? `选择“${outcome.label}”请写明理由，不能沿用默认意见。` : null;
}
