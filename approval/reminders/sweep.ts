import type { Read } from "#db/transaction.ts";
import { shanghaiDate } from "#domain/rules/workingDays.ts";
import { endOfLawDate } from "../clocks.ts";
import type { Context } from "../context.ts";
import { withCase } from "../openCase.ts";
import { clocksOf, isDeemedAccepted, remindersDue } from "./due.ts";
import { remindOfCase } from "./remind.ts";
import { type CaseSituation, situationsOf } from "./situation.ts";

/** Cases looked at together. */
const ROUND = 200;
/** Nothing that ends later than this from today can have reached 70 % of its time: no period is longer than 90 working days. */
const LOOK_AHEAD = 45 * 86_400_000;

/**
 * Reminds of every clock that has reached a level by now and marks what is deemed accepted; answers how many cases it told
 * of. What was said is stored with the notice in one transaction under the case's lock: a process that dies in between, a
 * second one, or a clock set back says nothing twice.
 */
export async function sweepClocks(ctx: Pick<Context, "database" | "engine" | "clock" | "log">): Promise<number> {
  const { database, engine, clock, log } = ctx;
  let told = 0;
  for (let after = 0, ids: number[] = []; ; after = ids.at(-1)!) {
    ids = await database.read((read) => nextCases(read, clock.now(), after));
    if (ids.length === 0) return told;
    const situations = await database.read((read) => situationsOf(read, ids));
    for (const { row } of situations.filter((one) => isToBeTold(one, clock.now()))) {
      try {
        await database.transact((tx) => withCase(engine, tx, row.id, remindOfCase), { name: "remindOfCase" });
        told += 1;
      } catch (err) {
        log.error({ caseId: row.id, err }, "reminding of a case failed");
      }
    }
  }
}

function isToBeTold({ row, tasks, sent, calendar }: CaseSituation, now: number): boolean {
  if (isDeemedAccepted(row, now)) return true;
  return remindersDue(clocksOf(row, tasks), sent, now, calendar).length > 0;
}

/** The next cases with a clock that may have something to say: not accepted, near their end, undelivered, or a task is. */
async function nextCases({ sql }: Pick<Read, "sql">, now: number, after: number): Promise<number[]> {
  const near = shanghaiDate(now + LOOK_AHEAD);
  const rows = await sql
    .selectFrom("caseRecord")
    .select("id")
    .where("state", "=", "submitted")
    .where("id", ">", after)
    .union(
      sql.selectFrom("delivery").select("caseId as id").where("deliveredOn", "is", null).where("caseId", ">", after),
    )
    .union(
      sql
        .selectFrom("caseRecord")
        .select("id")
        .where("state", "in", ["running", "supplementing"])
        .where("promisedDue", "<=", near)
        .where("id", ">", after),
    )
    .union(
      sql
        .selectFrom("task")
        .innerJoin("poolMember", "poolMember.personId", "task.openAssignee")
        .select("task.caseId as id")
        .where("task.sortDue", "<=", endOfLawDate(near))
        .where("task.caseId", ">", after),
    )
    .union(
      sql
        .selectFrom("task")
        .innerJoin("pool", "pool.id", "task.openPool")
        .select("task.caseId as id")
        .where("task.sortDue", "<=", endOfLawDate(near))
        .where("task.caseId", ">", after),
    )
    .orderBy("id")
    .limit(ROUND)
    .execute();
  return rows.map(({ id }) => id);
}
