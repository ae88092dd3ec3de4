import type { CaseTask, CaseView, CommandResult } from "#domain/platform/cases.ts";
import type { TaskWork } from "../decision/useTaskWork.ts";

/** What every sheet about a task gets. */
export interface TaskSheetProps {
  view: CaseView;
  task: CaseTask;
  work: TaskWork;
  onClose: () => void;
  /** It was done: `words` say what, and the task is gone from this person. */
  onDone: (words: string, result: CommandResult) => void;
}

/** What every sheet about a case as a whole gets. */
export interface CaseSheetProps {
  view: CaseView;
  onClose: () => void;
  /** It was done: `words` say what. */
  onDone: (words: string) => void;
}
