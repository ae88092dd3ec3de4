import { App } from "antd";
import { useState } from "react";
import type { CaseView } from "#domain/platform/cases.ts";
import type { SupplementRound } from "#domain/platform/supplementRounds.ts";
import { useCaseCommand } from "../../../platform/api/caseCommands.ts";
import { messagesByField, type Problem, problemsOf, sentenceOf } from "../../../platform/api/problem.ts";
import type { FormHandle } from "../../../platform/forms/FormView.tsx";

interface Refused {
  title: string;
  problems: Problem[];
}

/**
 * The answer to a round as it is being written.
 * @param form the start form where it is opened for correction, else null
 */
export function useAnswer(view: CaseView, round: SupplementRound, form: () => FormHandle | null) {
  const { message } = App.useApp();
  const command = useCaseCommand("supplement-answer");
  const [answers, setAnswers] = useState<string[]>(() => round.items.map(() => ""));
  const [refused, setRefused] = useState<Refused | null>(null);

  const submit = async () => {
    if (command.isPending) return;
    setRefused(null);
    const opened = form();
    if (opened && opened.check() > 0) {
      return setRefused({ title: "申请表有未填写或填写有误的内容，请修改后再提交。", problems: [] });
    }
    const corrected = opened?.read();
    try {
      const { id: caseId, version } = view;
      await command.mutateAsync({ caseId, version, answers, ...(corrected && { form: corrected }) });
      void message.success("补正已提交。");
    } catch (error) {
      const problems = problemsOf(error);
      opened?.showProblems(messagesByField(problems));
      setRefused({ title: sentenceOf(error), problems });
    }
  };

  return {
    answers,
    write: (n: number, text: string) => setAnswers((all) => all.map((one, at) => (at === n ? text : one))),
    title: refused?.title ?? null,
    problems: refused?.problems ?? [],
    /** Why an item is not answered, until something stands there. */
    problemAt: (n: number) =>
      answers[n] === "" && round.items[n]?.materials.length === 0
        ? refused?.problems.find(({ field }) => field === `answers.${n}`)?.message
        : undefined,
    labels: form()?.labels() ?? new Map<string, string>(),
    sending: command.isPending,
    submit,
  };
}
