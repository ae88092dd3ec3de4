import { sql } from "kysely";
import { z } from "zod";
import { TryAgainError } from "#domain/errors.ts";
import type { ApiContext } from "../context.ts";
import { route } from "./route.ts";

const ready = z.literal("ready");
/** What the program cannot work without. Each is tried anew at every request and named where it fails. */
const parts = {
  database: (ctx: ApiContext) => ctx.database.read((read) => sql`select 1`.execute(read.sql)),
  migrations: async (ctx: ApiContext) => {
    if (!(await ctx.isMigrated())) throw new Error("The tables are not those of this program.");
  },
  engine: (ctx: ApiContext) => ctx.database.read((read) => ctx.engine.dueInstances(read, ctx.clock.now(), 1)),
  storage: (ctx: ApiContext) => ctx.storage.has("0".repeat(64)),
} satisfies Record<string, (ctx: ApiContext) => Promise<unknown>>;

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
    answer: z.object({ status: ready, database: ready, migrations: ready, engine: ready, storage: ready }),
    async handler(ctx) {
      const failed: string[] = [];
      for (const [name, check] of Object.entries(parts)) {
        try {
          await check(ctx);
        } catch (err) {
          ctx.log.warn({ err, part: name }, "not ready");
          failed.push(name);
        }
      }
      if (failed.length > 0) throw new TryAgainError(`尚未就绪：${failed.join("、")}。`);
      return { status: "ready", database: "ready", migrations: "ready", engine: "ready", storage: "ready" } as const;
    },
  }),
];
