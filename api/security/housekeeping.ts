import type { Context } from "#approval/context.ts";
import { sweepThrottle } from "./throttle.ts";

const HOUR = 3_600_000;

/** Removes what is only kept for a while, once an hour. Answers how to stop. */
export function keepHouse(ctx: Pick<Context, "database" | "log">): () => void {
  const timer = setInterval(() => {
    ctx.database
      .transact(sweepThrottle, { name: "throttle.sweep" })
      .catch((err: unknown) => ctx.log.error({ err }, "housekeeping failed"));
  }, HOUR);
  timer.unref();
  return () => clearInterval(timer);
}
