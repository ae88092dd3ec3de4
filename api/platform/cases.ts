import { z } from "zod";
import { readCase } from "#approval/caseView.ts";
import { readDiagram } from "#approval/diagram.ts";
import { openCaseDocument, openCaseFile } from "#approval/files.ts";
import { terminateCase, withdrawCase } from "#approval/stop.ts";
import { urgeCase } from "#approval/urge.ts";
import { caseCommandResultSchema, caseCommandSchema, stopBodySchema } from "#domain/platform/caseCommands.ts";
import { caseViewSchema } from "#domain/platform/cases.ts";
import { download, route } from "./route.ts";

export const caseRoutes = [
  route({
    method: "GET",
    path: "/api/cases/:id",
    permission: "session",
    answer: caseViewSchema,
    handler: (ctx, actor, { params }) => readCase(ctx, actor, params.id),
  }),

  route({
    method: "GET",
    path: "/api/cases/:id/diagram",
    permission: "session",
    answer: z.object({ xml: z.string(), done: z.array(z.string()), current: z.array(z.string()) }),
    handler: (ctx, actor, { params }) => readDiagram(ctx, actor, params.id),
  }),

  route({
    method: "GET",
    path: "/api/cases/:id/files/:materialId",
    permission: "session",
    answer: download,
    handler: (ctx, actor, { params }) => openCaseFile(ctx, actor, params.id, params.materialId),
  }),

  route({
    method: "GET",
    path: "/api/cases/:id/documents/:documentId",
    permission: "session",
    answer: download,
    handler: (ctx, actor, { params }) => openCaseDocument(ctx, actor, params.id, params.documentId),
  }),

  route({
    method: "POST",
    path: "/api/cases/:id/urge",
    permission: "session",
    body: caseCommandSchema,
    answer: caseCommandResultSchema,
    handler: (ctx, actor, { params, body }) => urgeCase(ctx, actor, params.id, body),
  }),

  route({
    method: "POST",
    path: "/api/cases/:id/withdraw",
    permission: "application.use",
    body: stopBodySchema,
    answer: caseCommandResultSchema,
    handler: (ctx, actor, { params, body }) => withdrawCase(ctx, actor, params.id, body),
  }),

  route({
    method: "POST",
    path: "/api/cases/:id/terminate",
    permission: "inbox.use",
    body: stopBodySchema,
    answer: caseCommandResultSchema,
    handler: (ctx, actor, { params, body }) => terminateCase(ctx, actor, params.id, body),
  }),
];
