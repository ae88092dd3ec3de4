import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Words } from "./words.ts";

/** A file to be written, by its path from the project's folder. */
export interface NewFile {
  path: string;
  text: string;
}

const folder = join(import.meta.dirname, "stubs");

/** The stub of the diagram: what a new business begins with. */
export const readStubDiagram = (): string =>
  readFileSync(join(folder, "processes/BUSINESS/BUSINESS.bpmn.stub"), "utf8");

/** Every stub with the words of a business. What is to be written by hand is marked 待写 in it. */
export function fillStubs(words: Words): NewFile[] {
  return globSync("**/*.stub", { cwd: folder })
    .sort()
    .map((stub) => ({
      path: stub
        .replace(/\.stub$/, "")
        .replaceAll("BUSINESS", words.business!)
        .replaceAll("CAMEL", words.camel!),
      text: fill(readFileSync(join(folder, stub), "utf8"), words),
    }));
}

function fill(text: string, words: Words): string {
  return text.replace(/«(\w+)»/g, (_, word: string) => {
    const value = words[word];
    if (value === undefined) throw new Error(`a stub names «${word}», which is no word of a business`);
    return value;
  });
}
