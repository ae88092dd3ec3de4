import { z } from "zod";
import { requestIdSchema } from "./requestId.ts";

/** What somebody may do with a case as a whole; the api says which of them the caller may do now. */
export const caseActions = {
  withdraw: "撤回申请",
  terminate: "终止办理",
  urge: "催办",
  answerSupplement: "提交补正",
  deliver: "送达",
  archive: "归档",
} as const;
export type CaseAction = keyof typeof caseActions;
export const caseActionSchema = z.enum(Object.keys(caseActions) as [CaseAction, ...CaseAction[]]);

/** Every command on a case: the case's version the person looked at. */
export const caseCommandSchema = z.object({ requestId: requestIdSchema, version: z.number().int() });
/** POST /api/cases/:id/withdraw (applicant) and /terminate (leader): the reason is recorded and told to the other side. */
export const stopBodySchema = caseCommandSchema.extend({ reason: z.string().trim().min(1).max(1000) });
/** The answer to a command on a case. `pending`: jobs that undo what stands are still running. */
export const caseCommandResultSchema = z.object({ caseId: z.number(), version: z.number(), pending: z.boolean() });
export type CaseCommandResult = z.infer<typeof caseCommandResultSchema>;
