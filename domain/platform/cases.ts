import { z } from "zod";
import { caseActionSchema } from "./caseCommands.ts";
import { archiveSchema, deliverySchema } from "./caseEnd.ts";
import {
  caseOutcomeSchema,
  caseStateSchema,
  outcomeSchema,
  summaryLineSchema,
  taskStateSchema,
  timeLeftSchema,
} from "./inbox.ts";
import { materialSchema } from "./materials.ts";
import { requestIdSchema } from "./requestId.ts";
import { supplementRoundSchema } from "./supplementRounds.ts";

/** POST /api/tasks/:id/claim and /release: the task's version the person looked at. */
export const taskCommandSchema = z.object({ requestId: requestIdSchema, version: z.number().int() });
/** PUT /api/tasks/:id/draft: form and opinion as they stand; answers the new draft version. */
export const taskDraftSchema = z.object({
  form: z.record(z.string(), z.unknown()),
  opinion: z.string().max(2000),
});
/** POST /api/tasks/:id/decide */
export const decideSchema = taskCommandSchema.extend({
  outcome: outcomeSchema,
  opinion: z.string().trim().max(2000),
  form: z.record(z.string(), z.unknown()),
});
export type DecideBody = z.infer<typeof decideSchema>;

/** A task's settings as the diagram gives them, ready for the screen. */
export const nodeSchema = z.object({
  id: z.string(),
  name: z.string(),
  phase: z.enum(["acceptance", "review", "decision"]),
  outcomes: z.array(
    z.object({ outcome: outcomeSchema, label: z.string(), opinionRequired: z.boolean(), danger: z.boolean() }),
  ),
  /** Fields of the form this node may write; all others are read-only. */
  writable: z.array(z.string()),
  defaultOpinion: z.string(),
});

/** What can be done with a task (`domain/allowed.ts` says by whom and when). */
export const taskCommands = [
  "claim",
  "release",
  "saveDraft",
  "decide",
  "return",
  "supplement",
  "endSupplement",
  "transfer",
  "copy",
] as const;

export const caseTaskSchema = z.object({
  id: z.number(),
  node: nodeSchema,
  state: taskStateSchema,
  version: z.number(),
  formId: z.string().nullable(),
  assigneeName: z.string().nullable(),
  mine: z.boolean(),
  receivedAt: z.number(),
  timeLeft: timeLeftSchema.nullable(),
  /** What the caller may do with it now. */
  actions: z.array(z.enum(taskCommands)),
  draft: z.object({ form: z.record(z.string(), z.unknown()), opinion: z.string(), version: z.number() }).nullable(),
});
export type CaseTask = z.infer<typeof caseTaskSchema>;

export const timelineEntrySchema = z.object({
  at: z.number(),
  node: z.string(),
  nodeName: z.string(),
  who: z.string(),
  orgName: z.string(),
  what: z.string(),
  outcome: outcomeSchema.nullable(),
  opinion: z.string(),
  state: z.enum(["effective", "void"]),
});
export const caseDocumentSchema = z.object({
  id: z.number(),
  kind: z.string(),
  title: z.string(),
  number: z.string(),
  at: z.number(),
  ready: z.boolean(),
  url: z.string(),
});
/** Form sections of a case: the JSON schema is fetched from /api/forms/:formId. */
export const formSectionSchema = z.object({
  formId: z.string(),
  title: z.string(),
  data: z.record(z.string(), z.unknown()),
});

/** GET /api/cases/:id. `level` says how much the caller may see; what is beyond it is absent. */
export const caseViewSchema = z.object({
  id: z.number(),
  caseNo: z.string(),
  business: z.string(),
  businessName: z.string(),
  title: z.string(),
  state: caseStateSchema,
  outcome: caseOutcomeSchema.nullable(),
  stateLabel: z.string(),
  applicantName: z.string(),
  summary: z.array(summaryLineSchema),
  submittedAt: z.number(),
  acceptedAt: z.number().nullable(),
  decidedAt: z.number().nullable(),
  closedAt: z.number().nullable(),
  acceptDue: z.string().nullable(),
  /** 视为受理: the acceptance passed without an act. */
  deemedAccepted: z.boolean(),
  statutoryDue: z.string().nullable(),
  promisedDue: z.string().nullable(),
  timeLeft: timeLeftSchema.nullable(),
  level: z.enum(["full", "history", "summary", "applicant"]),
  version: z.number(),
  /** Jobs are under way: 处理中. */
  pending: z.boolean(),
  matter: z.object({
    name: z.string(),
    kindLabel: z.string(),
    legalBasis: z.array(z.string()),
    statutoryDays: z.number(),
    promisedDays: z.number(),
  }),
  tasks: z.array(caseTaskSchema),
  sections: z.array(formSectionSchema),
  materials: z.array(materialSchema),
  documents: z.array(caseDocumentSchema),
  timeline: z.array(timelineEntrySchema),
  /** The building whose table the case shows, if any. */
  buildingId: z.number().nullable(),
  certificate: z.object({ number: z.string(), verifyUrl: z.string() }).nullable(),
  /** Material names only, for a candidate who has not claimed. */
  materialNames: z.array(z.string()),
  /** What the caller may do now with the case as a whole. */
  actions: z.array(caseActionSchema),
  /** The caller's own decision that may still be taken back (取回). */
  recallable: z.object({ taskId: z.number(), nodeName: z.string() }).nullable(),
  /** 补正 rounds, for handlers and the applicant. */
  supplements: z.array(supplementRoundSchema),
  delivery: deliverySchema.nullable(),
  archive: archiveSchema.nullable(),
});
export type CaseView = z.infer<typeof caseViewSchema>;

/** The answer to every write on a task. */
export const commandResultSchema = z.object({
  caseId: z.number(),
  taskId: z.number(),
  version: z.number(),
  decisionId: z.number().nullable(),
  /** The caller's next task of this case, the end of the case, or: jobs are still running. `taskId` null: nothing for the caller. */
  next: z.object({ kind: z.enum(["task", "finished", "pending", "none"]), taskId: z.number().nullable() }),
});
export type CommandResult = z.infer<typeof commandResultSchema>;

/** Every refusal, RFC 9457 in spirit: `message` is a Chinese sentence; `problems` says all that is wrong and where. */
export const problemSchema = z.object({
  code: z.string(),
  message: z.string(),
  problems: z
    .array(
      z.object({
        code: z.string(),
        message: z.string(),
        field: z.string().optional(),
        file: z.string().optional(),
        sheet: z.string().optional(),
        row: z.number().optional(),
        column: z.string().optional(),
        value: z.string().optional(),
        rule: z.string().optional(),
      }),
    )
    .default([]),
  retryAfter: z.number().optional(),
});
export type ProblemAnswer = z.infer<typeof problemSchema>;
