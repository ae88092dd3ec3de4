import { useRef, useState } from "react";
import type { CaseTask, CaseView } from "#domain/platform/cases.ts";
import { problemsOf, sentenceOf } from "../api/problem.ts";
import { useTaskCommand } from "../api/tasks.ts";
import { MoreCommands } from "../commands/MoreCommands.tsx";
import { ConfirmDecision } from "../decision/ConfirmDecision.tsx";
import { DecisionBar } from "../decision/DecisionBar.tsx";
import { useTaskWork } from "../decision/useTaskWork.ts";
import type { FormHandle } from "../forms/FormView.tsx";
import { ProblemList } from "../look/ProblemList.tsx";
import { useMe } from "../session/me.ts";
import { CaseTabs, type TabKey } from "./CaseTabs.tsx";
import { type Decided, useDecision } from "./useDecision.ts";

interface Props {
  view: CaseView;
  task: CaseTask;
  onDecided: (decided: Decided) => void;
}

/** The case with the task being worked on. Mounted anew for each task and version. */
export function TaskAtWork({ view, task, onDecided }: Props) {
  const me = useMe();
  const form = useRef<FormHandle>(null);
  const [tab, setTab] = useState<TabKey>("form");
  // The task as it was when this work began: a later answer of the server must not overwrite what is being typed.
  const [atStart] = useState(task);
  const work = useTaskWork(atStart, me.personId, form);
  const release = useTaskCommand("release");
  const decision = useDecision({ view, task, work, form, showForm: () => setTab("form"), onDecided });
  const refusal =
    decision.refusal ??
    (release.isError ? { title: sentenceOf(release.error), problems: problemsOf(release.error) } : null);
  return (
    <>
      <CaseTabs
        view={view}
        tab={tab}
        onTab={setTab}
        writing={{ task: atStart, form, data: work.form, onChange: work.formChanged }}
      />
      <DecisionBar
        task={task}
        work={work}
        busy={decision.busy}
        opinionError={decision.opinionError}
        onPress={decision.press}
        commands={
          <MoreCommands
            view={view}
            task={task}
            work={work}
            busy={decision.busy}
            onGone={(words, result) => {
              work.finish();
              onDecided({ words, decided: false, caseNo: view.caseNo, caseId: view.id, taskId: task.id, result });
            }}
          />
        }
        releasing={release.isPending}
        onRelease={() =>
          void work.save().then(() => release.mutate({ taskId: task.id, caseId: view.id, version: task.version }))
        }
        notice={
          refusal && (
            <ProblemList
              {...refusal}
              {...(form.current ? { labels: form.current.labels() } : {})}
              onClose={() => {
                decision.dismiss();
                release.reset();
              }}
            />
          )
        }
      />
      <ConfirmDecision
        outcome={decision.asked}
        view={view}
        opinion={work.opinion}
        busy={decision.busy}
        onConfirm={() => void decision.confirm()}
        onCancel={decision.cancel}
      />
    </>
  );
}
