import { z } from "zod";
import { openApiDocument } from "../openapi/document.ts";
import { openApiPage } from "../openapi/page.ts";
import { page, type Route, route } from "./route.ts";

/** The contract of the api, for machines and for people. It names no case and no person. `routes`: all of them. */
export const openApiRoutes = (routes: () => readonly Route[]): Route[] => [
  route({
    method: "GET",
    path: "/api/openapi.json",
    permission: "public",
    answer: z.looseObject({ openapi: z.literal("3.1.0") }),
    handler: async () => ({ ...openApiDocument(routes()) }),
  }),

  route({
    method: "GET",
    path: "/api/docs",
    permission: "public",
    answer: page,
    handler: async () => openApiPage(openApiDocument(routes())),
  }),
];
