import { spawnSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { join, relative } from "node:path";
import Mocha from "mocha";
import { findBrowser } from "./browser.ts";
import { needTool } from "./tools.ts";
import { ensureWebIsBuilt } from "./web.ts";

/**
 * `npm test [-- files or businesses…]`: everything that one run of fifteen minutes can hold. `npm run test:long` adds `*.long.ts`.
 * Databases and the browser are found or installed by the tests themselves (test/database.ts, test/browser.ts).
 * Ends with the line `N passed, N failed`.
 */
const root = join(import.meta.dirname, "..");
const long = process.argv.includes("--long");
/** Tests of this folder that only read the project's own files. */
const together = ["test/borders.test.ts", "test/wiring.test.ts"];
const named = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));

function testFiles(): string[] {
  const pattern = long ? "**/*.{test,long}.ts" : "**/*.test.ts";
  return globSync(named.length > 0 ? named.flatMap(patternsOf) : pattern, {
    cwd: root,
    exclude: (name) => ["node_modules", "dist", "var", ".git"].includes(String(name)),
  })
    .map((file) => join(root, file))
    .sort((a, b) => stage(a) - stage(b) || a.localeCompare(b));
}

/** The name of a business stands for its own tests and for what holds the parts of each business together. */
function patternsOf(name: string): string[] {
  if (!existsSync(join(root, "processes", name))) return [name];
  return [`*/${name}.test.ts`, `*/${name}/**/*.test.ts`, ...together];
}

/** Pure rules first, what starts whole servers and browsers last: a broken rule is told before a slow story. */
function stage(file: string): number {
  const path = relative(root, file);
  if (path.startsWith("domain/")) return 0;
  if (path.startsWith("test/")) return 2;
  return 1;
}

process.env.TZ = "UTC";
const files = testFiles();
if (files.some((file) => relative(root, file).startsWith("test/") && !together.includes(relative(root, file)))) {
  findBrowser();
  needTool(["pdftoppm"], ["poppler-utils"]);
  await ensureWebIsBuilt();
}
const mocha = new Mocha({ timeout: 10_000, forbidOnly: true, forbidPending: true, reporter: "dot", color: false });
for (const file of files) mocha.addFile(file);
await mocha.loadFilesAsync();
const started = performance.now();
const failures = await new Promise<number>((resolve) => {
  const runner = mocha.run(resolve);
  runner.on("suite", (suite) => {
    if (suite.parent?.root && process.env.CI)
      console.log(`\n[${Math.round((performance.now() - started) / 1000)} s] ${suite.title}`);
  });
  runner.on("end", () => {
    const { passes = 0, failures: failed = 0 } = runner.stats ?? {};
    process.on("exit", () => console.log(`${passes} passed, ${failed} failed`));
  });
});
// Children that a failed test left behind would keep CI waiting.
if (failures > 0) spawnSync("pkill", ["-P", String(process.pid)]);
process.exit(failures > 0 ? 1 : 0);
