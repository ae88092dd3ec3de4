import { App, Button } from "antd";
import { type ReactNode, useState } from "react";
import type { CaseTask, CaseView } from "#domain/platform/cases.ts";
import { ApiError, problemsOf, sentenceOf } from "../api/problem.ts";
import { useTaskCommand } from "../api/tasks.ts";
import { type CaseSheet, caseSheetsOf } from "../commands/caseSheets.ts";
import { EndSupplementSheet } from "../commands/EndSupplementSheet.tsx";
import { ProblemList } from "../look/ProblemList.tsx";
import "../decision/decisionBar.css";
import { whenDone } from "../commands/whenDone.ts";

interface Props {
  view: CaseView;
  task: CaseTask | null;
  /** 取回 brought this task back. */
  onBack: (taskId: number) => void;
}

/** The bar of a case that cannot be decided now: 领取, 结束补正, 取回, and what may be done with the case as a whole. */
export function LookBar({ view, task, onBack }: Props) {
  const claims = task?.actions.includes("claim") ? task : null;
  const waits = task?.actions.includes("endSupplement") ? task : null;
  const { recallable } = view;
  const sheets = caseSheetsOf(view);
  if (!claims && !waits && !recallable && sheets.length === 0) return null;
  return (
    <div className="decision-bar no-print" role="toolbar" aria-label="决定">
      {recallable && <Recall view={view} recallable={recallable} onBack={onBack} />}
      {waits && <Waiting view={view} task={waits} />}
      {claims && <Claim view={view} task={claims} />}
      {sheets.length > 0 && <CaseActs view={view} sheets={sheets} />}
    </div>
  );
}

/** One line of the bar: words at the left, what to press at the right. */
function Row({ words, children }: { words: string; children: ReactNode }) {
  return (
    <div className="look-row">
      <span>{words}</span>
      <span className="look-buttons">{children}</span>
    </div>
  );
}

/** 领取: the task becomes the caller's, and the bar becomes the decision's. */
function Claim({ view, task }: { view: CaseView; task: CaseTask }) {
  const claim = useTaskCommand("claim");
  const taken = claim.error instanceof ApiError && claim.error.status === 409;
  return (
    <>
      {claim.isError && <ProblemList title={sentenceOf(claim.error)} problems={problemsOf(claim.error)} />}
      <Row
        words={
          taken
            ? "请从列表中选择其他案件。"
            : `“${task.node.name}”待领。领取后由您办理，材料和表单全部可见；不便办理时可以放回。`
        }
      >
        <Button
          type="primary"
          loading={claim.isPending}
          disabled={taken}
          onClick={() => claim.mutate({ taskId: task.id, caseId: view.id, version: task.version })}
        >
          领取
        </Button>
      </Row>
    </>
  );
}

function Waiting({ view, task }: { view: CaseView; task: CaseTask }) {
  const [ending, setEnding] = useState(false);
  return (
    <Row words="等待申请人补正，答复后回到您的待办。">
      <Button onClick={() => setEnding(true)}>结束补正</Button>
      {ending && <EndSupplementSheet view={view} task={task} onClose={() => setEnding(false)} />}
    </Row>
  );
}

interface RecallProps extends Pick<Props, "view" | "onBack"> {
  recallable: NonNullable<CaseView["recallable"]>;
}

function Recall({ view, recallable, onBack }: RecallProps) {
  const recall = useTaskCommand("recall");
  const at = { taskId: recallable.taskId, caseId: view.id, version: view.version };
  return (
    <>
      {recall.isError && <ProblemList title={sentenceOf(recall.error)} problems={problemsOf(recall.error)} />}
      <Row words={`您在“${recallable.nodeName}”的决定还可以取回。`}>
        <Button
          loading={recall.isPending}
          onClick={() => whenDone(recall.mutateAsync(at), ({ taskId }) => onBack(taskId))}
        >
          取回
        </Button>
      </Row>
    </>
  );
}

function CaseActs({ view, sheets }: { view: CaseView; sheets: readonly CaseSheet[] }) {
  const { message } = App.useApp();
  const [open, setOpen] = useState<CaseSheet | null>(null);
  return (
    <Row words="">
      {sheets.map((sheet) => (
        <Button
          key={sheet.action}
          type={sheet.action === "deliver" || sheet.action === "archive" ? "primary" : "default"}
          danger={sheet.action === "terminate"}
          onClick={() => setOpen(sheet)}
        >
          {sheet.label}
        </Button>
      ))}
      {open && <open.Of view={view} onClose={() => setOpen(null)} onDone={(words) => void message.success(words)} />}
    </Row>
  );
}
