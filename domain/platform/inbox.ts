import { z } from "zod";
import { caseOutcomes, caseStates, outcomes, taskStates } from "./states.ts";

const keys = <T extends object>(table: T) => Object.keys(table) as [keyof T & string, ...(keyof T & string)[]];
export const caseStateSchema = z.enum(keys(caseStates));
export const caseOutcomeSchema = z.enum(keys(caseOutcomes));
export const taskStateSchema = z.enum(keys(taskStates));
export const outcomeSchema = z.enum(keys(outcomes));

/** The views of the desk that list tasks or cases. */
export const boxes = {
  todo: "待办",
  pool: "待领",
  done: "已办",
  finished: "办结",
  mine: "我发起",
  drafts: "草稿",
} as const;
export type Box = keyof typeof boxes;

export const summaryLineSchema = z.object({ label: z.string(), value: z.string() });
/** Time left of the node or case: working days until `due` ('YYYY-MM-DD'), negative when late. */
export const timeLeftSchema = z.object({
  due: z.string(),
  workingDaysLeft: z.number(),
  light: z.enum(["green", "amber", "red", "late"]),
  provisional: z.boolean(),
});

/** One row of any box. `taskId` is null for rows that are cases (done, finished, mine). */
export const inboxRowSchema = z.object({
  id: z.string(),
  taskId: z.number().nullable(),
  caseId: z.number(),
  caseNo: z.string(),
  business: z.string(),
  businessName: z.string(),
  title: z.string(),
  applicantName: z.string(),
  node: z.string(),
  nodeName: z.string(),
  taskState: taskStateSchema.nullable(),
  caseState: caseStateSchema,
  caseOutcome: caseOutcomeSchema.nullable(),
  /** 视为受理: the acceptance passed without an act. */
  deemedAccepted: z.boolean(),
  summary: z.array(summaryLineSchema),
  at: z.number(),
  timeLeft: timeLeftSchema.nullable(),
  version: z.number(),
});
export type InboxRow = z.infer<typeof inboxRowSchema>;

/** GET /api/inbox/:box?business=&node=&q=&after=&sort=due|received ; boxes todo, pool, done, finished, mine. */
export const inboxQuerySchema = z.object({
  business: z.string().max(40).optional(),
  node: z.string().max(60).optional(),
  q: z.string().trim().max(60).optional(),
  sort: z.enum(["due", "received"]).default("due"),
  /** Opaque; from `next` of the page before. */
  after: z.string().max(100).optional(),
});
export type InboxQuery = z.infer<typeof inboxQuerySchema>;
export const inboxPageSchema = z.object({ rows: z.array(inboxRowSchema), next: z.string().nullable() });
export type InboxPage = z.infer<typeof inboxPageSchema>;

/** GET /api/inbox/counts. Counting stops at 1000: shown as 999+. */
export const inboxCountsSchema = z.object({
  todo: z.number(),
  todoLate: z.number(),
  pool: z.number(),
  drafts: z.number(),
  unread: z.number(),
});
export type InboxCounts = z.infer<typeof inboxCountsSchema>;
