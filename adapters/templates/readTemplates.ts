import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CheckedKind } from "#domain/documents/kinds.ts";
import { parseTemplate } from "#domain/documents/template.ts";
import { type LoadedTemplate, Templates } from "#domain/documents/templates.ts";

const EXTENSION = ".txt";

/** Templates that cannot be used; the message names file, line and what is wrong, for whoever edits them. */
export class TemplateError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`文书模板有误，未启用任何修改：\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
    this.name = "TemplateError";
    this.faults = faults;
  }
}

/**
 * Reads the templates that the program brings and, over them, those of the county: a file `<kind>.txt` replaces the one
 * of the same name. Everything is checked before anything counts.
 * @param kinds every kind of document; each must have its template
 * @param county the county's folder; one that is not there holds nothing
 * @throws TemplateError with every fault of every file
 */
export function readTemplates(kinds: readonly CheckedKind[], builtin: string, county: string | null): Templates {
  const faults: string[] = [];
  const templates = new Map<string, LoadedTemplate>();
  for (const { kind } of kinds) {
    if (!existsSync(join(builtin, kind + EXTENSION))) faults.push(`${join(builtin, kind + EXTENSION)}：缺少该文件。`);
  }
  for (const { folder, source } of [
    { folder: builtin, source: "builtin" as const },
    ...(county !== null && existsSync(county) ? [{ folder: county, source: "county" as const }] : []),
  ]) {
    for (const name of readdirSync(folder)
      .filter((entry) => !entry.startsWith("."))
      .sort()) {
      const kind = kinds.find((known) => known.kind + EXTENSION === name);
      const read = kind ? readOne(folder, name, kind) : { faults: [unknownFile(kinds, folder, name)] };
      if ("template" in read) templates.set(kind!.kind, { ...read, source });
      else faults.push(...read.faults);
    }
  }
  if (faults.length > 0) throw new TemplateError(faults);
  return new Templates(templates);
}

function readOne(
  folder: string,
  name: string,
  kind: CheckedKind,
): Omit<LoadedTemplate, "source"> | { faults: string[] } {
  const file = join(folder, name);
  const text = readFileSync(file, "utf8");
  const { template, faults } = parseTemplate(text, kind);
  if (template === null) return { faults: faults.map(({ line, message }) => `${file}:${line}：${message}`) };
  return { template, text, hash: createHash("sha256").update(text).digest("hex") };
}

const unknownFile = (kinds: readonly CheckedKind[], folder: string, name: string): string =>
  `${join(folder, name)}：没有这种文书。文件名应为：${kinds.map(({ kind }) => kind + EXTENSION).join("、")}。`;
