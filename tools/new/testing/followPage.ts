import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A block of a page that names the file it belongs to: the whole file, or a change of it. */
interface Block {
  file: string;
  change: boolean;
  text: string;
}

/** Does in a project's folder what a page tells its reader to do with files, from top to bottom. Answers the files. */
export function followPage(page: string, root: string): string[] {
  const blocks = blocksOf(readFileSync(page, "utf8"));
  for (const { file, change, text } of blocks) {
    const path = join(root, file);
    writeFileSync(path, change ? changed(readFileSync(path, "utf8"), { file, text }) : text);
  }
  return [...new Set(blocks.map(({ file }) => file))];
}

function blocksOf(page: string): Block[] {
  return [...page.matchAll(/^```(\w+) file=(\S+)\n(.*?)^```$/gms)].map(([, language, file, text]) => ({
    file: file!,
    change: language === "diff",
    text: text!,
  }));
}

/** @throws Error where the lines of the change do not stand in the file exactly once: the page has fallen behind */
function changed(before: string, { file, text }: Pick<Block, "file" | "text">): string {
  const lines = text.split("\n").slice(0, -1);
  const side = (marks: string) =>
    lines
      .filter((line) => line === "" || marks.includes(line[0]!))
      .map((line) => `${line.slice(1)}\n`)
      .join("");
  const parts = before.split(side(" -"));
  if (parts.length !== 2) throw new Error(`${file} does not hold these lines once:\n${side(" -")}`);
  return parts.join(side(" +"));
}
