import type { CalendarTable } from "#domain/rules/workingDays.ts";
import type { CaseRow } from "./business.ts";
import { dueAfter, endOfLawDate } from "./clocks.ts";
import type { NodeSettings } from "./nodeSettings.ts";

/** When a task that begins now is due, in milliseconds: by the node's own promise, else by the clock that runs for the case. */
export function dueOfTask(
  { promisedDays }: NodeSettings,
  row: Readonly<CaseRow>,
  now: number,
  calendar: CalendarTable,
): number {
  if (promisedDays !== null) return endOfLawDate(dueAfter(now, promisedDays, calendar));
  const due = row.acceptedAt === null ? row.acceptDue : row.promisedDue;
  return due === null ? endOfLawDate(dueAfter(now, 0, calendar)) : endOfLawDate(due);
}
