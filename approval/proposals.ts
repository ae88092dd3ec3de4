import type { Tx } from "#db/transaction.ts";
import type { Problem } from "#domain/errors.ts";

/**
 * Why a node may not approve: an earlier review proposed to refuse. What follows a review would otherwise pass over it,
 * and the guards of the issuing jobs demand the approval of each (`docs/approval.md`, Guards).
 * @param reviews the reviewing nodes in their order; only those before `node` count
 */
export async function proposedRefusals(
  { sql }: Pick<Tx, "sql">,
  caseId: number,
  reviews: readonly string[],
  node: string,
): Promise<Problem[]> {
  const before = reviews.includes(node) ? reviews.slice(0, reviews.indexOf(node)) : reviews;
  if (before.length === 0) return [];
  const decisions = await sql
    .selectFrom("decision")
    .select(["node", "nodeName", "outcome"])
    .where("caseId", "=", caseId)
    .where("node", "in", before)
    .where("state", "=", "effective")
    .orderBy("at")
    .orderBy("id")
    .execute();
  const newest = new Map(decisions.map((decision) => [decision.node, decision]));
  return [...newest.values()]
    .filter(({ outcome }) => outcome === "proposeRefusal")
    .map(({ nodeName }) => ({
      code: "REVIEW_PROPOSES_REFUSAL",
      message: `${nodeName}意见为拟不予，不能作出同意的决定。`,
      field: "outcome",
    }));
}
