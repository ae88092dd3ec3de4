import { sql } from "kysely";
import { z } from "zod";
import { route } from "./route.ts";

/** For a supervisor: whether the process lives, and whether it can work. They tell nothing else. */
export const healthRoutes = [
  route({
    method: "GET",
    path: "/healthz",
    permission: "public",
    answer: z.object({ status: z.literal("ok") }),
    handler: async () => ({ status: "ok" as const }),
  }),

  route({
    method: "GET",
    path: "/readyz",
    permission: "public",
    answer: z.object({ status: z.literal("ready") }),
    handler: async (ctx) => {
      await ctx.database.read((read) => sql`select 1`.execute(read.sql));
      return { status: "ready" as const };
    },
  }),
];
