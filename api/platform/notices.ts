import { listNotices, readNotices } from "#approval/noticeLists.ts";
import {
  noticePageSchema,
  noticesQuerySchema,
  readNoticesAnswerSchema,
  readNoticesSchema,
} from "#domain/platform/notices.ts";
import { route } from "./route.ts";

export const noticeRoutes = [
  route({
    method: "GET",
    path: "/api/notices",
    permission: "session",
    query: noticesQuerySchema,
    answer: noticePageSchema,
    handler: (ctx, actor, { query }) => listNotices(ctx, actor, query),
  }),

  route({
    method: "POST",
    path: "/api/notices/read",
    permission: "session",
    body: readNoticesSchema,
    answer: readNoticesAnswerSchema,
    handler: (ctx, actor, { body }) => readNotices(ctx, actor, body.ids),
  }),
];
