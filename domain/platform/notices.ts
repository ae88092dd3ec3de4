import { z } from "zod";

/** Kinds of 待阅 rows, with what is shown before their text. */
export const noticeKinds = {
  copy: "抄送",
  returned: "退回",
  recalled: "取回",
  supplement: "补正",
  supplementAnswered: "补正答复",
  transferred: "转办",
  urge: "催办",
  stopped: "撤回与终止",
  reminder: "时限提醒",
  deemedAccepted: "视为受理",
  delivered: "送达",
  archived: "归档",
  taskCanceled: "任务取消",
  emptyApprover: "无人可办",
  incident: "流程停止",
  result: "办理结果",
} as const;
export type NoticeKind = keyof typeof noticeKinds;

/** GET /api/notices?box=unread|read&after= : 待阅 / 已阅, newest first. */
export const noticesQuerySchema = z.object({
  box: z.enum(["unread", "read"]),
  after: z.string().max(100).optional(),
});
export const noticeSchema = z.object({
  id: z.number(),
  kind: z.string(),
  label: z.string(),
  text: z.string(),
  caseId: z.number().nullable(),
  caseNo: z.string().nullable(),
  at: z.number(),
  readAt: z.number().nullable(),
});
export type NoticeRow = z.infer<typeof noticeSchema>;
export const noticePageSchema = z.object({ rows: z.array(noticeSchema), next: z.string().nullable() });
/** POST /api/notices/read: marks own notices; those of others are passed over in silence. Answers how many are unread. */
export const readNoticesSchema = z.object({ ids: z.array(z.number().int()).min(1).max(200) });
export const readNoticesAnswerSchema = z.object({ unread: z.number() });
