import { countInbox, listInbox } from "#approval/lists.ts";
import { inboxCountsSchema, inboxPageSchema, inboxQuerySchema } from "#domain/platform/inbox.ts";
import { route } from "./route.ts";

export const inboxRoutes = [
  route({
    method: "GET",
    path: "/api/inbox/counts",
    permission: "session",
    background: true,
    answer: inboxCountsSchema,
    handler: (ctx, actor) => countInbox(ctx, actor),
  }),

  route({
    method: "GET",
    path: "/api/inbox/:box",
    permission: "session",
    query: inboxQuerySchema,
    answer: inboxPageSchema,
    handler: (ctx, actor, { params, query }) => listInbox(ctx, actor, params.box, query),
  }),
];
