import { archive } from "#approval/caseEnd/archive.ts";
import { deliver } from "#approval/caseEnd/deliver.ts";
import { openVolume } from "#approval/caseEnd/volumeFile.ts";
import { caseCommandResultSchema, caseCommandSchema } from "#domain/platform/caseCommands.ts";
import { deliverBodySchema } from "#domain/platform/delivery.ts";
import { download, route } from "./route.ts";

export const caseEndRoutes = [
  route({
    method: "POST",
    path: "/api/cases/:id/deliver",
    permission: "inbox.use",
    body: deliverBodySchema,
    answer: caseCommandResultSchema,
    handler: (ctx, actor, { params, body }) => deliver(ctx, actor, params.id, body),
  }),

  route({
    method: "POST",
    path: "/api/cases/:id/archive",
    permission: "inbox.use",
    body: caseCommandSchema,
    answer: caseCommandResultSchema,
    handler: (ctx, actor, { params, body }) => archive(ctx, actor, params.id, body),
  }),

  route({
    method: "GET",
    path: "/api/cases/:id/archive",
    permission: "inbox.use",
    answer: download,
    handler: (ctx, actor, { params }) => openVolume(ctx, actor, params.id),
  }),
];
