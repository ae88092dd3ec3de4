import { remindedClocks } from "#domain/platform/reminders.ts";
import { shanghaiDate } from "#domain/rules/workingDays.ts";
import { dueAfter } from "../clocks.ts";
import { currentMatter } from "../matters.ts";
import { notify } from "../notices.ts";
import type { OpenCase } from "../openCase.ts";
import { clocksOf, type DueReminder, isDeemedAccepted, receiptOf, remindersDue } from "./due.ts";
import { leadersOf } from "./leaders.ts";
import { type CaseSituation, situationsOf } from "./situation.ts";

type TaskOfCase = CaseSituation["tasks"][number];

/** Says what is due to be said of a case, and marks it where its acceptance has passed. Safe to repeat. */
export async function remindOfCase(open: OpenCase): Promise<void> {
  const { tx, row } = open;
  const [situation] = await situationsOf(tx, [row.id]);
  if (!situation) return;
  if (isDeemedAccepted(situation.row, tx.now)) return deem(open, situation);
  const { tasks, sent, calendar } = situation;
  for (const reminder of remindersDue(clocksOf(situation.row, tasks), sent, tx.now, calendar)) {
    await remind(open, tasks, reminder);
  }
}

async function remind(open: OpenCase, tasks: readonly TaskOfCase[], reminder: DueReminder): Promise<void> {
  const { tx, row } = open;
  const { clock, subjectId, level, since } = reminder;
  const about = subjectId === 0 ? tasks : tasks.filter(({ id }) => id === subjectId);
  const fact = { caseId: row.id, subjectId, clock, level, since };
  open.write(tx.sql.insertInto("reminder").values({ id: tx.nextId(), ...fact, at: tx.now }));
  const persons = await whoWorks(open, about, clock);
  const leaders = level === "late" ? await leadersOfAll(open, about, persons) : [];
  notify(open, [...new Set([...persons, ...leaders])], "reminder", textOf(row.title, about, reminder));
}

const textOf = (title: string, about: readonly TaskOfCase[], { clock, due, workingDaysLeft }: DueReminder): string => {
  const name = clock === "node" ? `“${about[0]?.nodeName}”${remindedClocks.node}` : remindedClocks[clock];
  const left =
    workingDaysLeft > 0
      ? `还剩 ${workingDaysLeft} 个工作日`
      : workingDaysLeft === 0
        ? "今天到期"
        : `已超期 ${-workingDaysLeft} 个工作日`;
  return `案件“${title}”的${name}（${due}）${left}，请及时办理。`;
};

/** Who has the work: the holders, of what lies in a pool those who may take it; of a delivery the window. */
async function whoWorks(open: OpenCase, about: readonly TaskOfCase[], clock: DueReminder["clock"]): Promise<number[]> {
  if (clock === "delivery") return windowClerks(open);
  const holders = about.flatMap(({ openAssignee }) => (openAssignee === null ? [] : [openAssignee]));
  const pooled = about.filter(({ openAssignee }) => openAssignee === null).map(({ id }) => id);
  if (pooled.length === 0) return holders;
  const { sql } = open.tx;
  const candidates = await sql
    .selectFrom("task")
    .innerJoin("poolMember", "poolMember.poolId", "task.openPool")
    .leftJoin("taskExclusion", (join) =>
      join.onRef("taskExclusion.taskId", "=", "task.id").onRef("taskExclusion.personId", "=", "poolMember.personId"),
    )
    .select("poolMember.personId")
    .where("task.id", "in", pooled)
    .where("taskExclusion.taskId", "is", null)
    .execute();
  return [...holders, ...candidates.map(({ personId }) => personId)];
}

async function windowClerks({ tx, row }: OpenCase): Promise<number[]> {
  const rows = await tx.sql
    .selectFrom("position")
    .innerJoin("org", "org.id", "position.orgId")
    .select("position.personId")
    .where("position.role", "=", "windowClerk")
    .where("position.live", "=", 1)
    .where((where) => where.or([where("org.id", "=", row.orgId), where("org.parentId", "=", row.orgId)]))
    .execute();
  return rows.map(({ personId }) => personId);
}

async function leadersOfAll(
  { tx, row }: OpenCase,
  about: readonly TaskOfCase[],
  persons: readonly number[],
): Promise<number[]> {
  const sections = new Set(about.length === 0 ? [row.orgId] : about.map(({ sectionId }) => sectionId));
  const leaders: number[] = [];
  for (const sectionId of sections) {
    leaders.push(...(await leadersOf(tx, { sectionId, centreId: row.orgId, about: persons })));
  }
  return leaders;
}

/**
 * 视为受理 (行政许可法 art 32): whoever is told nothing within five days is accepted from the day of receipt. The case is
 * marked and its decision clock runs from then, bound to the matter of that day; the task stays open.
 */
async function deem(open: OpenCase, { row: clock, tasks, calendar }: CaseSituation): Promise<void> {
  const { tx, row } = open;
  const receivedAt = receiptOf(clock);
  const policyDate = shanghaiDate(receivedAt);
  const matter = await currentMatter(tx, row.business, row.regionCode, policyDate);
  open.change({
    state: "running",
    acceptedAt: receivedAt,
    deemedAt: tx.now,
    matterId: matter.id,
    policyDate,
    statutoryDue: dueAfter(receivedAt, matter.statutoryDays, calendar),
    promisedDue: dueAfter(receivedAt, matter.promisedDays, calendar),
  });
  open.audit({
    actor: "system",
    act: "case.deemedAccepted",
    facts: { acceptDue: clock.acceptDue, receivedOn: policyDate },
  });
  const persons = await whoWorks(open, tasks, "acceptance");
  const leaders = await leadersOfAll(open, tasks, persons);
  const text = `案件“${row.title}”自收到材料起逾期未作受理决定，依法视为受理，办理时限自 ${policyDate} 起算。`;
  notify(open, [...new Set([...persons, ...leaders])], "deemedAccepted", text);
}
