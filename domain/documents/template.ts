import { commonPlaceholders, type DocumentKind, type Placeholders, type Value } from "./kind.ts";
import type { DocumentModel } from "./model.ts";
import { chineseDate } from "./wording.ts";

/**
 * A template (文书模板) is a text that a county edits: head lines `名称：内容`, a line `---`, then the body. In the body a
 * line is a paragraph; `# …` a heading; `- 标签：值` a field over the whole width, `- 标签：值 | 标签：值` two in a row;
 * `? …` is left out where an optional placeholder in it is empty; `// …` is a remark. A heading before something that is
 * left out is left out too. `docs/documents.md` explains it to those who edit.
 */
export interface Template {
  head: Head;
  body: readonly BodyLine[];
}

export const layoutNames = { 公文: "letter", 证书: "certificate", 表格: "form" } as const;

interface Head {
  title: string;
  layout: DocumentModel["layout"];
  addressee: string | null;
  notes: string[];
  copies: string[];
  caption: string | null;
  sealed: boolean;
}

type BodyLine =
  | { kind: "paragraph" | "heading"; optional: boolean; text: string }
  | { kind: "blocks"; name: string }
  | { kind: "fields"; fields: Field[] };

interface Field {
  label: string;
  value: string;
  /** Alone in its row. */
  wide: boolean;
}

/** What is wrong with a template, by line from 1. */
export interface TemplateFault {
  line: number;
  /** Chinese, for whoever edits it. */
  message: string;
}

const headKeys = ["标题", "版式", "主送", "附注", "抄送", "核验说明", "印章"] as const;
type HeadKey = (typeof headKeys)[number];
const named = /\{\{([^{}]*)\}\}/g;

/** Reads and checks a template of this kind. Answers all faults at once, and a template only where there is none. */
export function parseTemplate(
  source: string,
  kind: Pick<DocumentKind<never>, "placeholders">,
): { template: Template; faults: [] } | { template: null; faults: TemplateFault[] } {
  const faults: TemplateFault[] = [];
  const known: Placeholders = { ...commonPlaceholders, ...kind.placeholders };
  const lines = source
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n/)
    .map((raw, index) => ({ text: raw.trim(), line: index + 1 }))
    .filter(({ text }) => text !== "" && !text.startsWith("//"));
  const border = lines.findIndex(({ text }) => /^-{3,}$/.test(text));
  if (border < 0) {
    const message = "缺少一行“---”：它上面是标题、版式等，下面是正文。";
    return { template: null, faults: [{ line: 1, message }] };
  }
  const head = readHead(lines.slice(0, border), known, faults);
  const body = joinFields(lines.slice(border + 1).map((line) => readLine(line, known, faults)));
  if (body.length === 0) faults.push({ line: lines[border]!.line, message: "“---”下面没有正文。" });
  return faults.length > 0 ? { template: null, faults } : { template: { head, body }, faults: [] };
}

interface SourceLine {
  text: string;
  line: number;
}

function readHead(lines: SourceLine[], known: Placeholders, faults: TemplateFault[]): Head {
  const given = new Map<HeadKey, string[]>();
  for (const { text, line } of lines) {
    const [, key = "", value = ""] = /^([^：:]+)[：:]\s*(.*)$/.exec(text) ?? [];
    if (!isHeadKey(key.trim()) || value === "") {
      faults.push({ line, message: `“---”上面的每一行应形如“标题：内容”，可用：${headKeys.join("、")}。` });
      continue;
    }
    checkPlaceholders({ text: value, line }, known, faults, "text");
    given.set(key.trim() as HeadKey, [...(given.get(key.trim() as HeadKey) ?? []), value]);
  }
  const one = (key: HeadKey) => given.get(key)?.at(-1) ?? null;
  const title = one("标题");
  const layout = one("版式");
  const seal = one("印章") ?? "有";
  if (title === null) faults.push({ line: 1, message: "缺少“标题：”。" });
  if (layout === null || !isLayout(layout)) {
    faults.push({ line: 1, message: `“版式：”应为${Object.keys(layoutNames).join("、")}之一。` });
  }
  if (seal !== "有" && seal !== "无") faults.push({ line: 1, message: "“印章：”应为有或无。" });
  return {
    title: title ?? "",
    layout: layout !== null && isLayout(layout) ? layoutNames[layout] : "letter",
    addressee: one("主送"),
    notes: given.get("附注") ?? [],
    copies: given.get("抄送") ?? [],
    caption: one("核验说明"),
    sealed: seal === "有",
  };
}

const isHeadKey = (key: string): key is HeadKey => headKeys.some((known) => known === key);
const isLayout = (name: string): name is keyof typeof layoutNames => Object.hasOwn(layoutNames, name);

