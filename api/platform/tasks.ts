import { z } from "zod";
import { claimTask } from "#approval/claim.ts";
import { decide } from "#approval/decide.ts";
import { releaseTask } from "#approval/release.ts";
import { saveTaskDraft } from "#approval/saveTaskDraft.ts";
import { commandResultSchema, decideSchema, taskCommandSchema, taskDraftSchema } from "#domain/platform/cases.ts";
import { route } from "./route.ts";

export const taskRoutes = [
  route({
    method: "POST",
    path: "/api/tasks/:id/claim",
    permission: "inbox.use",
    body: taskCommandSchema,
    answer: commandResultSchema,
    handler: (ctx, actor, { params, body }) => claimTask(ctx, actor, params.id, body),
  }),

  route({
    method: "POST",
    path: "/api/tasks/:id/release",
    permission: "inbox.use",
    body: taskCommandSchema,
    answer: commandResultSchema,
    handler: (ctx, actor, { params, body }) => releaseTask(ctx, actor, params.id, body),
  }),

  route({
    method: "PUT",
    path: "/api/tasks/:id/draft",
    permission: "inbox.use",
    body: taskDraftSchema,
    answer: z.object({ version: z.number() }),
    handler: (ctx, actor, { params, body }) => saveTaskDraft(ctx, actor, params.id, body),
  }),

  route({
    method: "POST",
    path: "/api/tasks/:id/decide",
    permission: "inbox.use",
    body: decideSchema,
    answer: commandResultSchema,
    handler: (ctx, actor, { params, body }) => decide(ctx, actor, params.id, body),
  }),
];
