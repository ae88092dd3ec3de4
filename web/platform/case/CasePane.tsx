import { useCase } from "../api/cases.ts";
import { Loaded } from "../look/States.tsx";
import { CaseWork } from "./CaseWork.tsx";
import type { Decided } from "./useDecision.ts";
import "./case.css";

interface Props {
  caseId: number;
  taskId: number | null;
  onDecided?: (decided: Decided) => void;
  /** 取回 brought this task back. */
  onBack?: (taskId: number) => void;
}

/** A case as the caller may see it, with the task at hand and its decision. */
export function CasePane({ caseId, taskId, onDecided, onBack }: Props) {
  const view = useCase(caseId);
  return (
    <Loaded of={view}>
      {(data) => (
        <CaseWork
          view={data}
          taskId={taskId}
          onDecided={onDecided ?? (() => void view.refetch())}
          onBack={onBack ?? (() => {})}
        />
      )}
    </Loaded>
  );
}
