import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { root } from "#test/http.ts";
import type { Run } from "./work.ts";

/** The peer's half lies beside the project, with a README that says what is compared. */
const script = join(root, "../shared/bench/flowable/run.sh");
const figures = z.object({
  peer: z.string(),
  cases_per_s: z.number(),
  complete_p50_ms: z.number(),
  complete_p95_ms: z.number(),
});

export const peerIsThere = (): boolean => existsSync(script);

/** The same work on the peer, on the same server. Needs Java and Maven. */
export async function runPeer(cases: number, clients: number): Promise<Run & { peer: string }> {
  const { stdout } = await promisify(execFile)("bash", [script, String(cases), String(clients), "0"], {
    maxBuffer: 16 * 1024 * 1024,
  });
  const line = stdout.split("\n").find((text) => text.includes('"work":"cases"'));
  if (!line) throw new Error(`The peer printed no figures: ${stdout.slice(-500)}`);
  const { peer, ...found } = figures.parse(JSON.parse(line));
  return { peer, casesPerSecond: found.cases_per_s, p50: found.complete_p50_ms, p95: found.complete_p95_ms };
}
