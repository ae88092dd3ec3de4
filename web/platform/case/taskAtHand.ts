import type { CaseTask } from "#domain/platform/cases.ts";

/** The task asked for, else the first one that something can be done with. */
export function taskAtHand(tasks: CaseTask[], taskId: number | null): CaseTask | null {
  const usable = tasks.filter((task) => task.actions.length > 0);
  return usable.find((task) => task.id === taskId) ?? usable.find((task) => task.mine) ?? usable[0] ?? null;
}
