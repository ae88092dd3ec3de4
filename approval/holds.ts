import type { Selectable } from "kysely";
import type { HoldKind } from "#db/platform/supplements.ts";
import type { Schema } from "#db/schema.ts";
import type { Read } from "#db/transaction.ts";
import type { Hold } from "#domain/rules/holds.ts";
import { type CalendarTable, type LawDate, shanghaiDate, workingDaysBetween } from "#domain/rules/workingDays.ts";
import type { CaseRow } from "./business.ts";
import { dueAfter, endOfLawDate } from "./clocks.ts";
import type { OpenCase } from "./openCase.ts";
import type { TaskOnHand } from "./taskCommand.ts";

/**
 * 挂起 (`docs/approval.md` "Holds"): a task waits for somebody outside while its siblings work on. A hold is a row of ours,
 * the engine is not told; the case's state follows from it.
 */
export type HoldRow = Selectable<Schema["hold"]>;

/** Parks the task. It is listed by `until`, the day on which its holder wants to look again. Answers the hold's id. */
export function park(
  { tx, open, task }: TaskOnHand,
  { kind, reason, until }: { kind: HoldKind; reason: string; until: LawDate },
): number {
  const id = tx.nextId();
  const hold = { id, caseId: open.row.id, taskId: task.id, kind, since: tx.now, until: null, reason };
  open.write(
    tx.sql.insertInto("hold").values({ ...hold, taskDue: task.sortDue }),
    tx.sql
      .updateTable("task")
      .set({ state: "parked", sortDue: endOfLawDate(until), version: task.version + 1 })
      .where("id", "=", task.id),
  );
  open.change({ state: "supplementing" });
  return id;
}

/** Ends a hold. The task's own row is its caller's: it goes on, or has ended. */
export function endHold(open: OpenCase, holdId: number): void {
  open.write(open.tx.sql.updateTable("hold").set({ until: open.tx.now }).where("id", "=", holdId));
  if (open.row.state === "supplementing") open.change({ state: stateWithoutHold(open.row) });
}

const stateWithoutHold = ({ acceptedAt }: Readonly<CaseRow>) =>
  acceptedAt === null ? ("submitted" as const) : ("running" as const);

export function holdById({ sql }: Pick<Read, "sql">, id: number): Promise<HoldRow> {
  return sql.selectFrom("hold").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** A date of law after a hold: the working days that were left when it began are left when it ends. One past stays past. */
export function dueAfterHold(due: LawDate, { since }: HoldRow, now: number, calendar: CalendarTable): LawDate {
  const from = shanghaiDate(since);
  return due < from ? due : dueAfter(now, workingDaysBetween(from, due, calendar), calendar);
}

/** The holds of the tasks of cases as dates of law, by task. */
export async function holdsByTask(
  { sql }: Pick<Read, "sql">,
  caseIds: readonly number[],
): Promise<Map<number, Hold[]>> {
  if (caseIds.length === 0) return new Map();
  const rows = await sql
    .selectFrom("hold")
    .select(["taskId", "since", "until"])
    .where("caseId", "in", caseIds)
    .execute();
  const byTask = new Map<number, Hold[]>();
  for (const { taskId, since, until } of rows) {
    const hold = { from: shanghaiDate(since), until: until === null ? null : shanghaiDate(until) };
    byTask.set(taskId, [...(byTask.get(taskId) ?? []), hold]);
  }
  return byTask;
}
