/** States and outcomes of cases and tasks (`docs/approval.md`), with the one table of Chinese labels. */

export const caseStates = {
  submitted: "待受理",
  running: "在办",
  supplementing: "补正中",
  decided: "已决定",
  delivering: "待送达",
  closed: "已办完",
  archived: "办结",
} as const;
export type CaseState = keyof typeof caseStates;

export const caseOutcomes = {
  approved: "准予",
  refused: "不予",
  notAccepted: "不予受理",
  withdrawn: "申请人撤回",
  terminated: "终止",
} as const;
export type CaseOutcome = keyof typeof caseOutcomes;

export const taskStates = {
  pooled: "待领",
  active: "办理中",
  parked: "等待他人",
  done: "已办",
  returned: "已退回",
  recalled: "已取回",
  canceled: "已取消",
} as const;
export type TaskState = keyof typeof taskStates;
export type TaskKind = "engine" | "signer" | "asked" | "supplement";

/** What a person can decide at a node. Which of them a node offers stands in its header `outcomes`. */
export const outcomes = {
  approve: "同意",
  proposeApproval: "拟同意",
  proposeRefusal: "拟不予",
  refuse: "不予",
  notAccept: "不予受理",
} as const;
export type Outcome = keyof typeof outcomes;

/** The wording of an outcome depends on the kind of matter and on whether the node decides (许可: 准予, 备案: 准予备案). */
export type MatterKind = "permit" | "filing" | "confirmation" | "benefit";
export const matterKinds: Record<MatterKind, string> = {
  permit: "行政许可",
  filing: "备案",
  confirmation: "行政确认",
  benefit: "行政给付",
};

/** Label of an outcome button: `phase` is the node's header `phase` (acceptance 受理, review 审核, decision 决定). */
export function outcomeLabel(outcome: Outcome, phase: Phase, kind: MatterKind): string {
  if (outcome === "approve" && phase === "acceptance") return "受理";
  if (phase === "decision" && outcome === "approve") return kind === "filing" ? "准予备案" : "准予";
  if (phase === "decision" && outcome === "refuse") return kind === "filing" ? "不予备案" : "不予";
  return outcomes[outcome];
}
export type Phase = "acceptance" | "review" | "decision";
