import { expireChanges } from "#approval/changeFeed.ts";
import { forgetCommands } from "#approval/command.ts";
import type { Context } from "#approval/context.ts";
import { warnOfCalendar } from "#approval/reminders/calendar.ts";
import { sweepClocks } from "#approval/reminders/sweep.ts";

const MINUTE = 60_000;
type SweeperContext = Pick<Context, "database" | "engine" | "clock" | "log">;

/** What is looked at again and again: at the start, and then at least this often (milliseconds). */
const sweeps: readonly { name: string; every: number; run(ctx: SweeperContext): Promise<unknown> }[] = [
  { name: "changeFeed", every: MINUTE, run: ({ database }) => database.transact(expireChanges) },
  { name: "clocks", every: 10 * MINUTE, run: sweepClocks },
  { name: "commands", every: 60 * MINUTE, run: forgetCommands },
  { name: "calendar", every: 24 * 60 * MINUTE, run: warnOfCalendar },
];

/** Begins to sweep; answers how to stop, which waits for what is under way. Several processes may do it at once. */
export function startSweeping(ctx: SweeperContext): () => Promise<void> {
  const running = new Set<string>();
  const underWay = new Set<Promise<void>>();
  const sweep = ({ name, run }: (typeof sweeps)[number]): void => {
    if (running.has(name)) return;
    running.add(name);
    const one = run(ctx)
      .then(() => {})
      .catch((err: unknown) => ctx.log.error({ sweep: name, err }, "sweep failed"))
      .finally(() => {
        running.delete(name);
        underWay.delete(one);
      });
    underWay.add(one);
  };
  const timers = sweeps.map((one) => {
    sweep(one);
    return setInterval(() => sweep(one), one.every).unref();
  });
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await Promise.all(underWay);
  };
}
