import type { RemindedClock, ReminderLevel } from "#domain/platform/reminders.ts";
import { reminderLevels } from "#domain/platform/reminders.ts";
import type { CaseState } from "#domain/platform/states.ts";
import { type Hold, runningDays } from "#domain/rules/holds.ts";
import { type CalendarTable, type LawDate, shanghaiDate, workingDaysBetween } from "#domain/rules/workingDays.ts";
import { timeLeft } from "../clocks.ts";

/** Working days after which the acceptance is reminded of first; again on its last day (`docs/approval.md` "Clocks"). */
const FIRST_WARNING = 3;

/** A clock that runs now. */
export interface Clock {
  clock: RemindedClock;
  /** The task whose own time it is; 0: the case. */
  subjectId: number;
  /** The moment it began. */
  since: number;
  due: LawDate;
  holds: readonly Hold[];
}

/** What was reminded of before. */
export interface Sent {
  clock: RemindedClock;
  subjectId: number;
  level: ReminderLevel;
  since: LawDate;
}

export interface DueReminder extends Omit<Clock, "since" | "holds"> {
  level: ReminderLevel;
  since: LawDate;
  /** Negative: so many days late. */
  workingDaysLeft: number;
}

/** What a case's clocks are read from. */
export interface CaseOnClock {
  state: CaseState;
  submittedAt: number;
  acceptSince: number | null;
  acceptDue: LawDate | null;
  acceptedAt: number | null;
  promisedDue: LawDate | null;
  statutoryDue: LawDate | null;
  decidedAt: number | null;
  closedAt: number | null;
  /** Until when the result is owed to the applicant; null where nothing is, or where it has reached them. */
  deliveryDue: LawDate | null;
}
export interface TaskOnClock {
  id: number;
  state: string;
  receivedAt: number;
  /** The node promised days of its own. */
  promised: boolean;
  due: LawDate;
  holds: readonly Hold[];
}

/** The clocks that run for a case and its open tasks. A parked task's own stands still; a node without a promise has none. */
export function clocksOf(row: CaseOnClock, tasks: readonly TaskOnClock[]): Clock[] {
  if (row.closedAt !== null) return clockOfDelivery(row);
  return [...clocksOfCase(row, tasks), ...tasks.flatMap(clockOfTask)];
}

/** Holds of 补正 stop the acceptance and no clock after it. */
function clocksOfCase(row: CaseOnClock, tasks: readonly TaskOnClock[]): Clock[] {
  const one = (clock: RemindedClock, since: number, due: LawDate | null, holds: readonly Hold[] = []): Clock[] =>
    due === null ? [] : [{ clock, subjectId: 0, since, due, holds }];
  if (row.decidedAt !== null) return [];
  if (row.acceptedAt !== null) {
    return [...one("decision", row.acceptedAt, row.promisedDue), ...one("statutory", row.acceptedAt, row.statutoryDue)];
  }
  return row.state === "supplementing"
    ? []
    : one(
        "acceptance",
        receiptOf(row),
        row.acceptDue,
        tasks.flatMap(({ holds }) => holds),
      );
}

/** It runs from the decision (行政许可法 art 44), and beyond the end of the process. */
const clockOfDelivery = ({ decidedAt, deliveryDue }: CaseOnClock): Clock[] =>
  decidedAt === null || deliveryDue === null
    ? []
    : [{ clock: "delivery", subjectId: 0, since: decidedAt, due: deliveryDue, holds: [] }];

const clockOfTask = ({ id, state, receivedAt, promised, due, holds }: TaskOnClock): Clock[] =>
  promised && state !== "parked" ? [{ clock: "node", subjectId: id, since: receivedAt, due, holds }] : [];

/** When the acceptance began to run: with the application, anew with the complete answer to 补正. */
export const receiptOf = (row: Pick<CaseOnClock, "submittedAt" | "acceptSince">): number =>
  row.acceptSince ?? row.submittedAt;

/** 视为受理 (行政许可法 art 32): the acceptance passed without an act. */
export function isDeemedAccepted(row: CaseOnClock, now: number): boolean {
  const runs = row.acceptedAt === null && row.decidedAt === null && row.closedAt === null;
  return runs && row.state !== "supplementing" && row.acceptDue !== null && shanghaiDate(now) > row.acceptDue;
}

/** What has to be said now: of each clock the level it has reached, unless that or a later one was said before. */
export function remindersDue(
  clocks: readonly Clock[],
  sent: readonly Sent[],
  now: number,
  calendar: CalendarTable,
): DueReminder[] {
  return clocks.flatMap(({ clock, subjectId, since, due, holds }) => {
    const level = levelOf({ clock, subjectId, since, due, holds }, now, calendar);
    const began = shanghaiDate(since);
    const said = (one: Sent) =>
      one.clock === clock && one.subjectId === subjectId && one.since === began && rank(one.level) >= rank(level!);
    if (level === null || sent.some(said)) return [];
    const { workingDaysLeft } = timeLeft(since, due, now, calendar, holds);
    return [{ clock, subjectId, level, since: began, due, workingDaysLeft }];
  });
}

const rank = (level: ReminderLevel): number => reminderLevels.indexOf(level);

function levelOf({ clock, since, due, holds }: Clock, now: number, calendar: CalendarTable): ReminderLevel | null {
  const { light } = timeLeft(since, due, now, calendar, holds);
  if (clock !== "acceptance") return light === "green" || (clock === "statutory" && light === "amber") ? null : light;
  const today = shanghaiDate(now);
  if (today > due) return null;
  if (workingDaysBetween(today, due, calendar) === 0) return "day5";
  return runningDays(shanghaiDate(since), today, holds, calendar) >= FIRST_WARNING ? "day3" : null;
}
