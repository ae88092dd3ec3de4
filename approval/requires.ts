import type { Read } from "#db/transaction.ts";
import type { Outcome } from "#domain/platform/states.ts";

/**
 * What a job with a legal or money effect demands of the decision records of its case, in code, so that no diagram can
 * draw a short cut to a permit or a payment (`docs/approval.md` "Guards that no diagram can remove").
 */
export interface Requirement {
  /** Nodes whose newest effective decision must be one of these outcomes. */
  approvals: readonly { node: string; outcomes: readonly Outcome[] }[];
  /** Groups of nodes; within a group every node was decided by another person. */
  distinctPersons: readonly (readonly string[])[];
}

export interface DecisionRecord {
  node: string;
  outcome: Outcome;
  personId: number;
}

/** Everything in which the effective decisions (oldest first) fall short of a requirement; none = satisfied. */
export function shortcomings(decisions: readonly DecisionRecord[], requirement: Requirement): string[] {
  const newest = new Map(decisions.map((decision) => [decision.node, decision]));
  const missing = requirement.approvals
    .filter(({ node, outcomes }) => !outcomes.includes(newest.get(node)?.outcome as Outcome))
    .map(
      ({ node, outcomes }) => `${node} is ${newest.get(node)?.outcome ?? "undecided"}, not ${outcomes.join(" or ")}`,
    );
  const doubled = requirement.distinctPersons.flatMap((nodes) =>
    [
      ...Map.groupBy(
        nodes.filter((node) => newest.has(node)),
        (node) => newest.get(node)!.personId,
      ).values(),
    ]
      .filter((same) => same.length > 1)
      .map((same) => `${same.join(" and ")} were decided by one person`),
  );
  return [...missing, ...doubled];
}

/**
 * Checks the decision records of a case itself.
 * @throws Error, which stops the job as an incident: somebody changed the diagram, or a record was tampered with
 */
export async function checkRequirement(
  read: Pick<Read, "sql">,
  caseId: number,
  requirement: Requirement,
): Promise<void> {
  const decisions = await read.sql
    .selectFrom("decision")
    .select(["node", "outcome", "personId"])
    .where("caseId", "=", caseId)
    .where("state", "=", "effective")
    .orderBy("at")
    .orderBy("id")
    .execute();
  const found = shortcomings(decisions, requirement);
  if (found.length > 0) throw new Error(`The decisions of case ${caseId} do not allow this job: ${found.join("; ")}.`);
}
