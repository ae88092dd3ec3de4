import type { DocumentModel } from "#domain/documents/model.ts";
import { chineseDate } from "#domain/documents/wording.ts";
import { blockBoxes, type Column, paragraphBoxes, spaceBox } from "./blocks.ts";
import { closingBox, type SealSlot } from "./closing.ts";
import { closed, type Density, type Layout } from "./layout.ts";
import type { Box } from "./pages.ts";
import type { Sheet, Style } from "./sheet.ts";

const area = { left: 62, top: 64, width: 471.28, height: 700 };
const columns: Record<Density, Column> = {
  normal: {
    ...area,
    body: { weight: "regular", size: 12, pitch: 21 },
    table: { weight: "regular", size: 11, pitch: 17 },
  },
  snug: {
    ...area,
    body: { weight: "regular", size: 11.5, pitch: 19 },
    table: { weight: "regular", size: 10.5, pitch: 15 },
  },
  compact: {
    ...area,
    body: { weight: "regular", size: 11, pitch: 17 },
    table: { weight: "regular", size: 10, pitch: 13.5 },
  },
};
const small: Style = { weight: "regular", size: 9.5, pitch: 15 };

/** A form of the house (表格): organ, title and number above ruled tables; a slot for a seal only where one is wanted. */
export function form(density: Density): Layout {
  const column = columns[density];
  return { area, boxes: (sheet, model, onSeal) => boxes(sheet, model, column, onSeal), decorate };
}

function boxes(sheet: Sheet, model: DocumentModel, column: Column, onSeal: (slot: SealSlot) => void): Box[] {
  return [
    ...headBoxes(sheet, model),
    ...(model.addressee === null ? [] : paragraphBoxes(sheet, `${model.addressee}：`, column, 0)),
    ...closed(model.blocks.flatMap((block) => blockBoxes(sheet, block, column))),
    spaceBox(6, true),
    model.sealed ? closingBox(sheet, model, column, onSeal) : signatureBox(sheet, model, column),
    ...model.notes.flatMap((text) => paragraphBoxes(sheet, text, { ...column, body: small }, 0)),
  ];
}

function decorate(sheet: Sheet, model: DocumentModel, page: number, pages: number): void {
  const style: Style = { weight: "regular", size: 9.5, pitch: 13, color: "#404040" };
  const top = area.top + area.height + 14;
  const [number] = sheet.lines(model.number, style, area.width);
  const [count] = sheet.lines(`第 ${page + 1} 页 共 ${pages} 页`, style, area.width);
  if (page > 0) sheet.writeWithin(number!, area.left, area.width, top, style, "left");
  sheet.writeWithin(count!, area.left, area.width, top, style, page > 0 ? "right" : "center");
}

function headBoxes(sheet: Sheet, model: DocumentModel): Box[] {
  const organ: Style = { weight: "regular", size: 14, pitch: 24 };
  const title: Style = { weight: "bold", size: 20, pitch: 34 };
  const number: Style = { weight: "regular", size: 11, pitch: 20 };
  const lines = (text: string, style: Style, align: "center" | "right") =>
    sheet.lines(text, style, area.width).map(
      (line): Box => ({
        height: style.pitch,
        keepWithNext: true,
        draw: (top) => sheet.writeWithin(line, area.left, area.width, top, style, align),
      }),
    );
  return [
    ...lines(model.issuer, organ, "center"),
    ...lines(model.title, title, "center"),
    ...lines(`编号：${model.number}`, number, "right"),
  ];
}

/** Organ and date at the right, without room for a seal. */
function signatureBox(sheet: Sheet, model: DocumentModel, { body, left, width }: Column): Box {
  const [line] = sheet.lines(`${model.issuer}　${chineseDate(model.date)}`, body, width);
  return { height: body.pitch + 8, draw: (top) => sheet.writeWithin(line!, left, width, top + 4, body, "right") };
}
