import { z } from "zod";
import { listBuildings, readBuildingTable, readUnit } from "#approval/buildings.ts";
import { buildingRowSchema, buildingTableSchema, unitViewSchema } from "#domain/platform/buildings.ts";
import { route } from "./route.ts";

export const buildingRoutes = [
  route({
    method: "GET",
    path: "/api/buildings",
    permission: "buildingTable.read",
    query: z.object({ q: z.string().trim().max(60).default("") }),
    answer: z.array(buildingRowSchema),
    handler: (ctx, actor, { query }) => listBuildings(ctx, actor, query.q),
  }),

  route({
    method: "GET",
    path: "/api/buildings/:id/table",
    permission: "buildingTable.read",
    query: z.object({ stage: z.enum(["pre", "asBuilt"]).optional() }),
    answer: buildingTableSchema,
    handler: (ctx, actor, { params, query }) => readBuildingTable(ctx, actor, params.id, query.stage),
  }),

  route({
    method: "GET",
    path: "/api/units/:id",
    permission: "buildingTable.read",
    answer: unitViewSchema,
    handler: (ctx, actor, { params }) => readUnit(ctx, actor, params.id),
  }),
];
