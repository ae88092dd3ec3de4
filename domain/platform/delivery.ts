import { z } from "zod";
import { caseCommandSchema } from "./caseCommands.ts";
import { deliveryWaySchema } from "./caseEnd.ts";

/**
 * POST /api/cases/:id/deliver → caseCommandResult. `receiver` is who took it (in person) or whom it was sent to;
 * `reference` the tracking number (post) or the address of the electronic door. Electronic needs the applicant's consent.
 */
export const deliverBodySchema = caseCommandSchema.extend({
  way: deliveryWaySchema,
  receiver: z.string().trim().min(1).max(60),
  reference: z.string().trim().max(100),
  /** 'YYYY-MM-DD' of the day on the receipt; never later than today nor before the decision. */
  deliveredOn: z.iso.date(),
});
export type DeliverBody = z.infer<typeof deliverBodySchema>;
