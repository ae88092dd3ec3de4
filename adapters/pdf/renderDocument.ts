import { buffer } from "node:stream/consumers";
import PDFDocument from "pdfkit";
import { type DocumentModel, documentModelSchema } from "#domain/documents/model.ts";
import { certificate } from "./certificate.ts";
import type { SealSlot } from "./closing.ts";
import { loadFonts } from "./fonts.ts";
import { form } from "./form.ts";
import { type Density, densities, type Layout } from "./layout.ts";
import type { MissingGlyph } from "./legible.ts";
import { letter } from "./letter.ts";
import { paginate } from "./pages.ts";
import { Sheet } from "./sheet.ts";

export interface RenderedDocument {
  bytes: Buffer;
  pages: number;
  /** Where a seal is to be put; null on a form that takes none. */
  seal: SealSlot | null;
  /** Characters printed as 〔U+20BB7〕 because no font has them, each once. The case should warn of them. */
  missingGlyphs: MissingGlyph[];
}

const layouts: Record<DocumentModel["layout"], (density: Density) => Layout> = { letter, certificate, form };

/**
 * Draws a document as PDF. The same model gives the same bytes on every machine: nothing in the file comes from the
 * clock or from chance, so a hash taken once holds when it is drawn again.
 * `guard` is called first; the kernel's throws inside a database transaction.
 * @throws ZodError where the model is none
 */
export async function renderDocument(model: DocumentModel, guard: () => void = () => {}): Promise<RenderedDocument> {
  guard();
  const document = documentModelSchema.parse(model);
  const fonts = await loadFonts();
  const pdf = new PDFDocument({
    size: "A4",
    margin: 0,
    autoFirstPage: false,
    pdfVersion: "1.7",
    lang: "zh-CN",
    displayTitle: true,
    info: {
      Title: `${document.title} ${document.number}`,
      Author: document.issuer,
      Producer: "Anju",
      Creator: "Anju",
      CreationDate: new Date(`${document.date}T00:00:00+08:00`),
    },
  });
  const bytes = buffer(pdf);
  const sheet = new Sheet(pdf, fonts);
  let seal: SealSlot | null = null;
  const attempts = densities.map((density) => {
    const layout = layouts[document.layout](density);
    const boxes = layout.boxes(sheet, document, (slot) => {
      seal = slot;
    });
    return { layout, pages: paginate(boxes, layout.area.height) };
  });
  const { layout, pages } = attempts.reduce((best, next) => (next.pages.length < best.pages.length ? next : best));
  for (const [index, placed] of pages.entries()) {
    pdf.addPage();
    layout.decorate(sheet, document, index, pages.length);
    for (const { box, offset } of placed) box.draw(layout.area.top + offset, index);
  }
  pdf.end();
  return {
    bytes: await bytes,
    pages: pages.length,
    seal: document.sealed ? requireSeal(seal) : null,
    missingGlyphs: [...sheet.missing.values()],
  };
}

function requireSeal(seal: SealSlot | null): SealSlot {
  if (seal === null) throw new Error("The layout has drawn no seal slot");
  return seal;
}
