import { z } from "zod";
import { caseCommandSchema } from "./caseCommands.ts";
import { taskCommandSchema } from "./cases.ts";
import { materialSchema } from "./materials.ts";
import { supplementItemSchema } from "./supplementRounds.ts";

/** POST /api/tasks/:id/supplement (acceptance node only) → commandResult; the task is parked. */
export const supplementBodySchema = taskCommandSchema.extend({
  items: z.array(supplementItemSchema).min(1).max(50),
  /** 'YYYY-MM-DD': until when the applicant is asked to answer. Nothing lapses by itself. */
  due: z.iso.date(),
});
export type SupplementBody = z.infer<typeof supplementBodySchema>;

/** POST /api/cases/:id/supplement-answer (applicant) → caseCommandResult. Files were put into their slots before. */
export const supplementAnswerSchema = caseCommandSchema.extend({
  /** One answer an item, in their order; "" where the new file says all. */
  answers: z.array(z.string().trim().max(1000)),
  /** The corrected start form, where the applicant changed it. */
  form: z.record(z.string(), z.unknown()).optional(),
});
export type SupplementAnswerBody = z.infer<typeof supplementAnswerSchema>;

/** POST /api/tasks/:id/end-supplement → commandResult: the handler goes on without an answer. */
export const endSupplementSchema = taskCommandSchema.extend({ reason: z.string().trim().min(1).max(500) });

/**
 * Files of an answer: POST /api/cases/:id/supplement-files/:slot (upload, as of a draft) → material,
 * DELETE /api/cases/:id/supplement-files/:materialId. They count from the moment the answer is given.
 */
export const supplementFileSchema = materialSchema;
