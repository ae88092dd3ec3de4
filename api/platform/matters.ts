import { z } from "zod";
import { listMatters } from "#approval/matters.ts";
import { matterSchema } from "#domain/platform/drafts.ts";
import { route } from "./route.ts";

export const matterRoutes = [
  route({
    method: "GET",
    path: "/api/matters",
    permission: "application.use",
    answer: z.array(matterSchema),
    handler: (ctx, actor) => listMatters(ctx, actor),
  }),
];
