import { z } from "zod";
import { claimTask } from "#approval/claim.ts";
import { listColleagues } from "#approval/colleagues.ts";
import { copyTask } from "#approval/copy.ts";
import { decide } from "#approval/decide.ts";
import { releaseTask } from "#approval/release.ts";
import { listReturnTargets, previewReturn } from "#approval/returns/preview.ts";
import { recallTask } from "#approval/returns/recall.ts";
import { returnTask } from "#approval/returns/return.ts";
import { saveTaskDraft } from "#approval/saveTaskDraft.ts";
import { transferTask } from "#approval/transfer.ts";
import { commandResultSchema, decideSchema, taskCommandSchema, taskDraftSchema } from "#domain/platform/cases.ts";
import {
  colleaguesQuerySchema,
  colleaguesSchema,
  copyBodySchema,
  transferBodySchema,
} from "#domain/platform/colleagues.ts";
import {
  recallBodySchema,
  returnBodySchema,
  returnPreviewBodySchema,
  returnPreviewSchema,
  returnTargetsSchema,
} from "#domain/platform/returns.ts";
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

  route({
    method: "GET",
    path: "/api/tasks/:id/colleagues",
    permission: "inbox.use",
    query: colleaguesQuerySchema,
    answer: colleaguesSchema,
    handler: (ctx, actor, { params, query }) => listColleagues(ctx, actor, params.id, query.for),
  }),

  route({
    method: "POST",
    path: "/api/tasks/:id/transfer",
    permission: "inbox.use",
    body: transferBodySchema,
    answer: commandResultSchema,
    handler: (ctx, actor, { params, body }) => transferTask(ctx, actor, params.id, body),
  }),

  route({
    method: "POST",
    path: "/api/tasks/:id/copy",
    permission: "inbox.use",
    body: copyBodySchema,
    answer: commandResultSchema,
    handler: (ctx, actor, { params, body }) => copyTask(ctx, actor, params.id, body),
  }),

  route({
    method: "GET",
    path: "/api/tasks/:id/return-targets",
    permission: "inbox.use",
    answer: returnTargetsSchema,
    handler: (ctx, actor, { params }) => listReturnTargets(ctx, actor, params.id),
  }),

  route({
    method: "POST",
    path: "/api/tasks/:id/return/preview",
    permission: "inbox.use",
    body: returnPreviewBodySchema,
    answer: returnPreviewSchema,
    handler: (ctx, actor, { params, body }) => previewReturn(ctx, actor, params.id, body.target),
  }),

  route({
    method: "POST",
    path: "/api/tasks/:id/return",
    permission: "inbox.use",
    body: returnBodySchema,
    answer: commandResultSchema,
    handler: (ctx, actor, { params, body }) => returnTask(ctx, actor, params.id, body),
  }),

  route({
    method: "POST",
    path: "/api/tasks/:id/recall",
    permission: "inbox.use",
    body: recallBodySchema,
    answer: commandResultSchema,
    handler: (ctx, actor, { params, body }) => recallTask(ctx, actor, params.id, body),
  }),
];
