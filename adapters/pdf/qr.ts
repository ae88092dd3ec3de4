import qrcode from "qrcode";

/** Modules of white that a reader needs around the code (ISO/IEC 18004 §9.1). */
const quietZone = 4;

/** A run of dark modules in one row. Units are modules, the quiet zone included. */
export interface DarkRun {
  x: number;
  y: number;
  length: number;
}

/** The QR code of a text, as dark runs on a white square of `size` modules. Level M: readable with 15 % of it lost. */
export function qrCode(text: string): { size: number; runs: DarkRun[] } {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: "M" });
  const runs: DarkRun[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    let column = 0;
    while (column < modules.size) {
      const start = column;
      while (column < modules.size && modules.get(row, column)) column += 1;
      if (column > start) runs.push({ x: start + quietZone, y: row + quietZone, length: column - start });
      else column += 1;
    }
  }
  return { size: modules.size + 2 * quietZone, runs };
}
