import { z } from "zod";

/** 送达方式 */
export const deliveryWays = { inPerson: "直接送达", post: "邮寄送达", electronic: "电子送达" } as const;
export type DeliveryWay = keyof typeof deliveryWays;
export const deliveryWaySchema = z.enum(Object.keys(deliveryWays) as [DeliveryWay, ...DeliveryWay[]]);

/** In a case: how its result reached the applicant; `due` is the last day (10 days from the decision). */
export const deliverySchema = z.object({
  due: z.string(),
  way: deliveryWaySchema.nullable(),
  wayLabel: z.string().nullable(),
  receiver: z.string().nullable(),
  deliveredOn: z.string().nullable(),
});

/** In a case: its volume in the archive, once it stands. GET /api/cases/:id/archive gives it as a zip. */
export const archiveSchema = z.object({
  number: z.string(),
  archivedAt: z.number(),
  /** sha-256 over the index. */
  hash: z.string(),
  entries: z.array(z.object({ n: z.number(), title: z.string(), hash: z.string(), size: z.number() })),
});
