import type { z } from "zod";
import type { timeLeftSchema } from "#domain/platform/inbox.ts";
import type { CaseState } from "#domain/platform/states.ts";
import { type Hold, runningDays } from "#domain/rules/holds.ts";
import {
  addWorkingDays,
  type CalendarTable,
  isCalendarPublished,
  type LawDate,
  shanghaiDate,
  startOfShanghaiDate,
  workingDaysBetween,
} from "#domain/rules/workingDays.ts";

export type TimeLeft = z.infer<typeof timeLeftSchema>;

const DAY = 86_400_000;
/** Percent of the promised time after which the light turns amber (APR-04). */
const AMBER = 70;

/** The last millisecond of a date of law in Asia/Shanghai. */
export const endOfLawDate = (date: LawDate): number => startOfShanghaiDate(date) + DAY - 1;

/** The date that is `days` working days after the day of a moment; that day itself is not counted (民法典 201). */
export function dueAfter(moment: number, days: number, calendar: CalendarTable): LawDate {
  return addWorkingDays(shanghaiDate(moment), days, calendar).date;
}

/**
 * Working days until `due`, and the light: amber from 70 % of the time on, red on the last day, late afterwards
 * (negative days). `since` is when the time began to run; days on hold are no part of it, `due` lies after them already.
 */
export function timeLeft(
  since: number,
  due: LawDate,
  now: number,
  calendar: CalendarTable,
  holds: readonly Hold[] = [],
): TimeLeft {
  const today = shanghaiDate(now);
  const left = today > due ? -workingDaysBetween(due, today, calendar) : workingDaysBetween(today, due, calendar);
  return {
    due,
    workingDaysLeft: left,
    light: today > due ? "late" : lightBefore({ from: shanghaiDate(since), today, due, left, calendar, holds }),
    provisional: !isCalendarPublished(Number(due.slice(0, 4)), calendar),
  };
}

interface RunningTime {
  from: LawDate;
  today: LawDate;
  due: LawDate;
  left: number;
  calendar: CalendarTable;
  holds: readonly Hold[];
}

function lightBefore({ from, today, due, left, calendar, holds }: RunningTime): TimeLeft["light"] {
  if (left === 0) return "red";
  const whole = runningDays(from, due, holds, calendar);
  const used = runningDays(from, today, holds, calendar);
  return used * 100 >= whole * AMBER ? "amber" : "green";
}

/** What of a case its clocks run on. */
export interface ClockOfCase {
  state: CaseState;
  submittedAt: number;
  acceptedAt: number | null;
  decidedAt: number | null;
  closedAt: number | null;
  acceptSince: number | null;
  acceptDue: LawDate | null;
  promisedDue: LawDate | null;
}

/**
 * The clock that runs for a case now: until acceptance, then until the decision; null when none runs. Acceptance does not
 * run while an answer to 补正 is awaited, and begins anew with the complete answer (行政许可法 art 32).
 */
export function timeLeftOfCase(
  clock: ClockOfCase,
  now: number,
  calendar: CalendarTable,
  holds: readonly Hold[] = [],
): TimeLeft | null {
  if (clock.decidedAt !== null || clock.closedAt !== null) return null;
  if (clock.acceptedAt !== null) {
    return clock.promisedDue === null ? null : timeLeft(clock.acceptedAt, clock.promisedDue, now, calendar);
  }
  if (clock.acceptDue === null || clock.state === "supplementing") return null;
  return timeLeft(clock.acceptSince ?? clock.submittedAt, clock.acceptDue, now, calendar, holds);
}
