import { z } from "zod";
import { inboxCountsSchema } from "./inbox.ts";

/**
 * The live feed tells that something changed, never what: no title, no name. Whoever is told asks again through the
 * usual routes, under the usual permissions.
 */
export const liveHintSchema = z.discriminatedUnion("changed", [
  z.object({ changed: z.literal("inbox") }),
  z.object({ changed: z.literal("case"), caseId: z.number().int() }),
]);
export type LiveHint = z.infer<typeof liveHintSchema>;

/**
 * GET /api/live (text/event-stream), one stream per browser; each message is one of these as JSON. First comes a
 * `snapshot`: whatever happened before it is not told again. `ended`: the session is over, do not connect again before a
 * log-in.
 */
export const liveEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("snapshot"), counts: inboxCountsSchema }),
  z.object({ type: z.literal("counts"), counts: inboxCountsSchema }),
  z.object({ type: z.literal("hint"), hint: liveHintSchema }),
  z.object({ type: z.literal("ended") }),
]);
export type LiveEvent = z.infer<typeof liveEventSchema>;

/** GET /api/live/poll?since= for browsers and proxies without streams; `since` is `at` of the answer before. */
export const livePollQuerySchema = z.object({ since: z.coerce.number().int().min(0).optional() });
export const livePollSchema = z.object({
  at: z.number(),
  counts: inboxCountsSchema,
  hints: z.array(liveHintSchema),
});
export type LivePoll = z.infer<typeof livePollSchema>;
