import type { CaseView } from "#domain/platform/cases.ts";
import { CaseHead } from "./CaseHead.tsx";
import { CaseTabs } from "./CaseTabs.tsx";
import { LookBar } from "./LookBar.tsx";
import { TaskAtWork } from "./TaskAtWork.tsx";
import { taskAtHand } from "./taskAtHand.ts";
import type { Decided } from "./useDecision.ts";

interface Props {
  view: CaseView;
  taskId: number | null;
  onDecided: (decided: Decided) => void;
  /** 取回 brought this task back. */
  onBack: (taskId: number) => void;
}

/** Chooses what a person does here: decide, take, or look. */
export function CaseWork({ view, taskId, onDecided, onBack }: Props) {
  const task = taskAtHand(view.tasks, taskId);
  const decides = task?.actions.includes("decide") ?? false;
  return (
    <article className="case" aria-label={`${view.businessName} ${view.caseNo}`} data-case-no={view.caseNo}>
      <CaseHead view={view} task={task} />
      {task && decides ? (
        <TaskAtWork key={`${task.id}:${task.version}`} view={view} task={task} onDecided={onDecided} />
      ) : (
        <>
          <CaseTabs view={view} />
          <LookBar view={view} task={task} onBack={onBack} />
        </>
      )}
    </article>
  );
}
