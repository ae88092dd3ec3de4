import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, statSync } from "node:fs";
import { join } from "node:path";

/** Folder of the built web, as `web/vite.config.ts` writes it. */
export const webFolder = (root: string): string => join(root, "dist/web");

const builtAt = (root: string): number | undefined =>
  statSync(join(webFolder(root), "desk/index.html"), { throwIfNoEntry: false })?.mtimeMs;

/** True where the web was never built, or anything it is made of is newer. */
export function webIsStale(root: string): boolean {
  const built = builtAt(root);
  if (built === undefined) return true;
  const sources = globSync(["web/**/*", "domain/**/*.ts", "package-lock.json"], { cwd: root });
  return sources.some((file) => statSync(join(root, file)).mtimeMs > built);
}

/**
 * Builds the web where it is stale. In production what is there is used as it is: the machine may have no builder.
 * @throws Error with the builder's last lines
 */
export async function ensureWeb(root: string, { production }: { production: boolean }): Promise<void> {
  if (production ? builtAt(root) !== undefined : !webIsStale(root)) return;
  const builder = startBuilder(root, []);
  let output = "";
  builder.stdout?.on("data", (chunk: Buffer) => {
    output += chunk.toString("utf8");
  });
  builder.stderr?.on("data", (chunk: Buffer) => {
    output += chunk.toString("utf8");
  });
  const [code] = await once(builder, "close");
  if (code !== 0) throw new Error(`界面构建失败：\n${output.slice(-3000)}`);
}

/** Builds again whenever a source changes (`npm run dev`); the pages are read anew from disk. */
export function watchWeb(root: string): { stop(): void } {
  const builder = startBuilder(root, ["--watch"]);
  builder.stderr?.pipe(process.stderr);
  return { stop: () => void builder.kill() };
}

/** With the Node that runs this: the one on PATH may be too old. */
function startBuilder(root: string, options: string[]): ChildProcess {
  const vite = join(root, "node_modules/vite/bin/vite.js");
  return spawn(process.execPath, [vite, "build", "--config", "web/vite.config.ts", ...options], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
}
