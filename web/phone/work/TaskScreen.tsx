import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import type { CaseTask, CaseView } from "#domain/platform/cases.ts";
import { caseQuery } from "../../platform/api/cases.ts";
import { changesBetween } from "../../platform/case/changes.ts";
import { useDecision } from "../../platform/case/useDecision.ts";
import { useTaskWork } from "../../platform/decision/useTaskWork.ts";
import type { FormHandle } from "../../platform/forms/FormView.tsx";
import { ProblemList } from "../../platform/look/ProblemList.tsx";
import { useMe } from "../../platform/session/me.ts";
import { CaseBody } from "../case/CaseBody.tsx";
import { ChangesSheet } from "./ChangesSheet.tsx";
import { DecideSheet } from "./DecideSheet.tsx";
import { OpinionSheet } from "./OpinionSheet.tsx";
import { useKeeper } from "./sealedKeeper.ts";
import { TaskSheets } from "./TaskSheets.tsx";
import { useMoveOn } from "./useMoveOn.ts";
import { WorkBar } from "./WorkBar.tsx";

interface Props {
  view: CaseView;
  /** The task as it was when this work began. */
  begun: CaseTask;
  /** Looks at the case without the task, which is no longer this person's. */
  onLeave: () => void;
}

/** A case with the task being worked on: what the person has seen of it is what they decide on. */
export function TaskScreen({ view, begun, onLeave }: Props) {
  const me = useMe();
  const form = useRef<FormHandle>(null);
  const [part, setPart] = useState("form");
  const [sheet, setSheet] = useState<"opinion" | "more" | null>(null);
  const close = () => setSheet(null);
  // A later answer of the server must neither overwrite what is being typed nor be decided on unseen.
  const [atStart] = useState(begun);
  const [seen, setSeen] = useState(view);
  const task = seen.tasks.find(({ id }) => id === begun.id) ?? begun;
  const news = useNews(seen, view, task);
  const work = useTaskWork(atStart, me.personId, form, useKeeper());
  const moveOn = useMoveOn();
  const client = useQueryClient();
  const decision = useDecision({
    view: seen,
    task,
    work,
    form,
    showForm: () => setPart("form"),
    onDecided: moveOn,
    opinionLater: true,
    async mayStillSend(again) {
      const latest = await client.fetchQuery({ ...caseQuery(view.id), staleTime: 0 });
      const now = latest.tasks.find(({ id }) => id === task.id);
      const open = now?.actions.includes("decide") ?? false;
      // Sent before and no longer open: most likely this very decision was done, and the server will say so.
      if (again && !open) return true;
      return open && now?.version === task.version && changesBetween(seen, latest).length === 0;
    },
    onStale: () => void client.invalidateQueries(caseQuery(view.id)),
  });
  return (
    <>
      <CaseBody
        view={view}
        task={task}
        writing={{ task: atStart, form, data: work.form, onChange: work.formChanged }}
        part={part}
        onPart={setPart}
      />
      <WorkBar
        task={task}
        work={work}
        busy={decision.busy}
        onPress={decision.press}
        onOpen={setSheet}
        notice={
          decision.refusal &&
          !decision.asked && (
            <ProblemList
              {...decision.refusal}
              {...(form.current ? { labels: form.current.labels() } : {})}
              onClose={decision.dismiss}
            />
          )
        }
      />
      {sheet === "more" && (
        <TaskSheets
          view={seen}
          task={task}
          work={work}
          onPress={decision.press}
          onCopied={() => setSeen(client.getQueryData(caseQuery(view.id).queryKey) ?? view)}
          onClose={close}
        />
      )}
      {sheet === "opinion" && <OpinionSheet task={task} work={work} onClose={close} />}
      {decision.asked && (
        <DecideSheet
          outcome={decision.asked}
          view={seen}
          task={task}
          work={work}
          busy={decision.busy}
          wrong={decision.opinionError ?? decision.refusal?.title ?? null}
          onConfirm={() => void decision.confirm()}
          onCancel={decision.cancel}
        />
      )}
      {news && !decision.busy && !decision.asked && sheet === null && (
        <ChangesSheet news={news} onGoOn={() => setSeen(view)} onLeave={onLeave} />
      )}
    </>
  );
}

export interface News {
  changes: string[];
  /** The task can still be decided by this person. */
  open: boolean;
}

/** What has happened since the person looked; null where nothing did that matters. */
function useNews(seen: CaseView, view: CaseView, task: CaseTask): News | null {
  return useMemo(() => {
    const now = view.tasks.find(({ id }) => id === task.id);
    const open = now?.actions.includes("decide") ?? false;
    const changes = changesBetween(seen, view);
    if (open && changes.length === 0 && now?.version !== task.version) {
      return { changes: ["这项任务在别处被放回、领取或改动过。"], open };
    }
    return open && changes.length === 0 ? null : { changes, open };
  }, [seen, view, task]);
}
