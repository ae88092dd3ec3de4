import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { NewFile } from "./stubs.ts";

/**
 * Writes new files, then changed ones, in the project's folder: all or none. A file that is there already is never
 * overwritten by a new one.
 */
export function writeAll(root: string, { added, changed }: { added: NewFile[]; changed: NewFile[] }): void {
  const undo: (() => void)[] = [];
  try {
    for (const { path, text } of added) {
      const file = join(root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { flag: "wx" });
      undo.push(() => rmSync(file));
    }
    for (const { path, text } of changed) {
      const file = join(root, path);
      const before = readFileSync(file, "utf8");
      undo.push(() => writeFileSync(file, before));
      writeFileSync(`${file}.new`, text);
      renameSync(`${file}.new`, file);
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  }
}

/** Brings files into the project's format where its formatter is installed. @throws Error with what it says */
export function format(root: string, paths: string[]): void {
  const formatter = join(root, "node_modules/@biomejs/biome/bin/biome");
  if (!existsSync(formatter)) return;
  const { status, stderr } = spawnSync(process.execPath, [formatter, "check", "--write", ...paths], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`written, but the formatter complains:\n${stderr}`);
}
