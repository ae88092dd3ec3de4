import { spawnSync } from "node:child_process";
import { globSync, statSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** True where dist/web is missing or older than anything it is built from. */
export function webIsStale(): boolean {
  const built = statSync(join(root, "dist/web/index.html"), { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined) return true;
  return globSync(["web/**/*", "domain/**/*.ts", "package-lock.json"], { cwd: root }).some(
    (file) => statSync(join(root, file)).mtimeMs > built,
  );
}

/** Builds the web where it is stale. @throws Error with the builder's last lines */
export async function ensureWebIsBuilt(): Promise<void> {
  if (!webIsStale()) return;
  const result = spawnSync(
    process.execPath,
    [join(root, "node_modules/vite/bin/vite.js"), "build", "--config", "web/vite.config.ts"],
    {
      cwd: root,
      encoding: "utf8",
    },
  );
  if (result.status !== 0)
    throw new Error(`The web could not be built:\n${result.stdout.slice(-2000)}${result.stderr.slice(-2000)}`);
}
