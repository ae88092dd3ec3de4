import chineseDays from "chinese-days";

/** A date of law, 'YYYY-MM-DD' in Asia/Shanghai. */
export type LawDate = string;

/** The county's own table over the State Council's notices (APR-03). */
export interface CalendarTable {
  /** true = works, false = rests. Wins over everything else. */
  days: Readonly<Record<LawDate, boolean>>;
  /** Years that `days` covers whole (weekends apart), so that they are no longer provisional. */
  completeYears: readonly number[];
}

export const NO_OVERRIDES: CalendarTable = { days: {}, completeYears: [] };

/** A computed date. `provisional`: a year on the way has no published calendar yet and was counted by weekdays. */
export interface CountedDate {
  date: LawDate;
  provisional: boolean;
}

const DAY = 86_400_000;
/** Asia/Shanghai has been UTC+8 without summer time since 1991. */
const SHANGHAI_OFFSET = 8 * 3_600_000;

/** The date in Asia/Shanghai at a moment (milliseconds since the epoch). */
export function shanghaiDate(epochMilliseconds: number): LawDate {
  return new Date(epochMilliseconds + SHANGHAI_OFFSET).toISOString().slice(0, 10);
}

/** The moment a date of law begins in Asia/Shanghai (milliseconds since the epoch). */
export function startOfShanghaiDate(date: LawDate): number {
  return utc(date) - SHANGHAI_OFFSET;
}

/** Whether text is a date that exists, written 'YYYY-MM-DD'. */
export function isLawDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** Whether a year's holidays are known: in the table, or published and carried by `chinese-days`. */
export function isCalendarPublished(year: number, table: CalendarTable = NO_OVERRIDES): boolean {
  return table.completeYears.includes(year) || carriedByLibrary(year);
}

/** Whether people work on a date. */
export function isWorkingDay(date: LawDate, table: CalendarTable = NO_OVERRIDES): boolean {
  const override = table.days[date];
  if (override !== undefined) return override;
  const year = Number(date.slice(0, 4));
  if (table.completeYears.includes(year) || !carriedByLibrary(year)) return isWeekday(date);
  return publishedDay(date) ?? isWeekday(date);
}

/**
 * The working day that is `days` working days after a date. The day of acceptance itself is not counted
 * (民法典 201). `days` 0 is the date itself.
 * @throws RangeError for a date that does not exist or a negative or fractional count.
 */
export function addWorkingDays(date: LawDate, days: number, table: CalendarTable = NO_OVERRIDES): CountedDate {
  if (!isLawDate(date)) throw new RangeError("not a date of law");
  if (!Number.isSafeInteger(days) || days < 0) throw new RangeError("working days are counted in whole days");
  let current = date;
  let provisional = false;
  for (let counted = 0; counted < days; ) {
    current = nextDate(current);
    provisional ||= !isCalendarPublished(Number(current.slice(0, 4)), table);
    if (isWorkingDay(current, table)) counted += 1;
  }
  return { date: current, provisional };
}

/** How many working days lie after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: LawDate, to: LawDate, table: CalendarTable = NO_OVERRIDES): number {
  if (!isLawDate(from) || !isLawDate(to)) throw new RangeError("not a date of law");
  let count = 0;
  for (let current = from; current < to; ) {
    current = nextDate(current);
    if (isWorkingDay(current, table)) count += 1;
  }
  return count;
}

const utc = (date: LawDate): number => Date.parse(`${date}T00:00:00Z`);

const nextDate = (date: LawDate): LawDate => new Date(utc(date) + DAY).toISOString().slice(0, 10);

const isWeekday = (date: LawDate): boolean => ![0, 6].includes(new Date(utc(date)).getUTCDay());

/**
 * Whether the State Council's notice makes a date work (true) or rest (false); null where it says nothing.
 * The library's own weekday follows the machine's time zone and is wrong west of Greenwich, so only its table is asked:
 * a named day reads "National Day,国庆节,3", an ordinary one is just the name of a weekday.
 */
function publishedDay(date: LawDate): boolean | null {
  const { name, work } = chineseDays.getDayDetail(date);
  return name.includes(",") ? work : null;
}

const carriedYears = new Map<number, boolean>();

/**
 * Beyond its data the library answers by weekday without a word, so a year counts as carried only when the library
 * knows its 1 October, the National Day, as a named day.
 */
function carriedByLibrary(year: number): boolean {
  const known = carriedYears.get(year);
  if (known !== undefined) return known;
  const carried = publishedDay(`${year}-10-01`) !== null;
  carriedYears.set(year, carried);
  return carried;
}
