import type { z } from "zod";
import { fromJson } from "#db/json.ts";
import type { Read } from "#db/transaction.ts";
import type { Colleague, colleaguesQuerySchema } from "#domain/platform/colleagues.ts";
import { approvingRoles, type Role, roles } from "#domain/platform/roles.ts";
import type { CaseRow, TaskRow } from "./business.ts";
import type { Actor, Context } from "./context.ts";
import { nodeSettings } from "./nodeSettings.ts";
import { taskUnknown } from "./refusals.ts";
import { applicantsOf, peopleOf, separatedPersons } from "./separation.ts";
import { demand, relationOf, situationOf } from "./situation.ts";

type Reader = Pick<Read, "sql" | "dialect">;
export type ColleaguePurpose = z.output<typeof colleaguesQuerySchema>["for"];

/**
 * Whom the holder of a task may choose for 转办 or 抄送, least loaded first. Never the holder, never the applicant's side.
 * @throws BusinessError TASK_UNKNOWN (404) and what the table of actions refuses
 */
export function listColleagues(
  ctx: Context,
  actor: Actor,
  taskId: number,
  purpose: ColleaguePurpose,
): Promise<{ people: Colleague[] }> {
  return ctx.database.read(async (read) => {
    const task = await read.sql.selectFrom("task").selectAll().where("id", "=", taskId).executeTakeFirst();
    if (!task) throw taskUnknown();
    const row = await read.sql
      .selectFrom("caseRecord")
      .selectAll()
      .where("id", "=", task.caseId)
      .executeTakeFirstOrThrow();
    demand(purpose, situationOf(task, row, await relationOf(read, task, actor.personId), actor.personId));
    const eligible = purpose === "transfer" ? await mayTakeOver(read, task, row) : await mayBeCopied(read, row);
    eligible.delete(actor.personId);
    return { people: await describePeople(read, row, [...eligible]) };
  });
}

/**
 * Who could hold a task instead: serves its pool, and is kept out neither by separation nor by standing on the applicant's
 * side. Computed afresh: `taskExclusion` is kept up only while a task lies in its pool.
 */
export async function mayTakeOver(
  read: Reader,
  task: Pick<TaskRow, "id" | "node" | "settings" | "poolId">,
  row: Readonly<CaseRow>,
): Promise<Set<number>> {
  const members = await read.sql
    .selectFrom("poolMember")
    .select("personId")
    .where("poolId", "=", task.poolId)
    .execute();
  const rule = { node: task.node, ...nodeSettings(fromJson(task.settings)) };
  const { involved, applicants } = await peopleOf(read, row, task.id);
  const separated = separatedPersons(rule, involved);
  return new Set(
    members.map(({ personId }) => personId).filter((person) => !separated.has(person) && !applicants.has(person)),
  );
}

/** 抄送 stays inside: who decides cases in the centre of the case or in a section of it. */
export async function mayBeCopied(read: Reader, row: Readonly<CaseRow>): Promise<Set<number>> {
  const applicants = await applicantsOf(read, row);
  const staff = await positionsInside(read, row).execute();
  return new Set(staff.map(({ personId }) => personId).filter((person) => !applicants.has(person)));
}

const positionsInside = (read: Reader, { orgId }: Readonly<CaseRow>) =>
  read.sql
    .selectFrom("position")
    .innerJoin("org", "org.id", "position.orgId")
    .innerJoin("person", "person.id", "position.personId")
    .select(["position.personId", "position.role", "person.name", "org.name as orgName"])
    .where("position.live", "=", 1)
    .where("position.role", "in", [...approvingRoles])
    .where("org.closedAt", "is", null)
    .where((where) => where.or([where("org.id", "=", orgId), where("org.parentId", "=", orgId)]))
    .orderBy("position.id");

async function describePeople(read: Reader, row: Readonly<CaseRow>, ids: number[]): Promise<Colleague[]> {
  if (ids.length === 0) return [];
  const positions = await positionsInside(read, row).where("position.personId", "in", ids).execute();
  const held = await read.sql
    .selectFrom("task")
    .select((select) => ["openAssignee", select.fn.countAll().as("count")])
    .where("openAssignee", "in", ids)
    .groupBy("openAssignee")
    .execute();
  const loads = new Map(held.map(({ openAssignee, count }) => [openAssignee, Number(count)]));
  const people = [...Map.groupBy(positions, ({ personId }) => personId)].map(
    ([personId, own]): Colleague => ({
      personId,
      name: own[0]!.name,
      orgName: own[0]!.orgName,
      position: own.map(({ role }) => roles[role as Role]).join("、"),
      load: loads.get(personId) ?? 0,
    }),
  );
  return people.sort((a, b) => a.load - b.load || a.personId - b.personId);
}
