import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Place } from "./place.ts";
import { inherited, root } from "./server.ts";

/** `npm run audit -- verify --full` on a place: its exit code and what it printed. */
export async function verifyByCommand({ environment }: Place): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ["api/main.ts", "audit", "verify", "--full"], {
    cwd: root,
    env: { ...inherited(), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
    });
  }
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output };
}
