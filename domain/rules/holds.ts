import { type CalendarTable, type LawDate, NO_OVERRIDES, workingDaysBetween } from "./workingDays.ts";

/** 除外时间: a clock stands still after `from` up to and including `until`; null while it lasts. */
export interface Hold {
  from: LawDate;
  until: LawDate | null;
}

/**
 * How many working days a clock has run after `from` up to and including `to`: those on which no hold lay, days of
 * several holds counted once (行政许可法 art 45: such time is not counted into the period).
 */
export function runningDays(
  from: LawDate,
  to: LawDate,
  holds: readonly Hold[],
  table: CalendarTable = NO_OVERRIDES,
): number {
  const held = union(holds, to).reduce((sum, hold) => {
    const [start, end] = [later(hold.from, from), earlier(hold.until, to)];
    return sum + workingDaysBetween(start, end, table);
  }, 0);
  return workingDaysBetween(from, to, table) - held;
}

/** Holds that overlap or touch become one; one that lasts reaches as far as is looked. */
function union(holds: readonly Hold[], to: LawDate): { from: LawDate; until: LawDate }[] {
  const sorted = holds
    .map(({ from, until }) => ({ from, until: until ?? later(from, to) }))
    .sort((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)));
  const merged: { from: LawDate; until: LawDate }[] = [];
  for (const hold of sorted) {
    const last = merged.at(-1);
    if (last && hold.from <= last.until) last.until = later(last.until, hold.until);
    else merged.push({ ...hold });
  }
  return merged;
}

const later = (a: LawDate, b: LawDate): LawDate => (a > b ? a : b);
const earlier = (a: LawDate, b: LawDate): LawDate => (a < b ? a : b);
