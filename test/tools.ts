import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Path of a command on PATH; undefined where there is none. */
export function onPath(command: string): string | undefined {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, command))
    .find((path) => existsSync(path));
}

/**
 * Path of the first of `commands` that is there, installed from Debian's `packages` where it is not and we may.
 * @throws Error that says what to install
 */
export function needTool(commands: readonly string[], packages: readonly string[]): string {
  const find = () => commands.map(onPath).find((path) => path !== undefined);
  const found = find();
  if (found) return found;
  if (process.platform === "linux" && process.getuid?.() === 0 && onPath("apt-get")) {
    const install = () => aptGet("install", "-y", "--no-install-recommends", ...packages) === 0;
    if (!install()) {
      aptGet("update");
      install();
    }
    const installed = find();
    if (installed) return installed;
  }
  throw new Error(`${commands[0]} is missing. Install it (Debian: apt-get install ${packages.join(" ")}).`);
}

const aptGet = (...words: string[]) =>
  spawnSync("apt-get", ["-o", "DPkg::Lock::Timeout=120", "-qq", ...words], {
    stdio: "inherit",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  }).status;
