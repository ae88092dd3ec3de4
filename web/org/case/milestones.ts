import type { CaseView } from "#domain/platform/cases.ts";

export interface Milestone {
  name: string;
  at: number | null;
  state: "done" | "failed" | "now" | "ahead";
}

type Passed = Pick<CaseView, "submittedAt" | "acceptedAt" | "decidedAt" | "closedAt" | "outcome">;

/** 提交 → 受理 → 决定 → 办结 as the applicant counts; what never came about is left out of a case that ended early. */
export function milestonesOf({ submittedAt, acceptedAt, decidedAt, closedAt, outcome }: Passed): Milestone[] {
  const steps: Milestone[] = [
    { name: "提交", at: submittedAt, state: "done" },
    outcome === "notAccepted"
      ? { name: "不予受理", at: decidedAt ?? closedAt, state: "failed" }
      : { name: "受理", at: acceptedAt, state: "ahead" },
  ];
  if (outcome === "withdrawn" || outcome === "terminated") {
    const ended = {
      name: outcome === "withdrawn" ? "撤回申请" : "终止",
      at: closedAt ?? decidedAt,
      state: "failed",
    } as const;
    return finished([...steps.filter(({ at }) => at !== null), ended]);
  }
  if (outcome !== "notAccepted") {
    const refused = outcome === "refused";
    steps.push({ name: refused ? "不予决定" : "作出决定", at: decidedAt, state: refused ? "failed" : "ahead" });
  }
  return finished([...steps, { name: "办结", at: closedAt, state: "ahead" }]);
}

/** What has a time is done; the first that has none is what everybody waits for. */
function finished(steps: Milestone[]): Milestone[] {
  const waiting = steps.findIndex(({ at }) => at === null);
  return steps.map((step, index) => {
    if (step.state === "failed") return step;
    if (step.at !== null) return { ...step, state: "done" };
    return { ...step, state: index === waiting ? "now" : "ahead" };
  });
}
