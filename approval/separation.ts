import { fromJson } from "#db/json.ts";
import type { Read } from "#db/transaction.ts";
import type { CaseRow } from "./business.ts";
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

/** Everybody who decided or holds a node of the case, but not through the task `except`. */
export async function involvedIn(read: Pick<Read, "sql">, caseId: number, except: number): Promise<Involvement[]> {
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
  const rows = await decided.unionAll(held).execute();
  return rows.map(({ personId, node, settings }) => {
    const { review, distinctFrom } = nodeSettings(fromJson(settings));
    return { personId, node, review, distinctFrom };
  });
}

/** The applicant and whoever acts for the applicant's company: they never handle their own case. */
export async function applicantsOf(
  read: Pick<Read, "sql">,
  { applicantPersonId, applicantOrgId }: Pick<CaseRow, "applicantPersonId" | "applicantOrgId">,
): Promise<Set<number>> {
  if (applicantOrgId === null) return new Set([applicantPersonId]);
  const clerks = await read.sql
    .selectFrom("position")
    .select("personId")
    .where("orgId", "=", applicantOrgId)
    .where("live", "=", 1)
    .execute();
  return new Set([applicantPersonId, ...clerks.map(({ personId }) => personId)]);
}
