import type { Tx } from "#db/transaction.ts";
import { isCalendarPublished, shanghaiDate } from "#domain/rules/workingDays.ts";
import { calendarOf } from "../calendar.ts";
import { feedPersons } from "../changeFeed.ts";
import type { Context } from "../context.ts";

/** From this month of a year on the holidays of the next have to be known: the State Council publishes them in November. */
const FROM_MONTH = 12;

/** A centre whose calendar lacks the year that begins soon, or the one that has begun. */
interface Missing {
  centreId: number;
  regionCode: string;
  year: number;
}

/**
 * Warns where the holidays of the coming year are in no table and dates in it are counted by weekdays: loudly in the log
 * each time, and once a year to the system administrators of the centre.
 */
export async function warnOfCalendar(ctx: Pick<Context, "database" | "clock" | "log">): Promise<void> {
  const today = shanghaiDate(ctx.clock.now());
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const wanted = month >= FROM_MONTH ? [year, year + 1] : [year];
  const centres = await ctx.database.read((read) =>
    read.sql
      .selectFrom("org")
      .select(["id", "regionCode"])
      .where("kind", "=", "centre")
      .where("closedAt", "is", null)
      .execute(),
  );
  for (const { id: centreId, regionCode } of centres) {
    const calendar = await ctx.database.read((read) => calendarOf(read, regionCode));
    for (const missing of wanted.filter((one) => !isCalendarPublished(one, calendar))) {
      ctx.log.warn({ regionCode, year: missing }, "the holidays of this year are not in the calendar table");
      await ctx.database.transact((tx) => tellAdministrators(tx, { centreId, regionCode, year: missing }), {
        name: "warnOfCalendar",
      });
    }
  }
}

async function tellAdministrators(tx: Tx, { centreId, year }: Missing): Promise<void> {
  const administrators = await tx.sql
    .selectFrom("position")
    .innerJoin("org", "org.id", "position.orgId")
    .select("position.personId")
    .distinct()
    .where("position.role", "=", "systemAdmin")
    .where("position.live", "=", 1)
    .where((where) => where.or([where("org.id", "=", centreId), where("org.parentId", "=", centreId)]))
    .execute();
  if (administrators.length === 0) return;
  const fact = { caseId: 0, subjectId: centreId, clock: "calendar", level: "missing", since: `${year}-01-01` } as const;
  const insert = tx.sql.insertInto("reminder").values({ id: tx.nextId(), ...fact, at: tx.now });
  const { numInsertedOrUpdatedRows } = await (tx.dialect === "mysql"
    ? insert.ignore()
    : insert.onConflict((on) => on.doNothing())
  ).executeTakeFirstOrThrow();
  if (!numInsertedOrUpdatedRows) return;
  const text = `${year} 年节假日安排尚未录入，涉及该年的期限暂按周一至周五推算并标为“暂定”，请录入日历表。`;
  const notice = { caseId: null, kind: "reminder", text, at: tx.now, readAt: null };
  await tx.sql
    .insertInto("notice")
    .values(administrators.map(({ personId }) => ({ id: tx.nextId(), personId, ...notice })))
    .execute();
  await feedPersons(
    tx,
    administrators.map(({ personId }) => personId),
  );
}
