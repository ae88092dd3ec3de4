import type PDFDocument from "pdfkit";
import type { Fonts, Weight } from "./fonts.ts";
import { legible, type MissingGlyph } from "./legible.ts";
import { breakLines, type Line } from "./lines.ts";

/** How a piece of text is set. Sizes in points. */
export interface Style {
  weight: Weight;
  size: number;
  /** From one line to the next. */
  pitch: number;
  color?: string;
  /** Extra space after each character. */
  spacing?: number;
}

/** Paper, fonts and pen of one document. Measures and draws; knows nothing of what a document is. */
export class Sheet {
  readonly pdf: InstanceType<typeof PDFDocument>;
  readonly missing = new Map<string, MissingGlyph>();
  readonly #fonts: Fonts;
  readonly #widths = new Map<string, number>();

  constructor(pdf: InstanceType<typeof PDFDocument>, fonts: Fonts) {
    this.pdf = pdf;
    this.#fonts = fonts;
    for (const weight of ["regular", "bold"] as const) pdf.registerFont(weight, fonts.files[weight]);
  }

  /** Text with everything unprintable replaced; what is missing is remembered. */
  legible(text: string, weight: Weight): string {
    return legible(
      text,
      (codePoint) => this.#fonts.covers(weight, codePoint),
      (missing) => this.missing.set(missing.codePoint, missing),
    );
  }

  width(text: string, { weight, size, spacing = 0 }: Style): number {
    const key = `${weight} ${text}`;
    let width = this.#widths.get(key);
    if (width === undefined) {
      width = this.pdf.font(weight).fontSize(1000).widthOfString(text) / 1000;
      this.#widths.set(key, width);
    }
    return width * size + spacing * [...text].length;
  }

  /** The lines of a text; its own line breaks begin new ones. */
  lines(text: string, style: Style, width: number, indent = 0): Line[] {
    return text
      .split(/\r\n|[\n\r\u2028\u2029]/)
      .flatMap((part) =>
        breakLines(this.legible(part, style.weight), width, (piece) => this.width(piece, style), indent),
      );
  }

  /** Draws a line whose text is already legible in a strip `style.pitch` high. */
  write(text: string, x: number, top: number, style: Style): void {
    const { weight, size, pitch, color = "#000000", spacing = 0 } = style;
    // Han characters fill the em square from 0.88 above the base line to 0.12 below it.
    const baseline = top + (pitch - size) / 2 + size * 0.88;
    this.pdf
      .font(weight)
      .fontSize(size)
      .fillColor(color)
      .text(text, x, baseline, { lineBreak: false, baseline: "alphabetic", characterSpacing: spacing });
  }

  /** Draws a line in the middle of a strip, at its left or at its right. */
  writeWithin(line: Line, left: number, width: number, top: number, style: Style, align: "left" | "center" | "right") {
    const share = align === "left" ? 0 : align === "center" ? 0.5 : 1;
    this.write(line.text, left + (width - line.width) * share, top, style);
  }

  rule(fromX: number, fromY: number, toX: number, toY: number, { width = 0.6, color = "#000000" } = {}): void {
    this.pdf.moveTo(fromX, fromY).lineTo(toX, toY).lineWidth(width).strokeColor(color).stroke();
  }

  frame(x: number, y: number, width: number, height: number, line: { width: number; color: string }): void {
    this.pdf.rect(x, y, width, height).lineWidth(line.width).strokeColor(line.color).stroke();
  }
}
