import { tracingChannel } from "node:diagnostics_channel";
import { rounded } from "../report.ts";
import type { Office } from "./office.ts";

const CASES = 100;

/** What a statement is counted as. A batch counts as what it begins with. */
const kinds = {
  select: /^\s*select/i,
  commit: /^\s*commit/i,
  begin: /^\s*(begin|start)/i,
  write: /^\s*(insert|update|delete)/i,
};
type Kind = keyof typeof kinds | "other";

/**
 * What the time of one decision goes to, on average, the jobs it sets off and the answer that waits for them included:
 * round trips to the server and milliseconds spent on them by kind, and what is left for the program itself. For one
 * client, so that nothing else is counted.
 */
export async function spentOnDecisions(office: Office): Promise<Record<string, unknown>> {
  const spent = new Map<Kind, { trips: number; milliseconds: number }>();
  const started = new WeakMap<object, number>();
  let deciding = false;
  let decisions = 0;
  const channels = [tracingChannel("mysql2:query"), tracingChannel("mysql2:execute")];
  const subscribers = {
    start(context: object) {
      if (deciding) started.set(context, performance.now());
    },
    end() {},
    asyncStart(context: object) {
      const from = started.get(context);
      if (from === undefined) return;
      const kind = kindOf(String((context as { query?: unknown }).query));
      const sum = spent.get(kind) ?? { trips: 0, milliseconds: 0 };
      spent.set(kind, { trips: sum.trips + 1, milliseconds: sum.milliseconds + performance.now() - from });
    },
    asyncEnd() {},
    error() {},
  };
  for (const channel of channels) channel.subscribe(subscribers);
  let total = 0;
  try {
    for (let n = 0; n < CASES; n += 1) {
      const latencies = await office.runCase(0, (isDeciding) => {
        deciding = isDeciding;
      });
      decisions += latencies.length;
      total += latencies.reduce((sum, one) => sum + one, 0);
    }
  } finally {
    for (const channel of channels) channel.unsubscribe(subscribers);
  }
  const each = (value: number) => rounded(value / decisions);
  const rows = [...spent].map(([kind, { trips, milliseconds }]) => [
    kind,
    { trips: each(trips), milliseconds: each(milliseconds) },
  ]);
  const onServer = [...spent.values()].reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return { oneDecision: { milliseconds: each(total), waitingForServer: each(onServer), ...Object.fromEntries(rows) } };
}

const kindOf = (text: string): Kind =>
  (Object.keys(kinds) as (keyof typeof kinds)[]).find((kind) => kinds[kind].test(text)) ?? "other";
