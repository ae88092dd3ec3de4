import { useState } from "react";
import { useNavigate } from "react-router";
import type { CaseTask, CaseView } from "#domain/platform/cases.ts";
import { ApiError, problemsOf, sentenceOf } from "../../platform/api/problem.ts";
import { useTaskCommand } from "../../platform/api/tasks.ts";
import { EndSupplementSheet } from "../../platform/commands/EndSupplementSheet.tsx";
import { PlainButton } from "../../platform/look/PlainButton.tsx";
import { ProblemList } from "../../platform/look/ProblemList.tsx";

/** The bar of a case that cannot be decided now: 领取, 结束补正 while it waits for the applicant, 取回. */
export function LookBar({ view, task }: { view: CaseView; task: CaseTask | null }) {
  const claims = task?.actions.includes("claim") ? task : null;
  const waits = task?.actions.includes("endSupplement") ? task : null;
  const { recallable } = view;
  if (!claims && !waits && !recallable) return null;
  return (
    <div className="work-bar" role="toolbar" aria-label="决定">
      {recallable && <Recall view={view} recallable={recallable} />}
      {claims && <Claim view={view} task={claims} />}
      {waits && <Waiting view={view} task={waits} />}
    </div>
  );
}

function Claim({ view, task }: { view: CaseView; task: CaseTask }) {
  const claim = useTaskCommand("claim");
  const taken = claim.error instanceof ApiError && claim.error.status === 409;
  return (
    <>
      {claim.isError && <ProblemList title={sentenceOf(claim.error)} problems={problemsOf(claim.error)} />}
      <div className="work-row">
        <span className="work-hint">
          {taken ? "请返回列表选择其他案件。" : `“${task.node.name}”待领，领取后由您办理。`}
        </span>
        <PlainButton
          tone="main"
          className="work-main"
          busy={claim.isPending}
          disabled={taken}
          onClick={() => claim.mutate({ taskId: task.id, caseId: view.id, version: task.version })}
        >
          领取
        </PlainButton>
      </div>
    </>
  );
}

function Waiting({ view, task }: { view: CaseView; task: CaseTask }) {
  const [ending, setEnding] = useState(false);
  return (
    <div className="work-row">
      <span className="work-hint">等待申请人补正，答复后回到您的待办。</span>
      <PlainButton className="work-main" onClick={() => setEnding(true)}>
        结束补正
      </PlainButton>
      {ending && <EndSupplementSheet view={view} task={task} onClose={() => setEnding(false)} />}
    </div>
  );
}

function Recall({ view, recallable }: { view: CaseView; recallable: NonNullable<CaseView["recallable"]> }) {
  const recall = useTaskCommand("recall");
  const navigate = useNavigate();
  const at = { taskId: recallable.taskId, caseId: view.id, version: view.version };
  return (
    <>
      {recall.isError && <ProblemList title={sentenceOf(recall.error)} problems={problemsOf(recall.error)} />}
      <div className="work-row">
        <span className="work-hint">您在“{recallable.nodeName}”的决定还可以取回。</span>
        <PlainButton
          className="work-main"
          busy={recall.isPending}
          onClick={() =>
            recall.mutate(at, {
              onSuccess: ({ taskId }) => void navigate(`/cases/${view.id}?task=${taskId}`, { replace: true }),
            })
          }
        >
          取回
        </PlainButton>
      </div>
    </>
  );
}
