import { setImmediate } from "node:timers/promises";
import { LIMITS, type SpreadsheetLimits } from "./limits.ts";
import type { RawCell, RawSheet } from "./rawSheet.ts";
import { refusal } from "./refusals.ts";

/**
 * Reads a csv (RFC 4180, comma) in UTF-8, with or without mark, or GB18030 as Chinese Excel writes it.
 * @throws BusinessError when it is in no such encoding, or too long or wide
 */
export async function readCsv(
  file: string,
  content: Uint8Array,
  limits: SpreadsheetLimits = LIMITS,
): Promise<RawSheet> {
  const sheet: RawSheet = { file, name: file.replace(/\.[^.]*$/, ""), rows: [], merges: [] };
  let line = 0;
  for (const record of records(decode(content))) {
    line += 1;
    if (line % 1000 === 0) await setImmediate();
    if (record.length > limits.columns) throw refusal("TOO_MANY_COLUMNS", `第${line}行的列数超过${limits.columns}列。`);
    const cells = new Map<number, RawCell>();
    record.forEach((field, column) => {
      const text = field.trim();
      if (text !== "") cells.set(column, text.startsWith("=") ? { text, trouble: "formula" } : { text });
    });
    if (cells.size === 0) continue;
    if (sheet.rows.length > limits.rows) throw refusal("TOO_MANY_ROWS", `超过${limits.rows}行,请分幢上传。`);
    sheet.rows.push({ line, cells });
  }
  return sheet;
}

function decode(content: Uint8Array): string {
  if (content.includes(0)) throw refusal("NOT_A_TABLE", "文件不是文本表格,请上传xlsx或csv文件。");
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(content);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      // not this encoding: the next one decides
    }
  }
  throw refusal("CSV_ENCODING", "无法识别csv的编码,请另存为UTF-8或GB18030编码。");
}

const LONGEST_FIELD = 32_767;

/** Records of fields; a line break inside quotes belongs to its field, and a record counts as one line. */
function* records(text: string): Generator<string[]> {
  let record: string[] = [];
  let at = 0;
  while (at < text.length || record.length > 0) {
    const { field, end } = text[at] === '"' ? quotedField(text, at) : plainField(text, at);
    if (field.length > LONGEST_FIELD) throw refusal("CSV_FIELD_TOO_LONG", "csv中的单元格内容过长。");
    record.push(field);
    at = end + 1;
    if (text[end] === ",") continue;
    if (text[end] === "\r" && text[at] === "\n") at += 1;
    yield record;
    record = [];
  }
}

interface Field {
  field: string;
  /** Where the comma or line break behind the field stands, or the end of the text. */
  end: number;
}

function plainField(text: string, start: number): Field {
  let end = start;
  while (end < text.length && !",\r\n".includes(text[end]!)) end += 1;
  return { field: text.slice(start, end), end };
}

function quotedField(text: string, start: number): Field {
  let end = start + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end === -1) throw unpaired();
    if (text[end + 1] !== '"') break;
    end += 2;
  }
  if (end + 1 < text.length && !",\r\n".includes(text[end + 1]!)) throw unpaired();
  return { field: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
}

const unpaired = () => refusal("CSV_QUOTES", "csv中的引号不成对,无法读取。");
