import { z } from "zod";

/** A file in its slot of a draft or case. */
export const materialSchema = z.object({
  id: z.number(),
  slot: z.string(),
  slotName: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number(),
  at: z.number(),
  /** Where the content is fetched, through its case or draft each time. */
  url: z.string(),
});
