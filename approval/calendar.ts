import type { Read } from "#db/transaction.ts";
import type { CalendarTable } from "#domain/rules/workingDays.ts";

/** Holidays of every year whose dates never move; a table that has them has the State Council's notice of that year. */
const signs = ["01-01", "10-01"];

/** The county's own days over the published calendar. */
export async function calendarOf(read: Pick<Read, "sql">, regionCode: string): Promise<CalendarTable> {
  return toCalendar(await calendarDays(read, regionCode).execute());
}

/** Rows for `toCalendar`. */
export const calendarDays = (read: Pick<Read, "sql">, regionCode: string) =>
  read.sql.selectFrom("calendarDay").select(["date", "workday"]).where("regionCode", "=", regionCode);

/**
 * A year counts as covered whole, so that it is no longer provisional, when New Year's and National Day stand in the table.
 */
export function toCalendar(rows: readonly { date: string; workday: number }[]): CalendarTable {
  const days = Object.fromEntries(rows.map(({ date, workday }) => [date, workday === 1]));
  const years = new Set(rows.map(({ date }) => Number(date.slice(0, 4))));
  return { days, completeYears: [...years].filter((year) => signs.every((sign) => `${year}-${sign}` in days)) };
}
