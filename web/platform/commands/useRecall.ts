import { useCase } from "../api/cases.ts";
import { useTaskCommand } from "../api/tasks.ts";

/** 取回 of a decision just made, where the case still names it as one that may be taken back. */
export function useRecall({ caseId, taskId }: { caseId: number; taskId: number }) {
  const { data: view } = useCase(caseId);
  const recall = useTaskCommand("recall");
  return {
    possible: view?.recallable?.taskId === taskId,
    busy: recall.isPending,
    error: recall.error,
    /** `onBack` gets the task that came back. */
    send(onBack: (taskId: number) => void) {
      if (!view) return;
      recall.mutate({ taskId, caseId, version: view.version }, { onSuccess: (back) => onBack(back.taskId) });
    },
  };
}
