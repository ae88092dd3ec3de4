import type { DocumentModel } from "#domain/documents/model.ts";
import { chineseDate } from "#domain/documents/wording.ts";
import type { Column } from "./blocks.ts";
import type { Box } from "./pages.ts";
import { type DarkRun, qrCode } from "./qr.ts";
import type { Sheet, Style } from "./sheet.ts";

/** Where the seal goes, in points from the upper left corner of its page (the first is 0). */
export interface SealSlot {
  page: number;
  x: number;
  y: number;
  /** Diameter. */
  size: number;
}

/** 42 mm, the seal of a county's bureau (国发〔1999〕25号). */
const sealSize = 119;
/** 30 mm: about four pixels a module at 150 dpi. */
const codeSize = 85;

/** Signature, date and seal slot at the right, the verification code at the left; never parted from each other. */
export function closingBox(sheet: Sheet, model: DocumentModel, column: Column, onSeal: (slot: SealSlot) => void): Box {
  const { body } = column;
  const [organ] = sheet.lines(model.issuer, body, Number.POSITIVE_INFINITY);
  const [date] = sheet.lines(chineseDate(model.date), body, Number.POSITIVE_INFINITY);
  const right = column.left + column.width;
  // The date ends four characters before the margin, the organ is centred on it (GB/T 9704-2012 7.3.5.1).
  const center = Math.min(right - 4 * body.size - date!.width / 2, right - Math.max(organ!.width, sealSize) / 2);
  const code = model.verify === null ? null : qrCode(model.verify.url);
  return {
    height: sealSize + 10,
    draw(top, page) {
      const slot = { page, x: center - sealSize / 2, y: top + 5, size: sealSize };
      onSeal(slot);
      markSlot(sheet, slot);
      const first = slot.y + sealSize / 2 - body.pitch;
      sheet.write(organ!.text, center - organ!.width / 2, first, body);
      sheet.write(date!.text, center - date!.width / 2, first + body.pitch, body);
      if (code !== null) drawCode(sheet, code, column.left, slot.y, model.verify!.caption);
    },
  };
}

/** A faint circle for the seal to cover. */
function markSlot(sheet: Sheet, { x, y, size }: SealSlot): void {
  const style: Style = { weight: "regular", size: 9, pitch: 12, color: "#b8b8b8" };
  sheet.pdf
    .circle(x + size / 2, y + size / 2, size / 2)
    .lineWidth(0.5)
    .dash(2, { space: 3 })
    .strokeColor("#c8c8c8")
    .stroke()
    .undash();
  const [line] = sheet.lines("（印章）", style, size);
  sheet.writeWithin(line!, x, size, y + size - 24, style, "center");
}

function drawCode(
  sheet: Sheet,
  code: { size: number; runs: DarkRun[] },
  left: number,
  top: number,
  caption: string,
): void {
  const unit = codeSize / code.size;
  const strip = { left, width: codeSize + 40 };
  const x0 = left + (strip.width - codeSize) / 2;
  sheet.pdf.rect(x0, top, codeSize, codeSize).fill("#ffffff");
  // One path for all modules: filled apart, their edges would show as hairlines.
  for (const { x, y, length } of code.runs) sheet.pdf.rect(x0 + x * unit, top + y * unit, length * unit, unit);
  sheet.pdf.fill("#000000");
  const style: Style = { weight: "regular", size: 9, pitch: 13 };
  sheet.lines(caption, style, strip.width).forEach((line, index) => {
    sheet.writeWithin(line, strip.left, strip.width, top + codeSize + 2 + index * style.pitch, style, "center");
  });
}
