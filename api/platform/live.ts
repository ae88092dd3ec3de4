import { livePollQuerySchema, livePollSchema } from "#domain/platform/live.ts";
import { pollLive } from "../live/poll.ts";
import { events, route } from "./route.ts";

/** Both tell that something changed, never what, and keep no session alive: browsers ask by themselves. */
export const liveRoutes = [
  route({
    method: "GET",
    path: "/api/live",
    permission: "session",
    background: true,
    answer: events,
    handler: async (ctx, actor, { session }) => ctx.live.open({ session: session!, actor }),
  }),

  route({
    method: "GET",
    path: "/api/live/poll",
    permission: "session",
    background: true,
    query: livePollQuerySchema,
    answer: livePollSchema,
    handler: (ctx, actor, { query }) => pollLive(ctx, actor, query.since),
  }),
];
