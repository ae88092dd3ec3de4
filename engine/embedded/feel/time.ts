import { zone } from "./zone.ts";

const durationPattern =
  /^([+-])?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** True for an ISO 8601 duration of at most 64 characters with at least one part: `P3Y6M4DT12H30M5S`. */
export function isDuration(text: string): boolean {
  return text.length <= 64 && durationPattern.test(text) && /\d/.test(text) && !text.endsWith("T");
}

/**
 * A moment moved by an ISO 8601 duration. Years and months are those of the calendar in `zone`; the last day of a
 * shorter month stands in for a missing day.
 */
export function addDuration(moment: number, duration: string): number {
  const [, sign, years, months, weeks, days, hours, minutes, seconds] = durationPattern.exec(duration)!;
  const direction = sign === "-" ? -1 : 1;
  const number = (text: string | undefined) => Number(text ?? 0) * direction;
  const start = new Date(moment + zone.offset);
  const target = new Date(start);
  target.setUTCDate(1);
  target.setUTCMonth(start.getUTCMonth() + number(months) + 12 * number(years));
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(start.getUTCDate(), lastDay));
  const inDays = number(weeks) * 7 + number(days);
  const inSeconds = ((inDays * 24 + number(hours)) * 60 + number(minutes)) * 60 + number(seconds);
  return Math.round(target.getTime() - zone.offset + inSeconds * 1000);
}

const momentPattern =
  /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?(?:@([\w/+-]+)|\[([\w/+-]+)\])?)?$/;

/**
 * The moment of an ISO 8601 date or date-time, with offset, `Z`, `@Zone`, `[Zone]` or none (then in `zone`); null where the
 * text is none of these. A date stands for its first moment.
 */
export function parseMoment(text: string): number | null {
  const [, date, time = "00:00", seconds = ":00", offset, ...zones] = momentPattern.exec(text) ?? [];
  const wallClock = Date.parse(`${date}T${time}${seconds}Z`);
  if (Number.isNaN(wallClock) || new Date(wallClock).toISOString().slice(0, 10) !== date) return null;
  if (offset) return Date.parse(`${date}T${time}${seconds}${offset}`);
  const named = zones[0] ?? zones[1];
  return named === undefined ? wallClock - zone.offset : inZone(wallClock, named);
}

/** The moment at which clocks of a zone show this wall-clock time; null for an unknown zone. */
function inZone(wallClock: number, name: string): number | null {
  try {
    const format = new Intl.DateTimeFormat("en", { timeZone: name, timeZoneName: "longOffset" });
    const offsetAt = (moment: number) => {
      const shown = format.formatToParts(moment).find((part) => part.type === "timeZoneName")!.value;
      const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(shown) ?? ["", "+", "0", "0"];
      return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
    };
    return wallClock - offsetAt(wallClock - offsetAt(wallClock));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** `R3/PT1H`, `R/P1D`, `R3/2026-03-05T08:00:00Z/P1D`: how often, from when, in which steps. */
export interface Cycle {
  /** -1 without end. */
  repetitions: number;
  first: number | null;
  period: string;
}

/** Null where the text is no repeating interval of ISO 8601, or one that never comes. */
export function parseCycle(text: string): Cycle | null {
  const [, count, start, period] = /^R(\d*)\/(?:(.+)\/)?([^/]+)$/.exec(text) ?? [];
  const first = start === undefined ? null : parseMoment(start);
  if (period === undefined || !isDuration(period) || (start !== undefined && first === null)) return null;
  if (count === "0" || addDuration(0, period) <= 0) return null;
  return { repetitions: count === "" ? -1 : Number(count), first, period };
}

/**
 * The next moment of a cycle after `due` that lies after `now`. Periods that passed while nobody looked are skipped:
 * after a night without power a reminder comes once, not ten times.
 */
export function nextDue(due: number, period: string, now: number): number {
  const step = addDuration(due, period) - due;
  const skipped = Math.max(0, Math.floor((now - due) / step) - 1);
  let next = due + skipped * (/[YM]/.test(period.split("T")[0]!) ? 0 : step);
  do next = addDuration(next, period);
  while (next <= now);
  return next;
}
