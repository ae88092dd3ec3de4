/** What an uploaded table may cost us at most. A table of 20,000 units stays well below every one of these. */
export interface SpreadsheetLimits {
  /** Bytes of the uploaded file. */
  fileBytes: number;
  /** Entries in the zip, and bytes of one entry and of all of them once inflated. */
  entries: number;
  entryBytes: number;
  totalBytes: number;
  /** Inflated to packed size; counted from one megabyte up, since tiny files pack arbitrarily well. */
  ratio: number;
  sheets: number;
  rows: number;
  columns: number;
  /** Distinct texts of the workbook. */
  texts: number;
}

const MEGABYTE = 1024 * 1024;

export const LIMITS: SpreadsheetLimits = {
  fileBytes: 20 * MEGABYTE,
  entries: 200,
  entryBytes: 40 * MEGABYTE,
  totalBytes: 80 * MEGABYTE,
  ratio: 200,
  sheets: 20,
  rows: 20_000,
  columns: 100,
  texts: 500_000,
};
