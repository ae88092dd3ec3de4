import type { DocumentModel } from "#domain/documents/model.ts";
import type { SealSlot } from "./closing.ts";
import type { Box } from "./pages.ts";
import type { Sheet } from "./sheet.ts";

/**
 * From roomy to tight. A tighter one is taken only where it saves a page: the standard asks to tighten the text rather
 * than to leave a seal alone on a page.
 */
export const densities = ["normal", "snug", "compact"] as const;
export type Density = (typeof densities)[number];

/** How a kind of document fills A4 pages. All measures in points. */
export interface Layout {
  /** Where boxes go. */
  area: { left: number; top: number; width: number; height: number };
  /** Everything from head to foot. `onSeal` hears of the slot when it is drawn. */
  boxes(sheet: Sheet, model: DocumentModel, onSeal: (slot: SealSlot) => void): Box[];
  /** What each page carries around its text: frame, page number. Drawn first. */
  decorate(sheet: Sheet, model: DocumentModel, page: number, pages: number): void;
}

/** The last line of the text does not part from the seal: no page may hold a seal alone. */
export function closed(boxes: Box[]): Box[] {
  const last = boxes.findLastIndex((box) => !box.space);
  return boxes.map((box, index) => (index >= last ? { ...box, keepWithNext: true } : box));
}
