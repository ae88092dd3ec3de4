import { readTogether } from "#db/gathering.ts";
import { fromJson } from "#db/json.ts";
import type { Read } from "#db/transaction.ts";
import type { CaseRow, TaskRow } from "./business.ts";
import { nodeSettings } from "./nodeSettings.ts";

/** A node with what it says about separation. */
export interface NodeRule {
  node: string;
  review: boolean;
  distinctFrom: readonly string[];
}
/** A person who decided a node, or holds its open task. */
export interface Involvement extends NodeRule {
  personId: number;
}

/**
 * Whether one person may not do both nodes: two review nodes, or one names the other in `distinctFrom`. The same node
 * twice (after a return) is allowed. (APR-06, `docs/approval.md` "Separation, precisely")
 */
export function areSeparated(a: NodeRule, b: NodeRule): boolean {
  if (a.node === b.node) return false;
  return (a.review && b.review) || a.distinctFrom.includes(b.node) || b.distinctFrom.includes(a.node);
}

/** The persons who may not take a node because of what they did or hold in the same case. */
export function separatedPersons(node: NodeRule, involved: readonly Involvement[]): Set<number> {
  return new Set(involved.filter((one) => areSeparated(node, one)).map(({ personId }) => personId));
}

/** Who matters to separation in a case: whoever decided or holds a node of it, and the applicants. */
export interface PeopleOfCase {
  involved: Involvement[];
  /** The applicant and whoever acts for the applicant's company: they never handle their own case. */
  applicants: Set<number>;
}

type Applicant = Pick<CaseRow, "applicantPersonId" | "applicantOrgId">;

/** Those of a case now, but not who holds the task `except`. */
export async function peopleOf(
  read: Pick<Read, "sql" | "dialect">,
  row: Applicant & Pick<CaseRow, "id">,
  except: number,
): Promise<PeopleOfCase> {
  const [involved, clerks] = await readTogether(read, involvedIn(read, row.id, except), clerksOf(read, row));
  return { involved: involved.map(toInvolvement), applicants: applicantsAmong(row, clerks) };
}

/** Everybody who decided or holds a node of the case, but not through the task `except`; rows for `toInvolvement`. */
export function involvedIn(read: Pick<Read, "sql">, caseId: number, except: number) {
  const decided = read.sql
    .selectFrom("decision")
    .innerJoin("task", "task.id", "decision.taskId")
    .select(["decision.personId", "task.node", "task.settings"])
    .where("decision.caseId", "=", caseId)
    .where("decision.state", "=", "effective");
  const held = read.sql
    .selectFrom("task")
    .select(["task.openAssignee as personId", "task.node", "task.settings"])
    .where("task.caseId", "=", caseId)
    .where("task.openAssignee", "is not", null)
    .where("task.id", "!=", except)
    .$narrowType<{ personId: number }>();
  return decided.unionAll(held);
}

export function toInvolvement({ personId, node, settings }: Pick<TaskRow, "node" | "settings"> & { personId: number }) {
  const { review, distinctFrom } = nodeSettings(fromJson(settings));
  return { personId, node, review, distinctFrom };
}

/** Whoever acts for the applicant's company; nobody where a person applies. */
export const clerksOf = (read: Pick<Read, "sql">, { applicantOrgId }: Applicant) =>
  read.sql
    .selectFrom("position")
    .select("personId")
    .where("orgId", "=", applicantOrgId ?? NO_ORGANISATION)
    .where("live", "=", 1);

const NO_ORGANISATION = 0;

export const applicantsAmong = (
  { applicantPersonId }: Applicant,
  clerks: readonly { personId: number }[],
): Set<number> => new Set([applicantPersonId, ...clerks.map(({ personId }) => personId)]);

/** The applicant and whoever acts for the applicant's company. */
export async function applicantsOf(read: Pick<Read, "sql">, row: Applicant): Promise<Set<number>> {
  return applicantsAmong(row, row.applicantOrgId === null ? [] : await clerksOf(read, row).execute());
}
