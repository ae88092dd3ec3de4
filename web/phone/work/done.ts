import { createContext, useContext } from "react";

/** What was just done with a task. */
export interface Done {
  /** 已拟同意 */
  words: string;
  caseNo: string;
  caseId: number;
  taskId: number;
}

export const DoneContext = createContext<(done: Done) => void>(() => {});

/** Says what was done at the foot of whatever screen comes next. */
export const useTellDone = () => useContext(DoneContext);