function readLine(source: SourceLine, known: Placeholders, faults: TemplateFault[]): BodyLine {
  const { text, line } = source;
  const alone = /^\{\{([^{}]*)\}\}$/.exec(text)?.[1]?.trim();
  if (alone !== undefined && known[alone]?.sort === "blocks") return { kind: "blocks", name: alone };
  if (text.startsWith("- ")) {
    checkPlaceholders(source, known, faults, "optional");
    return { kind: "fields", fields: readFields({ text: text.slice(2), line }, faults) };
  }
  const optional = text.startsWith("?") || text.startsWith("？");
  const rest = optional ? text.slice(1).trim() : text;
  checkPlaceholders({ text: rest, line }, known, faults, optional ? "optional" : "text");
  const heading = rest.startsWith("# ");
  const words = heading ? rest.slice(2).trim() : rest;
  if (words === "") faults.push({ line, message: "这一行没有内容。" });
  return { kind: heading ? "heading" : "paragraph", optional, text: words };
}

function readFields({ text, line }: SourceLine, faults: TemplateFault[]): Field[] {
  const parts = text.split(/[|｜]/).map((part) => /^\s*([^：:{}]+)[：:]\s*(.*?)\s*$/.exec(part));
  if (parts.length > 2 || parts.some((part) => part === null)) {
    faults.push({ line, message: "表格行应形如“- 标签：值”，或“- 标签：值 | 标签：值”。" });
    return [];
  }
  return parts.map((part) => ({ label: part![1]!.trim(), value: part![2]!, wide: parts.length === 1 }));
}

/** Every placeholder of a line must be known and stand where its sort may stand. */
function checkPlaceholders(
  { text, line }: SourceLine,
  known: Placeholders,
  faults: TemplateFault[],
  allows: "text" | "optional",
): void {
  for (const [whole, inside = ""] of text.matchAll(named)) {
    const name = inside.trim();
    const placeholder = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!placeholder) {
      faults.push({ line, message: `不认识的占位符 ${whole}。可用：${Object.keys(known).join("、")}。` });
    } else if (placeholder.sort === "blocks") {
      faults.push({ line, message: `${whole} 是整段内容（如表格），应单独占一行。` });
    } else if (placeholder.sort === "optional" && allows === "text") {
      faults.push({ line, message: `${whole} 可能没有内容，所在行应以“?”开头，没有内容时整行不印。` });
    }
  }
  if (/\{\{|\}\}/.test(text.replace(named, ""))) {
    faults.push({ line, message: "占位符应形如 {{名称}}，括号不成对。" });
  }
}

/** Field lines that follow one another are one grid. */
function joinFields(lines: BodyLine[]): BodyLine[] {
  const joined: BodyLine[] = [];
  for (const line of lines) {
    const before = joined.at(-1);
    if (line.kind === "fields" && before?.kind === "fields") before.fields.push(...line.fields);
    else joined.push(line);
  }
  return joined;
}

/** A document of this kind as the template words it. Values are put in once: what they contain is never read as a name. */
export function fillTemplate<Data>({ head, body }: Template, kind: DocumentKind<Data>, data: Data): DocumentModel {
  const { issuer, number, date, verifyUrl } = kind.fixed(data);
  const values: Record<string, Value> = {
    发文机关: issuer,
    文号: number,
    落款日期: chineseDate(date),
    ...kind.values(data),
  };
  const fill = (text: string) =>
    text.replace(named, (_all, name: string) => {
      const value = values[name.trim()];
      return typeof value === "string" ? value : "";
    });
  const isMissing = (text: string) => [...text.matchAll(named)].some(([, name = ""]) => !values[name.trim()]);
  const parts = body.map((line): DocumentModel["blocks"] => {
    if (line.kind === "blocks") return values[line.name] as DocumentModel["blocks"];
    if (line.kind === "fields") {
      return [{ kind: "fields", fields: line.fields.map((field) => ({ ...field, value: fill(field.value) })) }];
    }
    return line.optional && isMissing(line.text) ? [] : [{ kind: line.kind, text: fill(line.text) }];
  });
  return {
    layout: head.layout,
    issuer,
    title: fill(head.title),
    number,
    addressee: head.addressee === null ? null : fill(head.addressee),
    blocks: parts.filter((_part, index) => body[index]!.kind !== "heading" || parts[index + 1]?.length !== 0).flat(),
    date,
    verify: verifyUrl === null ? null : { url: verifyUrl, caption: head.caption ?? "扫码核验" },
    notes: head.notes.map(fill),
    copies: head.copies.map(fill),
    sealed: head.sealed,
  };
}
