import type { Read } from "#db/transaction.ts";
import type { LiveHint } from "#domain/platform/live.ts";
import { type Change, LIFE } from "./changeFeed.ts";
import { type Actor, companiesOf } from "./context.ts";
import { levelOf } from "./sight.ts";

type Viewer = Pick<Actor, "personId" | "positions">;

/**
 * Whom changes may concern: persons (of a case: who holds or held a task, serves the pool of one, or was granted sight)
 * and companies. It only narrows down whom to look at, and takes in who has just lost sight, because a row left their
 * list too; what a person is told of a case the one predicate of sight decides (`hintsFor`).
 */
export interface Audience {
  /** Persons whose own lists may have changed. */
  persons: ReadonlySet<number>;
  /** The cases that changed, with the persons and companies that may see them. */
  cases: ReadonlyMap<number, { persons: ReadonlySet<number>; companies: ReadonlySet<number> }>;
}

/** @param now business time */
export async function audienceOf(read: Pick<Read, "sql">, changes: readonly Change[], now: number): Promise<Audience> {
  const own = changes.flatMap(({ personId }) => (personId === null ? [] : [personId]));
  const caseIds = [...new Set(changes.flatMap(({ caseId }) => (caseId === null ? [] : [caseId])))];
  const cases = new Map(caseIds.map((id) => [id, { persons: new Set<number>(), companies: new Set<number>() }]));
  if (caseIds.length === 0) return { persons: new Set(own), cases };
  for (const { caseId, personId } of await personsOf(read, caseIds, now)) {
    cases.get(caseId)?.persons.add(personId);
  }
  const applicants = await read.sql
    .selectFrom("caseRecord")
    .select(["id", "applicantPersonId", "applicantOrgId"])
    .where("id", "in", caseIds)
    .execute();
  for (const { id, applicantPersonId, applicantOrgId } of applicants) {
    if (applicantOrgId === null) cases.get(id)?.persons.add(applicantPersonId);
    else cases.get(id)?.companies.add(applicantOrgId);
  }
  return { persons: new Set([...own, ...[...cases.values()].flatMap(({ persons }) => [...persons])]), cases };
}

/** A task that has ended left its pool's lists a while ago; who held one is still told of its case. */
function personsOf(read: Pick<Read, "sql">, caseIds: readonly number[], now: number) {
  const { sql } = read;
  return sql
    .selectFrom("task")
    .innerJoin("poolMember", "poolMember.poolId", "task.poolId")
    .select(["task.caseId", "poolMember.personId"])
    .where("task.caseId", "in", caseIds)
    .where((where) => where.or([where("task.endedAt", "is", null), where("task.endedAt", ">", now - LIFE)]))
    .union(
      sql
        .selectFrom("task")
        .select(["caseId", "assigneeId as personId"])
        .where("caseId", "in", caseIds)
        .where("assigneeId", "is not", null)
        .$narrowType<{ personId: number }>(),
    )
    .union(sql.selectFrom("caseGrant").select(["caseId", "personId"]).where("caseId", "in", caseIds))
    .execute();
}

/** The cases of an audience that may concern a viewer. */
export function casesFor({ cases }: Audience, viewer: Viewer): number[] {
  const companies = companiesOf(viewer);
  return [...cases]
    .filter(([, one]) => one.persons.has(viewer.personId) || companies.some((org) => one.companies.has(org)))
    .map(([caseId]) => caseId);
}

/** What a viewer is told of changed cases: of each they see, that it changed, and nothing of the others. */
export async function hintsFor(
  read: Pick<Read, "sql">,
  viewer: Viewer,
  now: number,
  caseIds: Iterable<number>,
): Promise<LiveHint[]> {
  const hints: LiveHint[] = [];
  for (const caseId of caseIds) {
    if ((await levelOf(read, viewer, now, caseId)) !== null) hints.push({ changed: "case", caseId });
  }
  return hints;
}
