import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { businesses } from "#approval/businesses.ts";
import { documentKinds } from "#approval/documents/kinds.ts";
import { addToList, lists } from "./lists.ts";
import { fillStubs, readStubDiagram } from "./stubs.ts";
import { type Asked, wordsOf } from "./words.ts";
import { format, writeAll } from "./write.ts";

const USAGE = `npm run new <business> -- --title <中文名称> [options]
  <business>             two lower-case English words: termite-filing
  --title 白蚁防治备案     what people call the matter
  --document 白蚁防治备案证明  the document it ends in; by default the title with 证明
  --kind filing          filing, permit, confirmation or benefit
  --section property-section  who reviews (db/seeds/county.ts)
  --prefix TF            two letters before the case number; by default the initials
  --mark 白蚁             in the document's number; by default the first two characters of the title`;

const root = join(import.meta.dirname, "../..");

/** `npm run new`: the stubs of a business, after `docs/adding-a-business.md`. */
try {
  process.exitCode = run(read());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function read(): Asked | null {
  const text = { type: "string" } as const;
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      ...{ title: text, document: text, prefix: text, mark: text },
      kind: { ...text, default: "filing" },
      section: { ...text, default: "property-section" },
    },
  });
  const [business, ...more] = positionals;
  if (business === undefined || more.length > 0 || values.title === undefined) return null;
  const { title, document, kind, section, prefix, mark } = values;
  return { business, title, document, kind, section, prefix, mark };
}

function run(asked: Asked | null): number {
  if (asked === null) {
    console.error(USAGE);
    return 2;
  }
  const { words, problems } = wordsOf(asked, {
    elementIds: [...globSync(join(root, "processes/*/*.bpmn")).map(readText), readStubDiagram()].flatMap(idsOf),
    caseNumberPrefixes: [...businesses.values()].map(({ caseNumberPrefix }) => caseNumberPrefix),
    documentKinds: documentKinds.map(({ kind }) => kind),
  });
  const added = fillStubs(words);
  const there = added.filter(({ path }) => existsSync(join(root, path))).map(({ path }) => `${path} is there already.`);
  const wrong = [...problems, ...there];
  if (wrong.length > 0) {
    console.error(`Nothing was written:\n${wrong.map((problem) => `  ${problem}`).join("\n")}`);
    return 1;
  }
  const changed = lists(words).map(({ path, imported, entry }) =>
    addToList({ path, text: readText(join(root, path)) }, { imported, entry, from: `./${asked.business}.ts` }),
  );
  writeAll(root, { added, changed });
  const paths = [...added, ...changed].map(({ path }) => path);
  format(
    root,
    paths.filter((path) => path.endsWith(".ts")),
  );
  for (const { path } of added) console.log(`new      ${path}`);
  for (const { path } of changed) console.log(`changed  ${path}`);
  console.log(
    `\nnpm test -- ${asked.business} says what is still to be written. Go on with docs/adding-a-business.md.`,
  );
  return 0;
}

function readText(file: string): string {
  return readFileSync(file, "utf8");
}

function idsOf(diagram: string): string[] {
  return [...diagram.matchAll(/<bpmn:\w+ id="([^"]+)"/g)].map(([, id]) => id!);
}
