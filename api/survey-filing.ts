import { Readable } from "node:stream";
import { correctSurvey, readCorrection } from "#approval/survey-filing/correct.ts";
import { readSurvey } from "#approval/survey-filing/read.ts";
import { surveyTemplate, uploadSurvey } from "#approval/survey-filing/upload.ts";
import { draftViewSchema } from "#domain/platform/drafts.ts";
import { surveyViewSchema } from "#domain/survey-filing.ts";
import { download, route, upload } from "./platform/route.ts";

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export const surveyFilingRoutes = [
  route({
    method: "POST",
    path: "/api/survey-filing/drafts/:id/table",
    permission: "application.use",
    body: upload,
    answer: draftViewSchema.shape.survey,
    handler: (ctx, actor, { params, body }) => uploadSurvey(ctx, actor, params.id, body),
  }),

  route({
    method: "POST",
    path: "/api/survey-filing/cases/:id/table",
    permission: "application.use",
    body: upload,
    answer: draftViewSchema.shape.survey,
    handler: (ctx, actor, { params, body }) => correctSurvey(ctx, actor, params.id, body),
  }),

  route({
    method: "GET",
    path: "/api/survey-filing/cases/:id/table",
    permission: "application.use",
    answer: draftViewSchema.shape.survey,
    handler: (ctx, actor, { params }) => readCorrection(ctx, actor, params.id),
  }),

  route({
    method: "GET",
    path: "/api/survey-filing/cases/:id",
    permission: "session",
    answer: surveyViewSchema,
    handler: (ctx, actor, { params }) => readSurvey(ctx, actor, params.id),
  }),

  route({
    method: "GET",
    path: "/api/survey-filing/template.xlsx",
    permission: "application.use",
    answer: download,
    handler: async () => {
      const content = await surveyTemplate();
      return {
        stream: Readable.from([content]),
        name: "测绘成果上传模板.xlsx",
        mediaType: xlsx,
        size: content.byteLength,
      };
    },
  }),
];
