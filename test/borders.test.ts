import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { businesses } from "#approval/businesses.ts";

const root = join(import.meta.dirname, "..");

/** What a layer may import besides itself (`docs/design.md` §3). Packages and Node are free. */
const layers: Record<string, readonly string[]> = {
  domain: [],
  engine: ["domain"],
  adapters: ["domain"],
  db: ["domain"],
  approval: ["domain", "engine", "adapters", "db"],
  workers: ["domain", "engine", "adapters", "db", "approval"],
  api: ["domain", "engine", "adapters", "db", "approval"],
  web: ["domain"],
  tools: ["domain", "db", "approval", "db/seeds"],
  // data that is poured in through the actions, so that it obeys their rules
  "db/seeds": ["domain", "adapters", "db", "approval"],
};
/** The one thing that `db` takes from the engine: its tables. */
const exceptions = new Set(["db/entities.ts → engine/embedded/tables.ts"]);
/** Where the businesses are listed. */
const lists = ["approval/businesses.ts", "web/businessTabs.ts", "workers/index.ts", "api/routes.ts", "db/entities.ts"];

describe("borders", () => {
  const files = globSync("{domain,engine,adapters,db,approval,workers,api,web,tools}/**/*.{ts,tsx}", { cwd: root })
    // tests of a layer may build what stands above it
    .filter((file) => !file.endsWith(".test.ts") && !file.endsWith(".long.ts") && !file.includes("/testing/"));

  it("are crossed by no import", () => {
    const crossings = files.flatMap((file) => {
      const layer = layerOf(file);
      return importsOf(file)
        .filter((target) => layerOf(target) !== layer && !layers[layer]?.includes(layerOf(target)))
        .map((target) => `${file} → ${target}`)
        .filter((crossing) => !exceptions.has(crossing));
    });
    assert.deepEqual(crossings, []);
  });

  it("keep the businesses apart: what two share is a register or a rule", () => {
    const crossings = files
      .filter((file) => !lists.includes(file))
      .flatMap((file) =>
        importsOf(file)
          .filter((target) => businessOf(target) !== null && businessOf(target) !== businessOf(file))
          .map((target) => `${file} → ${target}`),
      );
    assert.deepEqual(crossings, []);
  });
});

function layerOf(file: string): string {
  return Object.keys(layers)
    .filter((layer) => file.startsWith(`${layer}/`))
    .reduce((longest, layer) => (layer.length > longest.length ? layer : longest), file.split("/")[0] ?? "");
}

/** The business whose name is the second part of the path; null for everything else. */
function businessOf(file: string): string | null {
  const second = file.split("/")[1]?.replace(/\.ts$/, "") ?? "";
  return businesses.has(second) ? second : null;
}

/** What a file imports of ours, as paths from the root. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  const specifiers = text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^;]*?from\s*"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/g);
  return [...specifiers].flatMap(([, fromStatement, fromCall]) => {
    const specifier = fromStatement ?? fromCall ?? "";
    if (specifier.startsWith("#")) return [specifier.slice(1)];
    if (specifier.startsWith(".")) return [relative(root, join(root, dirname(file), specifier))];
    return [];
  });
}
