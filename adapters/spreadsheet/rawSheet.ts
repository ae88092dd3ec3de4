/** A cell as it stands in the file. Blank cells are not given. */
export interface RawCell {
  /** Trimmed; numbers as the shortest decimal text that is the same number. */
  text: string;
  /** Why the cell must not be read, if so. */
  trouble?: "formula" | "error";
}

export interface RawRow {
  /** As a spreadsheet counts: the first line is 1. */
  line: number;
  /** By column, the first column being 0. */
  cells: Map<number, RawCell>;
}

/** An inclusive rectangle of merged cells. */
export interface Merge {
  reference: string;
  firstLine: number;
  lastLine: number;
  firstColumn: number;
  lastColumn: number;
}

export interface RawSheet {
  file: string;
  name: string;
  /** Rows that have a cell with text; blank rows are left out. */
  rows: RawRow[];
  merges: Merge[];
}

/** 0 → "A", 25 → "Z", 26 → "AA". */
export function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnLetters(Math.floor(column / 26) - 1) + letter;
}

/** "AB12" → column 27 and line 12; null for what is no reference. */
export function parseReference(reference: string): { column: number; line: number } | null {
  const parts = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference);
  if (!parts) return null;
  const column = Array.from(parts[1]!).reduce((value, letter) => value * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { column, line: Number(parts[2]) };
}
