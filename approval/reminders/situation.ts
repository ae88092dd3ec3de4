import { fromJson } from "#db/json.ts";
import type { Read } from "#db/transaction.ts";
import { type CalendarTable, shanghaiDate } from "#domain/rules/workingDays.ts";
import { calendarOf } from "../calendar.ts";
import { holdsByTask } from "../holds.ts";
import { nodeSettings } from "../nodeSettings.ts";
import type { CaseOnClock, Sent, TaskOnClock } from "./due.ts";

/** A case with all that its clocks depend on. */
export interface CaseSituation {
  row: CaseOnClock & { id: number; regionCode: string };
  tasks: (TaskOnClock & { nodeName: string; openAssignee: number | null; poolId: number; sectionId: number })[];
  sent: Sent[];
  calendar: CalendarTable;
}

/** Reads cases with their open tasks, the holds of these, and what was said of them. */
export async function situationsOf(read: Pick<Read, "sql">, caseIds: readonly number[]): Promise<CaseSituation[]> {
  if (caseIds.length === 0) return [];
  const rows = await read.sql
    .selectFrom("caseRecord")
    .leftJoin("delivery", (join) =>
      join.onRef("delivery.caseId", "=", "caseRecord.id").on("delivery.deliveredOn", "is", null),
    )
    .selectAll("caseRecord")
    .select("delivery.due as deliveryDue")
    .where("caseRecord.id", "in", caseIds)
    .execute();
  const tasks = await tasksOf(read, caseIds);
  const sent = await read.sql.selectFrom("reminder").selectAll().where("caseId", "in", caseIds).execute();
  const calendars = new Map<string, CalendarTable>();
  for (const { regionCode } of rows) {
    if (!calendars.has(regionCode)) calendars.set(regionCode, await calendarOf(read, regionCode));
  }
  return rows.map((row) => ({
    row,
    tasks: tasks.filter(({ caseId }) => caseId === row.id),
    sent: sent.filter(({ caseId }) => caseId === row.id),
    calendar: calendars.get(row.regionCode)!,
  }));
}

async function tasksOf(read: Pick<Read, "sql">, caseIds: readonly number[]) {
  const tasks = await read.sql
    .selectFrom("task")
    .innerJoin("pool", "pool.id", "task.poolId")
    .select(["task.id", "task.caseId", "task.state", "task.nodeName", "task.receivedAt", "task.sortDue"])
    .select(["task.settings", "task.openAssignee", "task.poolId", "pool.orgId as sectionId"])
    .where("task.caseId", "in", caseIds)
    .where("task.endedAt", "is", null)
    .execute();
  const holds = await holdsByTask(read, caseIds);
  return tasks.map(({ settings, sortDue, ...task }) => ({
    ...task,
    promised: nodeSettings(fromJson(settings)).promisedDays !== null,
    due: shanghaiDate(sortDue),
    holds: holds.get(task.id) ?? [],
  }));
}
