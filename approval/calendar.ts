import type { Read } from "#db/transaction.ts";
import type { CalendarTable } from "#domain/rules/workingDays.ts";

/** The county's own days over the published calendar. */
export async function calendarOf(read: Pick<Read, "sql">, regionCode: string): Promise<CalendarTable> {
  const rows = await read.sql
    .selectFrom("calendarDay")
    .select(["date", "workday"])
    .where("regionCode", "=", regionCode)
    .execute();
  return { days: Object.fromEntries(rows.map(({ date, workday }) => [date, workday === 1])), completeYears: [] };
}
