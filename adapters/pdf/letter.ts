import type { DocumentModel } from "#domain/documents/model.ts";
import { blockBoxes, type Column, paragraphBoxes, spaceBox } from "./blocks.ts";
import { closingBox, type SealSlot } from "./closing.ts";
import { closed, type Density, type Layout } from "./layout.ts";
import type { Box } from "./pages.ts";
import type { Sheet, Style } from "./sheet.ts";

/** GB/T 9704-2012: margins 37 mm above, 28 mm left, text area 156 × 225 mm; red head, title of size 2, text of size 3. */
const areas: Record<Density, Layout["area"]> = {
  normal: { left: 79.4, top: 104.9, width: 442.2, height: 637.8 },
  snug: { left: 79.4, top: 85, width: 442.2, height: 690 },
  compact: { left: 79.4, top: 85, width: 442.2, height: 690 },
};
const { left, width } = areas.normal;
const red = "#d0021b";
const columns: Record<Density, Column> = {
  normal: {
    left,
    width,
    body: { weight: "regular", size: 16, pitch: 28.8 },
    table: { weight: "regular", size: 12, pitch: 18 },
  },
  snug: {
    left,
    width,
    body: { weight: "regular", size: 15, pitch: 25.5 },
    table: { weight: "regular", size: 11.5, pitch: 16.5 },
  },
  compact: {
    left,
    width,
    body: { weight: "regular", size: 14, pitch: 22.5 },
    table: { weight: "regular", size: 11, pitch: 15.5 },
  },
};
const small: Style = { weight: "regular", size: 11, pitch: 18 };

/** A letter of an authority (公文): red head, title, addressee, text, seal, notes and copies at the foot. */
export function letter(density: Density): Layout {
  const column = columns[density];
  const area = areas[density];
  return {
    area,
    boxes: (sheet, model, onSeal) => boxes(sheet, model, column, onSeal),
    decorate: (sheet, model, page, pages) => decorate(sheet, model, page, pages, area.top + area.height + 20),
  };
}

function boxes(sheet: Sheet, model: DocumentModel, column: Column, onSeal: (slot: SealSlot) => void): Box[] {
  return [
    headBox(sheet, model),
    ...titleBoxes(sheet, model.title),
    ...(model.addressee === null ? [] : paragraphBoxes(sheet, `${model.addressee}：`, column, 0)),
    ...closed(model.blocks.flatMap((block) => blockBoxes(sheet, block, column))),
    spaceBox(column.body.pitch / 2, true),
    closingBox(sheet, model, column, onSeal),
    ...footBoxes(sheet, model, column),
  ];
}

function decorate(sheet: Sheet, model: DocumentModel, page: number, pages: number, top: number): void {
  const style: Style = { weight: "regular", size: 10.5, pitch: 14, color: "#404040" };
  const [count] = sheet.lines(`第 ${page + 1} 页 共 ${pages} 页`, style, width);
  const [number] = sheet.lines(model.number, style, width);
  if (page > 0) sheet.writeWithin(number!, left, width, top, style, "left");
  sheet.writeWithin(count!, left, width, top, style, page > 0 ? "right" : "center");
}

/** The organ's name as wide as the text allows, the number below it, a red rule. */
function headBox(sheet: Sheet, model: DocumentModel): Box {
  const name = sheet.legible(model.issuer, "bold");
  const natural = sheet.width(name, { weight: "bold", size: 1, pitch: 1 });
  const size = Math.min(34, width / natural);
  const gaps = [...name].length - 1;
  const spacing = gaps < 1 ? 0 : Math.min(size / 3, Math.max(0, (width * 0.86 - natural * size) / gaps));
  const organ: Style = { weight: "bold", size, pitch: 44, color: red, spacing };
  const extent = natural * size + spacing * gaps;
  const numberStyle: Style = { weight: "regular", size: 14, pitch: 24 };
  const [number] = sheet.lines(model.number, numberStyle, width);
  return {
    height: 104,
    draw(top) {
      sheet.write(name, left + (width - extent) / 2, top, organ);
      sheet.writeWithin(number!, left, width, top + 54, numberStyle, "center");
      sheet.rule(left, top + 86, left + width, top + 86, { width: 1.6, color: red });
    },
  };
}

function titleBoxes(sheet: Sheet, title: string): Box[] {
  const style: Style = { weight: "bold", size: 22, pitch: 36 };
  const lines = sheet.lines(title, style, width).map(
    (line): Box => ({
      height: style.pitch,
      keepWithNext: true,
      draw: (top) => sheet.writeWithin(line, left, width, top, style, "center"),
    }),
  );
  return [...lines, spaceBox(10, true)];
}

/** 版记: notes and copies between two rules at the foot of the last page. */
function footBoxes(sheet: Sheet, model: DocumentModel, column: Column): Box[] {
  const texts = [...(model.copies.length > 0 ? [`抄送：${model.copies.join("，")}。`] : []), ...model.notes];
  if (texts.length === 0) return [];
  const lines = texts.flatMap((text) => paragraphBoxes(sheet, text, { ...column, body: small }, 0));
  const rule: Box = {
    height: 8,
    atFoot: true,
    keepWithNext: true,
    draw: (top) => sheet.rule(left, top + 4, left + width, top + 4, { width: 0.9 }),
  };
  return [rule, ...lines.map((box) => ({ ...box, keepWithNext: true })), { ...rule, keepWithNext: false }];
}
