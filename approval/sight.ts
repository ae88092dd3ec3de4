import { type ExpressionBuilder, type SelectQueryBuilder, sql } from "kysely";
import type { GrantLevel } from "#db/platform/cases.ts";
import type { Schema } from "#db/schema.ts";
import type { Read } from "#db/transaction.ts";
import { type Actor, companiesOf } from "./context.ts";
import { caseUnknown } from "./refusals.ts";

/**
 * Who may see which case, and how much of it: the one predicate behind pages, lists, counts, files, documents, diagrams
 * and search (`docs/approval.md` "Who sees what"). A case that a person sees at no level does not exist for them.
 *
 * - full: holds an open task of it. Read from the task row itself, which a claim changes.
 * - full, too: the archivists of the deciding centre, once a case awaits the archive.
 * - history: held a task of it, or hands its result over at the window (grants that end with the last position). Once
 *   archived, its summary.
 * - applicant: a clerk of the company that applied; a private applicant, themselves.
 * - summary: may claim a pooled task of it.
 */
export const levels: readonly GrantLevel[] = ["full", "history", "applicant", "summary"];

type Reader = Pick<Read, "sql">;
type Viewer = Pick<Actor, "personId" | "positions">;
interface Seen {
  caseId: number;
  rank: number;
}

/** Every (case, rank in `levels`) that a person sees, of one case or of all. A case may come more than once. */
export function seenCases(
  read: Reader,
  viewer: Viewer,
  now: number,
  caseId?: number,
): SelectQueryBuilder<Schema, "task", Seen> {
  return held(read, viewer, caseId)
    .unionAll(granted(read, viewer, now, caseId))
    .unionAll(applied(read, viewer, caseId))
    .unionAll(offered(read, viewer, caseId)) as SelectQueryBuilder<Schema, "task", Seen>;
}

const rankOf = (level: GrantLevel) => sql<number>`${sql.lit(levels.indexOf(level))}`.as("rank");

const held = ({ sql: db }: Reader, { personId }: Viewer, caseId?: number) =>
  db
    .selectFrom("task")
    .select(["task.caseId", rankOf("full")])
    .where("task.openAssignee", "=", personId)
    .$if(caseId !== undefined, (query) => query.where("task.caseId", "=", caseId!));

const granted = ({ sql: db }: Reader, { personId }: Viewer, now: number, caseId?: number) =>
  db
    .selectFrom("caseGrant")
    .innerJoin("caseRecord", "caseRecord.id", "caseGrant.caseId")
    .select((select) => [
      "caseGrant.caseId",
      select
        .case()
        .when(select.and([select("caseRecord.archivedAt", "is not", null), select("caseGrant.why", "!=", "archivist")]))
        .then(sql<number>`${sql.lit(levels.indexOf("summary"))}`)
        .when("caseGrant.level", "=", "full")
        .then(sql<number>`${sql.lit(levels.indexOf("full"))}`)
        .when("caseGrant.level", "=", "history")
        .then(sql<number>`${sql.lit(levels.indexOf("history"))}`)
        .else(sql<number>`${sql.lit(levels.indexOf("summary"))}`)
        .end()
        .as("rank"),
    ])
    .where("caseGrant.personId", "=", personId)
    .where((where) => where.or([where("caseGrant.until", "is", null), where("caseGrant.until", ">", now)]))
    .$if(caseId !== undefined, (query) => query.where("caseGrant.caseId", "=", caseId!));

const applied = ({ sql: db }: Reader, viewer: Viewer, caseId?: number) =>
  db
    .selectFrom("caseRecord")
    .select(["caseRecord.id as caseId", rankOf("applicant")])
    .where((where) => isApplicant(where, viewer))
    .$if(caseId !== undefined, (query) => query.where("caseRecord.id", "=", caseId!));

/** A company's application belongs to whoever is its clerk now, a private one to the person. */
export function isApplicant(where: ExpressionBuilder<Pick<Schema, "caseRecord">, "caseRecord">, viewer: Viewer) {
  const companies = companiesOf(viewer);
  const own = where.and([
    where("caseRecord.applicantOrgId", "is", null),
    where("caseRecord.applicantPersonId", "=", viewer.personId),
  ]);
  return companies.length === 0 ? own : where.or([own, where("caseRecord.applicantOrgId", "in", companies)]);
}

const offered = ({ sql: db }: Reader, { personId }: Viewer, caseId?: number) =>
  db
    .selectFrom("task")
    .innerJoin("poolMember", "poolMember.poolId", "task.openPool")
    .select(["task.caseId", rankOf("summary")])
    .where("poolMember.personId", "=", personId)
    .where(notExcluded(personId))
    .$if(caseId !== undefined, (query) => query.where("task.caseId", "=", caseId!));

/** The anti-join of lists and badges: the person may take the task. */
export function notExcluded(personId: number) {
  return (where: ExpressionBuilder<Pick<Schema, "task" | "taskExclusion">, "task">) =>
    where.not(
      where.exists(
        where
          .selectFrom("taskExclusion")
          .select("taskExclusion.taskId")
          .where("taskExclusion.personId", "=", personId)
          .whereRef("taskExclusion.taskId", "=", "task.id"),
      ),
    );
}

/** How much of a case a person sees; null where it does not exist for them. */
export async function levelOf(read: Reader, viewer: Viewer, now: number, caseId: number): Promise<GrantLevel | null> {
  const rows = await seenCases(read, viewer, now, caseId).execute();
  if (rows.length === 0) return null;
  return levels[Math.min(...rows.map(({ rank }) => Number(rank)))] ?? null;
}

/** @throws BusinessError CASE_UNKNOWN (404), the same for a case that is not there and one that is not theirs */
export async function demandSight(read: Reader, viewer: Viewer, now: number, caseId: number): Promise<GrantLevel> {
  const level = await levelOf(read, viewer, now, caseId);
  if (!level) throw caseUnknown();
  return level;
}
