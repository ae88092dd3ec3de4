import { Button } from "antd";
import type { CaseTask, CaseView } from "#domain/platform/cases.ts";
import { ApiError, problemsOf, sentenceOf } from "../api/problem.ts";
import { useTaskCommand } from "../api/tasks.ts";
import { ProblemList } from "../look/ProblemList.tsx";
import "../decision/decisionBar.css";

/** 领取: the task becomes the caller's, and the bar becomes the decision's. */
export function ClaimBar({ view, task }: { view: CaseView; task: CaseTask }) {
  const claim = useTaskCommand("claim");
  const taken = claim.error instanceof ApiError && claim.error.status === 409;
  return (
    <div className="decision-bar no-print" role="toolbar" aria-label="决定">
      {claim.isError && <ProblemList title={sentenceOf(claim.error)} problems={problemsOf(claim.error)} />}
      <div className="claim-row">
        <span>
          {taken
            ? "请从列表中选择其他案件。"
            : `“${task.node.name}”待领。领取后由您办理，材料和表单全部可见；不便办理时可以放回。`}
        </span>
        <Button
          type="primary"
          loading={claim.isPending}
          disabled={taken}
          onClick={() => claim.mutate({ taskId: task.id, caseId: view.id, version: task.version })}
        >
          领取
        </Button>
      </div>
    </div>
  );
}
