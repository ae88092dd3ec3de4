import type { CaseOutcome, Outcome, Phase } from "#domain/platform/states.ts";

/**
 * How a case came out, from its effective decisions in order: the last one that decides. A case that ended without one
 * was ended from outside.
 */
export function caseOutcome(decisions: readonly { phase: Phase; outcome: Outcome }[]): CaseOutcome {
  return decisions.map(decided).findLast((outcome) => outcome !== null) ?? "terminated";
}

/** What a single decision decides about the case; null where it only moves the case on. */
export function decided({ phase, outcome }: { phase: Phase; outcome: Outcome }): CaseOutcome | null {
  if (phase === "acceptance") return outcome === "notAccept" ? "notAccepted" : null;
  if (phase === "decision") return outcome === "approve" ? "approved" : outcome === "refuse" ? "refused" : null;
  return null;
}
