import type { DocumentModel } from "#domain/documents/model.ts";
import { blockBoxes, type Column, paragraphBoxes, spaceBox } from "./blocks.ts";
import { closingBox, type SealSlot } from "./closing.ts";
import { closed, type Density, type Layout } from "./layout.ts";
import type { Box } from "./pages.ts";
import type { Sheet, Style } from "./sheet.ts";

const page = { width: 595.28, height: 841.89 };
const area = { left: 70, top: 78, width: 455.28, height: 690 };
const red = "#a51d1d";
const columns: Record<Density, Column> = {
  normal: {
    left: area.left,
    width: area.width,
    body: { weight: "regular", size: 14, pitch: 24.5 },
    table: { weight: "regular", size: 11.5, pitch: 17 },
  },
  snug: {
    left: area.left,
    width: area.width,
    body: { weight: "regular", size: 13, pitch: 22 },
    table: { weight: "regular", size: 11, pitch: 15.5 },
  },
  compact: {
    left: area.left,
    width: area.width,
    body: { weight: "regular", size: 12, pitch: 20 },
    table: { weight: "regular", size: 10.5, pitch: 14 },
  },
};

const small: Style = { weight: "regular", size: 10, pitch: 16 };

/** A certificate (证书): a framed sheet with title, number, facts, seal and verification code. */
export function certificate(density: Density): Layout {
  const column = columns[density];
  return { area, boxes: (sheet, model, onSeal) => boxes(sheet, model, column, onSeal), decorate };
}

function boxes(sheet: Sheet, model: DocumentModel, column: Column, onSeal: (slot: SealSlot) => void): Box[] {
  return [
    ...titleBoxes(sheet, model.title),
    numberBox(sheet, model.number),
    ...closed(model.blocks.flatMap((block) => blockBoxes(sheet, block, column))),
    spaceBox(6, true),
    closingBox(sheet, model, column, onSeal),
    ...model.notes.flatMap((text) => paragraphBoxes(sheet, text, { ...column, body: small }, 0)),
  ];
}

function decorate(sheet: Sheet, model: DocumentModel, index: number, pages: number): void {
  for (const { inset, width } of [
    { inset: 34, width: 2.4 },
    { inset: 40, width: 0.7 },
  ]) {
    sheet.frame(inset, inset, page.width - 2 * inset, page.height - 2 * inset, { width, color: red });
  }
  const style: Style = { weight: "regular", size: 9.5, pitch: 13, color: "#404040" };
  const top = page.height - 66;
  const [number] = sheet.lines(model.number, style, area.width);
  const [count] = sheet.lines(`第 ${index + 1} 页 共 ${pages} 页`, style, area.width);
  if (index > 0) sheet.writeWithin(number!, area.left, area.width, top, style, "left");
  sheet.writeWithin(count!, area.left, area.width, top, style, index > 0 ? "right" : "center");
}

function titleBoxes(sheet: Sheet, title: string): Box[] {
  const style: Style = { weight: "bold", size: 28, pitch: 46, color: red, spacing: 4 };
  return sheet.lines(title, style, area.width).map((line) => ({
    height: style.pitch,
    keepWithNext: true,
    draw: (top) => sheet.writeWithin(line, area.left, area.width + 4, top, style, "center"),
  }));
}

function numberBox(sheet: Sheet, number: string): Box {
  const style: Style = { weight: "regular", size: 12, pitch: 26 };
  const [line] = sheet.lines(`编号：${number}`, style, area.width);
  return {
    height: 32,
    keepWithNext: true,
    draw: (top) => sheet.writeWithin(line!, area.left, area.width, top, style, "right"),
  };
}
