import { answerSupplement } from "#approval/supplements/answer.ts";
import { askSupplement } from "#approval/supplements/ask.ts";
import { endSupplement } from "#approval/supplements/end.ts";
import { addSupplementFile, removeSupplementFile } from "#approval/supplements/files.ts";
import { caseCommandResultSchema } from "#domain/platform/caseCommands.ts";
import { commandResultSchema } from "#domain/platform/cases.ts";
import {
  endSupplementSchema,
  supplementAnswerSchema,
  supplementBodySchema,
  supplementFileSchema,
} from "#domain/platform/supplements.ts";
import { nothing, route, upload } from "./route.ts";

export const supplementRoutes = [
  route({
    method: "POST",
    path: "/api/tasks/:id/supplement",
    permission: "inbox.use",
    body: supplementBodySchema,
    answer: commandResultSchema,
    handler: (ctx, actor, { params, body }) => askSupplement(ctx, actor, params.id, body),
  }),

  route({
    method: "POST",
    path: "/api/tasks/:id/end-supplement",
    permission: "inbox.use",
    body: endSupplementSchema,
    answer: commandResultSchema,
    handler: (ctx, actor, { params, body }) => endSupplement(ctx, actor, params.id, body),
  }),

  route({
    method: "POST",
    path: "/api/cases/:id/supplement-files/:slot",
    permission: "application.use",
    body: upload,
    answer: supplementFileSchema,
    handler: (ctx, actor, { params, body }) => addSupplementFile(ctx, actor, params.id, params.slot, body),
  }),

  route({
    method: "DELETE",
    path: "/api/cases/:id/supplement-files/:materialId",
    permission: "application.use",
    answer: nothing,
    handler: (ctx, actor, { params }) => removeSupplementFile(ctx, actor, params.id, params.materialId),
  }),

  route({
    method: "POST",
    path: "/api/cases/:id/supplement-answer",
    permission: "application.use",
    body: supplementAnswerSchema,
    answer: caseCommandResultSchema,
    handler: (ctx, actor, { params, body }) => answerSupplement(ctx, actor, params.id, body),
  }),
];
