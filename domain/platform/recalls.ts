/** Why a decision cannot be taken back; each names its obstacle (`docs/approval.md` "Actions", 取回). */
export const recallRefusals = {
  RECALL_NEXT_TAKEN: "下一环节已被领取或打开",
  RECALL_AFTER_EFFECT: "其后的事项已办理",
  RECALL_AFTER_EVENT: "其后的期限或消息已经发生",
  RECALL_JOIN_PASSED: "流程已到达并行汇合处",
  RECALL_SCOPE_LEFT: "该环节所在的子流程已经结束",
  RECALL_COUNTERSIGN: "会签意见不能单独取回",
  RECALL_CASE_ENDED: "案件已经办完",
  RECALL_NOT_EFFECTIVE: "该决定已因退回、取回等原因未生效",
} as const;
export type RecallRefusal = keyof typeof recallRefusals;
