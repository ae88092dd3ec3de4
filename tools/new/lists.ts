import type { NewFile } from "./stubs.ts";
import type { Words } from "./words.ts";

/** The lists that every business stands in. */
export const lists = (words: Words): { path: string; imported: string; entry: string }[] => [
  { path: "approval/businesses.ts", imported: words.camel!, entry: words.camel! },
  { path: "workers/index.ts", imported: `${words.camel}Jobs`, entry: `...${words.camel}Jobs` },
];

/**
 * A list with one more: an import, and an entry at the end of the one array that ends in `];`.
 * @throws Error where the file has no such array any more: the generator is behind the program
 */
export function addToList(
  { path, text }: NewFile,
  { imported, entry, from }: { imported: string; entry: string; from: string },
): NewFile {
  const imports = text.lastIndexOf("\nimport ");
  const end = text.indexOf("];", imports);
  if (imports === -1 || end === -1) throw new Error(`${path} holds no list of businesses`);
  const after = text.indexOf("\n", imports + 1) + 1;
  const line = `import { ${imported} } from "${from}";\n`;
  const before = text.slice(after, end).trimEnd().replace(/,$/, "");
  return { path, text: `${text.slice(0, after)}${line}${before}, ${entry}${text.slice(end)}` };
}
