import { z } from "zod";
import { materialSchema } from "./materials.ts";

/** 补正 (一次性告知): what the applicant has to add or correct. `slot` names a material, null means something else. */
export const supplementItemSchema = z.object({
  slot: z.string().max(40).nullable(),
  /** What is wrong and what is wanted, in words the applicant understands. */
  text: z.string().trim().min(1).max(500),
});
/** One round of a case as its handler and its applicant see it, oldest first. Open while `answeredAt` and `endedAt` are null. */
export const supplementRoundSchema = z.object({
  id: z.number(),
  round: z.number(),
  taskId: z.number(),
  askedAt: z.number(),
  askedBy: z.string(),
  due: z.string(),
  overdue: z.boolean(),
  answeredAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  items: z.array(
    supplementItemSchema.extend({
      slotName: z.string().nullable(),
      answer: z.string().nullable(),
      /** What was uploaded for this round into the slot. */
      materials: z.array(materialSchema),
    }),
  ),
});
export type SupplementRound = z.infer<typeof supplementRoundSchema>;
