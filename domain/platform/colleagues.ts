import { z } from "zod";
import { taskCommandSchema } from "./cases.ts";

/** GET /api/tasks/:id/colleagues?for=transfer|copy: who may be chosen. Nobody who would break separation is among them. */
export const colleaguesQuerySchema = z.object({ for: z.enum(["transfer", "copy"]) });
export const colleagueSchema = z.object({
  personId: z.number(),
  name: z.string(),
  orgName: z.string(),
  position: z.string(),
  /** Open tasks they hold now. */
  load: z.number(),
});
export type Colleague = z.infer<typeof colleagueSchema>;
export const colleaguesSchema = z.object({ people: z.array(colleagueSchema) });

/** POST /api/tasks/:id/transfer (转办) → commandResult */
export const transferBodySchema = taskCommandSchema.extend({
  personId: z.number().int(),
  reason: z.string().trim().max(500),
});
/** POST /api/tasks/:id/copy (抄送) → commandResult */
export const copyBodySchema = taskCommandSchema.extend({
  personIds: z.array(z.number().int()).min(1).max(20),
  note: z.string().trim().max(300),
});
