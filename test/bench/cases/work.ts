import { median, percentile } from "../report.ts";

/** What one run of whole cases came to. */
export interface Run {
  casesPerSecond: number;
  /** Milliseconds of deciding; none where only whole cases were timed. */
  p50: number;
  p95: number;
}

/**
 * Sends `cases` cases through, `clients` at a time. `runCase` answers the milliseconds of its decisions; `settle` ends what
 * they left to be done, within the time.
 */
export async function timeCases(
  { cases, clients }: { cases: number; clients: number },
  runCase: (client: number, index: number) => Promise<number[]>,
  settle: () => Promise<void> = async () => {},
): Promise<Run> {
  const latencies: number[] = [];
  let next = 0;
  const from = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (next < cases) {
        const index = next;
        next += 1;
        latencies.push(...(await runCase(client, index)));
      }
    }),
  );
  await settle();
  const seconds = (performance.now() - from) / 1000;
  return { casesPerSecond: cases / seconds, p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95) };
}

/** The middle run of several, figure by figure. */
export const middle = (runs: readonly Run[]): Run => ({
  casesPerSecond: median(runs.map((run) => run.casesPerSecond)),
  p50: median(runs.map((run) => run.p50)),
  p95: median(runs.map((run) => run.p95)),
});
