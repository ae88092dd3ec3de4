import { z } from "zod";
import { taskCommandSchema } from "./cases.ts";

/** Why `returnPlan` refuses a target (`docs/approval.md` "Returns, precisely"). */
export const returnRefusals = {
  NEVER_PASSED: "本案没有经过该环节，不能退回。",
  RETURN_INTO_SCOPE: "该环节在子流程内部，只能退回到整个子流程。",
  RETURN_ACROSS_BRANCH: "中间有并行分支尚未汇合，不能越过退回。",
  RETURN_ACROSS_CALL: "该环节属于另一个被调用的流程，不能退回。",
  RETURN_OTHER_ITERATION: "该环节属于会签的另一轮，不能退回。",
  RETURN_AFTER_EFFECT: "其后已办的事项不能撤销，不能退回。",
} as const;
export type ReturnRefusal = keyof typeof returnRefusals;

/** One node that this case really passed, newest first, with what speaks against returning to it. */
export const returnTargetSchema = z.object({
  node: z.string(),
  nodeName: z.string(),
  /** Who decided there last; null where nobody did (a sub-process as a whole). */
  personName: z.string().nullable(),
  at: z.number(),
  allowed: z.boolean(),
  code: z.enum(Object.keys(returnRefusals) as [ReturnRefusal, ...ReturnRefusal[]]).nullable(),
  message: z.string(),
});
export type ReturnTarget = z.infer<typeof returnTargetSchema>;
/** GET /api/tasks/:id/return-targets */
export const returnTargetsSchema = z.object({ targets: z.array(returnTargetSchema) });

/** POST /api/tasks/:id/return/preview: changes nothing. */
export const returnPreviewBodySchema = z.object({ target: z.string().max(60) });
const nodeLineSchema = z.object({ node: z.string(), nodeName: z.string(), personName: z.string().nullable() });
export const returnPreviewSchema = z.object({
  target: returnTargetSchema,
  /** Tasks that end, and branches that go on. */
  ends: z.array(nodeLineSchema),
  stays: z.array(nodeLineSchema),
  /** Effects that stand and stay: one Chinese sentence each. */
  effects: z.array(z.string()),
});
export type ReturnPreview = z.infer<typeof returnPreviewSchema>;

/** POST /api/tasks/:id/return → commandResult. The reason is what the colleague reads. */
export const returnBodySchema = taskCommandSchema.extend({
  target: z.string().max(60),
  reason: z.string().trim().min(1).max(2000),
});
export type ReturnBody = z.infer<typeof returnBodySchema>;

/**
 * POST /api/tasks/:id/recall → commandResult (`taskId` of the new task). `:id` is the caller's own finished task,
 * `version` the case's. 409 RECALL_… names the obstacle.
 */
export const recallBodySchema = taskCommandSchema;
