import { z } from "zod";
import { createDraft, listDrafts, readDraft, removeDraft, saveDraft } from "#approval/drafts.ts";
import { addDraftFile, openDraftFile, removeDraftFile } from "#approval/files.ts";
import { submitDraft } from "#approval/submitDraft.ts";
import {
  createDraftSchema,
  draftRowSchema,
  draftViewSchema,
  saveDraftSchema,
  submitDraftSchema,
  submittedSchema,
} from "#domain/platform/drafts.ts";
import { materialSchema } from "#domain/platform/materials.ts";
import { download, nothing, route, upload } from "./route.ts";

export const draftRoutes = [
  route({
    method: "GET",
    path: "/api/drafts",
    permission: "application.use",
    answer: z.array(draftRowSchema),
    handler: (ctx, actor) => listDrafts(ctx, actor),
  }),

  route({
    method: "POST",
    path: "/api/drafts",
    permission: "application.use",
    body: createDraftSchema,
    answer: draftViewSchema,
    handler: (ctx, actor, { body }) => createDraft(ctx, actor, body.business),
  }),

  route({
    method: "GET",
    path: "/api/drafts/:id",
    permission: "application.use",
    answer: draftViewSchema,
    handler: (ctx, actor, { params }) => readDraft(ctx, actor, params.id),
  }),

  route({
    method: "PUT",
    path: "/api/drafts/:id",
    permission: "application.use",
    body: saveDraftSchema,
    answer: z.object({ version: z.number() }),
    handler: (ctx, actor, { params, body }) => saveDraft(ctx, actor, params.id, body),
  }),

  route({
    method: "DELETE",
    path: "/api/drafts/:id",
    permission: "application.use",
    answer: nothing,
    handler: (ctx, actor, { params }) => removeDraft(ctx, actor, params.id),
  }),

  route({
    method: "POST",
    path: "/api/drafts/:id/submit",
    permission: "application.use",
    body: submitDraftSchema,
    answer: submittedSchema,
    handler: (ctx, actor, { params, body }) => submitDraft(ctx, actor, params.id, body),
  }),

  route({
    method: "POST",
    path: "/api/drafts/:id/files/:slot",
    permission: "application.use",
    body: upload,
    answer: materialSchema,
    handler: (ctx, actor, { params, body }) => addDraftFile(ctx, actor, params.id, params.slot, body),
  }),

  route({
    method: "GET",
    path: "/api/drafts/:id/files/:materialId",
    permission: "application.use",
    answer: download,
    handler: (ctx, actor, { params }) => openDraftFile(ctx, actor, params.id, params.materialId),
  }),

  route({
    method: "DELETE",
    path: "/api/drafts/:id/files/:materialId",
    permission: "application.use",
    answer: nothing,
    handler: (ctx, actor, { params }) => removeDraftFile(ctx, actor, params.id, params.materialId),
  }),
];
