import type { Block } from "#domain/documents/model.ts";
import { justify, type Line } from "./lines.ts";
import type { Box } from "./pages.ts";
import type { Sheet, Style } from "./sheet.ts";

/** Where running text stands on the page, in points, and how it is set. */
export interface Column {
  left: number;
  width: number;
  body: Style;
  table: Style;
}

const cellPadding = { x: 6, y: 5 };
const blockSpace = 6;

/** The boxes of one block of a document. */
export function blockBoxes(sheet: Sheet, block: Block, column: Column): Box[] {
  switch (block.kind) {
    case "paragraph":
      return paragraphBoxes(sheet, block.text, column, column.body.size * 2);
    case "heading":
      return paragraphBoxes(sheet, block.text, column, column.body.size * 2).map((box) => ({
        ...box,
        keepWithNext: true,
      }));
    case "fields":
      return [spaceBox(blockSpace), ...fieldBoxes(sheet, block.fields, column), spaceBox(blockSpace)];
    case "table":
      return [spaceBox(blockSpace, true), ...tableBoxes(sheet, block, column), spaceBox(blockSpace)];
  }
}

/** Nothing but room. */
export function spaceBox(height: number, keepWithNext = false): Box {
  return { height, space: true, keepWithNext, draw: () => {} };
}

/** Lines that fill the column; each paragraph of the text begins with `indent`. No single line is left on a page. */
export function paragraphBoxes(sheet: Sheet, text: string, { left, width, body }: Column, indent: number): Box[] {
  return text.split("\n").flatMap((part) => {
    const lines = sheet.lines(part, body, width, indent);
    return lines.map((line, index): Box => {
      const x = left + (index === 0 ? indent : 0);
      const last = index === lines.length - 1;
      const spacing = last ? 0 : justify(line, left + width - x, body.size);
      return {
        height: body.pitch,
        keepWithNext: !last && (index === 0 || index === lines.length - 2),
        draw: (top) => sheet.write(line.text, x, top, { ...body, spacing }),
      };
    });
  });
}

interface Cell {
  text: string;
  left: number;
  width: number;
  style: Style;
  align: "left" | "center" | "right";
}

function fieldBoxes(sheet: Sheet, fields: Extract<Block, { kind: "fields" }>["fields"], column: Column): Box[] {
  const label: Style = { ...column.table, weight: "bold" };
  const widest = Math.max(...fields.map((field) => sheet.width(sheet.legible(field.label, "bold"), label)));
  const labelWidth = Math.min(widest + 2 * cellPadding.x + 4, column.width * 0.3);
  const half = column.width / 2;
  const pair = (field: (typeof fields)[number], left: number, width: number): Cell[] => [
    { text: field.label, left, width: labelWidth, style: label, align: "center" },
    { text: field.value, left: left + labelWidth, width: width - labelWidth, style: column.table, align: "left" },
  ];
  const boxes: Box[] = [];
  let waiting: Cell[] = [];
  for (const [index, field] of fields.entries()) {
    if (waiting.length > 0) {
      boxes.push(...rowBoxes(sheet, [...waiting, ...pair(field, column.left + half, half)]));
      waiting = [];
    } else if (field.wide || fields[index + 1] === undefined || fields[index + 1]!.wide) {
      boxes.push(...rowBoxes(sheet, pair(field, column.left, column.width)));
    } else {
      waiting = pair(field, column.left, half);
    }
  }
  return boxes;
}

function tableBoxes(sheet: Sheet, table: Extract<Block, { kind: "table" }>, column: Column): Box[] {
  const bold: Style = { ...column.table, weight: "bold" };
  const shares = table.columns.reduce((sum, { width }) => sum + width, 0);
  let left = column.left;
  const places = table.columns.map(({ width, align }) => {
    const place = { left, width: (column.width * width) / shares, align };
    left += place.width;
    return place;
  });
  const row = (texts: readonly string[], style: Style, head: boolean): Box[] =>
    rowBoxes(
      sheet,
      places.map((place, index) => ({
        ...place,
        text: texts[index] ?? "",
        style,
        align: head ? "center" : place.align,
      })),
    );
  const heads = row(
    table.columns.map(({ title }) => title),
    bold,
    true,
  ).map((box) => ({ ...box, keepWithNext: true }));
  const rows = table.rows.flatMap((texts) => row(texts, column.table, false));
  const total = table.total === null ? [] : rowBoxes(sheet, merged(table.total, places, bold));
  const before = rows.at(-1);
  if (before !== undefined && total.length > 0) before.keepWithNext = true;
  return [...heads, ...[...rows, ...total].map((box) => ({ ...box, head: heads[0]! }))];
}

/** The cells of a closing line: an empty one is taken over by the cell before it, which is then centred. */
function merged(texts: readonly string[], places: Pick<Cell, "left" | "width" | "align">[], style: Style): Cell[] {
  const cells: Cell[] = [];
  for (const [index, place] of places.entries()) {
    const before = cells.at(-1);
    if (texts[index] === "" && before !== undefined) {
      before.width += place.width;
      before.align = "center";
    } else cells.push({ ...place, text: texts[index] ?? "", style });
  }
  return cells;
}

/** The most lines of a cell that stay together; a longer cell goes on in a further row. */
const maxCellLines = 24;

function rowBoxes(sheet: Sheet, cells: Cell[]): Box[] {
  const texts = cells.map((cell) => sheet.lines(cell.text, cell.style, cell.width - 2 * cellPadding.x));
  const count = Math.max(...texts.map((lines) => lines.length));
  const boxes: Box[] = [];
  for (let from = 0; from < count; from += maxCellLines) {
    boxes.push(
      rowBox(
        sheet,
        cells,
        texts.map((lines) => lines.slice(from, from + maxCellLines)),
      ),
    );
  }
  return boxes;
}

function rowBox(sheet: Sheet, cells: Cell[], texts: Line[][]): Box {
  const pitch = Math.max(...cells.map(({ style }) => style.pitch));
  const height = Math.max(...texts.map((lines) => lines.length)) * pitch + 2 * cellPadding.y;
  return {
    height,
    draw(top) {
      for (const [index, cell] of cells.entries()) {
        const lines = texts[index]!;
        sheet.frame(cell.left, top, cell.width, height, { width: 0.6, color: "#000000" });
        const start = top + (height - lines.length * pitch) / 2;
        lines.forEach((line, at) => {
          sheet.writeWithin(
            line,
            cell.left + cellPadding.x,
            cell.width - 2 * cellPadding.x,
            start + at * pitch,
            cell.style,
            cell.align,
          );
        });
      }
    },
  };
}
