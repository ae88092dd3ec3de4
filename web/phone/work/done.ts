import { createContext, useContext } from "react";

/** What was just done with a task. */
export interface Done {
  /** 已拟同意 */
  words: string;
  caseNo: string;
  caseId: number;
  taskId: number;
  /** A decision, which may still be taken back. */
  decided: boolean;
}

export const DoneContext = createContext<(done: Done) => void>(() => {});

/** Says what was done at the foot of whatever screen comes next. */
export const useTellDone = () => useContext(DoneContext);
