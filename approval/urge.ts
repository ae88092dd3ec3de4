import { recordLock } from "#db/locks.ts";
import type { Read } from "#db/transaction.ts";
import { BusinessError } from "#domain/errors.ts";
import type { CaseCommandResult } from "#domain/platform/caseCommands.ts";
import { type CalendarTable, shanghaiDate, workingDaysBetween } from "#domain/rules/workingDays.ts";
import type { CaseRow } from "./business.ts";
import { calendarOf } from "./calendar.ts";
import { type CaseRequest, runCaseCommand } from "./caseCommand.ts";
import { caseRelationsOf } from "./caseSituation.ts";
import { type Actor, auditName, type Context } from "./context.ts";
import { notify } from "./notices.ts";

type Reader = Pick<Read, "sql">;

/**
 * 催办: whoever holds the open tasks of the case, or may claim them, is told; it is counted on each. The applicant and
 * earlier handlers urge a task once a working day, leaders at any time.
 * @throws BusinessError NOTHING_TO_URGE (409), URGED_TODAY (409), and what `runCaseCommand` refuses
 */
export function urgeCase(ctx: Context, actor: Actor, caseId: number, request: CaseRequest): Promise<CaseCommandResult> {
  return runCaseCommand(ctx, actor, "urge", caseId, request, async ({ tx, open }) => {
    const { urger, tasks, refusal } = await urging(tx, actor, open.row, tx.now);
    if (refusal) throw new BusinessError(refusal, refusals[refusal]);
    const urgedOn = urger === "leader" ? {} : { urgedOn: shanghaiDate(tx.now) };
    for (const task of tasks) {
      recordLock(tx, "task", task.id);
      open.write(
        tx.sql
          .updateTable("task")
          .set((set) => ({ urgeCount: set("urgeCount", "+", 1), ...urgedOn }))
          .where("id", "=", task.id),
      );
      const who = urger === "applicant" ? "申请人" : actor.name;
      notify(
        open,
        await addressees(tx, task, actor),
        "urge",
        `${who}催办案件“${open.row.title}”的“${task.nodeName}”环节，请尽快办理。`,
      );
    }
    open.audit({ actor: auditName(actor), act: "case.urged", facts: { as: urger, tasks: tasks.map(({ id }) => id) } });
  });
}

/** Whether somebody who may urge the case finds somebody to urge today. */
export async function mayUrge(read: Reader, actor: Actor, row: Readonly<CaseRow>, now: number): Promise<boolean> {
  return (await urging(read, actor, row, now)).refusal === null;
}

interface OpenTask {
  id: number;
  nodeName: string;
  poolId: number;
  openAssignee: number | null;
}
type Refusal = "NOTHING_TO_URGE" | "URGED_TODAY";

async function urging(
  read: Reader,
  actor: Actor,
  row: Readonly<CaseRow>,
  now: number,
): Promise<{ urger: "applicant" | "handler" | "leader"; tasks: OpenTask[]; refusal: Refusal | null }> {
  const relations = await caseRelationsOf(read, actor, row);
  const urger = relations.has("applicant") ? "applicant" : relations.has("leader") ? "leader" : "handler";
  const waiting = await openTasks(read, row.id, actor);
  if (waiting.length === 0) return { urger, tasks: [], refusal: "NOTHING_TO_URGE" };
  if (urger === "leader") return { urger, tasks: waiting, refusal: null };
  const calendar = await calendarOf(read, row.regionCode);
  const tasks = waiting.filter(({ urgedOn }) => urgedOn === null || isOver(urgedOn, now, calendar));
  return { urger, tasks, refusal: tasks.length === 0 ? "URGED_TODAY" : null };
}

/** A working day has come since. */
const isOver = (urgedOn: string, now: number, calendar: CalendarTable): boolean =>
  workingDaysBetween(urgedOn, shanghaiDate(now), calendar) > 0;

/** What others have to do; a parked task waits for somebody outside. */
const openTasks = ({ sql }: Reader, caseId: number, { personId }: Actor) =>
  sql
    .selectFrom("task")
    .select(["id", "nodeName", "poolId", "openAssignee", "urgedOn"])
    .where("caseId", "=", caseId)
    .where("state", "in", ["pooled", "active"])
    .where((where) => where.or([where("openAssignee", "is", null), where("openAssignee", "!=", personId)]))
    .orderBy("id")
    .execute();

/** The holder; of a pooled task everybody who may claim it. */
async function addressees({ sql }: Reader, task: OpenTask, { personId }: Actor): Promise<number[]> {
  if (task.openAssignee !== null) return [task.openAssignee];
  const members = await sql
    .selectFrom("poolMember")
    .leftJoin("taskExclusion", (join) =>
      join.onRef("taskExclusion.personId", "=", "poolMember.personId").on("taskExclusion.taskId", "=", task.id),
    )
    .select("poolMember.personId")
    .where("poolMember.poolId", "=", task.poolId)
    .where("taskExclusion.taskId", "is", null)
    .where("poolMember.personId", "!=", personId)
    .execute();
  return members.map((member) => member.personId);
}

const refusals: Record<Refusal, string> = {
  NOTHING_TO_URGE: "案件目前没有等待他人办理的环节，无需催办。",
  URGED_TODAY: "今天已经催办过，请下一个工作日再催办。",
};
