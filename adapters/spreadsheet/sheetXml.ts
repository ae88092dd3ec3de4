import { LIMITS, type SpreadsheetLimits } from "./limits.ts";
import { type Merge, parseReference, type RawCell, type RawRow, type RawSheet } from "./rawSheet.ts";
import { refusal } from "./refusals.ts";
import type { XmlHandlers } from "./xml.ts";

/** More merged ranges than this say nothing new. */
const MOST_MERGES = 1000;

/** Collects the distinct texts of a workbook (sharedStrings.xml): runs joined, phonetic guides left out. */
export function textsCollector(texts: string[], limits: SpreadsheetLimits = LIMITS): XmlHandlers {
  let current = "";
  let inText = false;
  let inPhonetic = false;
  return {
    open(name) {
      if (name === "si") current = "";
      else if (name === "rPh") inPhonetic = true;
      else if (name === "t") inText = !inPhonetic;
    },
    text(text) {
      if (inText) current += text;
    },
    close(name) {
      if (name === "t") inText = false;
      else if (name === "rPh") inPhonetic = false;
      else if (name === "si") {
        if (texts.length >= limits.texts) throw refusal("TOO_MANY_TEXTS", "表格内容过多,不予读取。");
        texts.push(current);
      }
    },
  };
}

/** Collects rows, formulas and merged ranges of one worksheet. Stops with an error at the first row too many. */
export function sheetCollector(
  sheet: RawSheet,
  texts: readonly string[],
  limits: SpreadsheetLimits = LIMITS,
): XmlHandlers {
  let line = 0;
  let row: RawRow = { line, cells: new Map() };
  let column = -1;
  let type = "n";
  let value = "";
  let formula = false;
  let inValue = false;
  let inPhonetic = false;

  const openCell = (attributes: Record<string, string>) => {
    const place = parseReference(attributes.r ?? "");
    column = place ? place.column : column + 1;
    type = attributes.t ?? "n";
    value = "";
    formula = false;
  };
  const closeCell = () => {
    const cell = cellOf(type, value, formula, texts);
    if (cell === null) return;
    if (column >= limits.columns)
      throw refusal("TOO_MANY_COLUMNS", `工作表“${sheet.name}”的列数超过${limits.columns}列。`);
    row.cells.set(column, cell);
  };
  const closeRow = () => {
    if (row.cells.size === 0) return;
    if (sheet.rows.length > limits.rows) {
      throw refusal("TOO_MANY_ROWS", `工作表“${sheet.name}”超过${limits.rows}行,请分幢上传。`);
    }
    sheet.rows.push(row);
  };

  return {
    open(name, attributes) {
      if (name === "row") {
        line = Number(attributes.r) > 0 ? Number(attributes.r) : line + 1;
        row = { line, cells: new Map() };
        column = -1;
      } else if (name === "c") openCell(attributes);
      else if (name === "f") formula = true;
      else if (name === "rPh") inPhonetic = true;
      else if (name === "v" || name === "t") inValue = !inPhonetic;
      else if (name === "mergeCell") collectMerge(sheet.merges, attributes.ref ?? "");
    },
    text(text) {
      if (inValue) value += text;
    },
    close(name) {
      if (name === "v" || name === "t") inValue = false;
      else if (name === "rPh") inPhonetic = false;
      else if (name === "c") closeCell();
      else if (name === "row") closeRow();
    },
  };
}

function cellOf(type: string, value: string, formula: boolean, texts: readonly string[]): RawCell | null {
  if (formula) return { text: value.trim(), trouble: "formula" };
  if (value === "") return null;
  if (type === "e") return { text: value, trouble: "error" };
  const text = textOf(type, value, texts).trim();
  return text === "" ? null : { text };
}

function textOf(type: string, value: string, texts: readonly string[]): string {
  if (type === "s") return texts[Number(value)] ?? "";
  if (type === "b") return value === "1" ? "TRUE" : "FALSE";
  // writers print the same double with up to 17 digits; the shortest text is what the person typed
  return type === "n" && Number.isFinite(Number(value)) ? String(Number(value)) : value;
}

function collectMerge(merges: Merge[], reference: string): void {
  const [from, to = from] = reference.split(":").map(parseReference);
  if (!from || !to || merges.length >= MOST_MERGES) return;
  merges.push({ reference, firstLine: from.line, lastLine: to.line, firstColumn: from.column, lastColumn: to.column });
}
