import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import jsqr from "jsqr";
import { PNG } from "pngjs";

/**
 * Looks at a PDF as a reader sees it: poppler draws its pages, tests judge the pixels. Text extraction alone does not
 * tell whether a glyph was drawn (`toolchain.md` §8). Needs Debian's poppler-utils.
 */
const run = promisify(execFile);

/** The pages as pictures, in order. */
export async function rasterise(pdf: Uint8Array, dpi: number): Promise<PNG[]> {
  return inFolder(pdf, async (folder, file) => {
    await run("pdftoppm", ["-r", String(dpi), "-png", file, join(folder, "page")]);
    const names = (await readdir(folder)).filter((name) => name.endsWith(".png")).sort();
    return Promise.all(names.map(async (name) => PNG.sync.read(await readFile(join(folder, name)))));
  });
}

/** The text of the QR code on a picture; null where none can be read. */
export function decodeQr(picture: PNG): string | null {
  const decode = jsqr as unknown as typeof jsqr.default;
  return decode(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data ?? null;
}

export interface Word {
  page: number;
  text: string;
  /** Points from the upper left corner. */
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Every word that text extraction finds, with the place where it claims to stand. */
export async function words(pdf: Uint8Array): Promise<Word[]> {
  const html = await inFolder(pdf, async (_folder, file) => {
    const { stdout } = await run("pdftotext", ["-bbox", file, "-"], { maxBuffer: 1 << 26 });
    return stdout;
  });
  const found: Word[] = [];
  let page = -1;
  const tag = /<page |<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<\/word>/g;
  for (const [whole, left, top, right, bottom, text] of html.matchAll(tag)) {
    if (whole.startsWith("<page")) page += 1;
    else {
      const plain = text!.replace(/&(amp|lt|gt|quot);/g, (_entity, name: string) => entities[name] ?? "");
      found.push({ page, text: plain, left: +left!, top: +top!, right: +right!, bottom: +bottom! });
    }
  }
  return found;
}
const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };

/**
 * Words that a text extractor reads and an eye does not. In a word of Han characters alone each character has its own
 * cell and must show ink there; in a mixed word the whole must.
 */
export async function unseenWords(pdf: Uint8Array, dpi = 150): Promise<Word[]> {
  const pictures = await rasterise(pdf, dpi);
  const scale = dpi / 72;
  return (await words(pdf)).filter((word) => {
    const cells = /^\p{Script=Han}+$/u.test(word.text) ? [...word.text].length : 1;
    const step = (word.right - word.left) / cells;
    return Array.from({ length: cells }, (_, index) => word.left + index * step).some((left) => {
      const area = { left, top: word.top, right: left + step, bottom: word.bottom };
      return ink(pictures[word.page]!, area, scale) < (cells > 1 ? 0.02 : 0.005);
    });
  });
}

/** The share of pixels in an area (points) that are clearly darker than paper. */
export function ink(
  picture: PNG,
  area: { left: number; top: number; right: number; bottom: number },
  scale: number,
): number {
  let dark = 0;
  let all = 0;
  for (let y = Math.round(area.top * scale); y < Math.round(area.bottom * scale); y += 1) {
    for (let x = Math.round(area.left * scale); x < Math.round(area.right * scale); x += 1) {
      const at = (y * picture.width + x) * 4;
      const light = (picture.data[at]! + picture.data[at + 1]! + picture.data[at + 2]!) / 3;
      if (light < 224) dark += 1;
      all += 1;
    }
  }
  return all === 0 ? 0 : dark / all;
}

async function inFolder<T>(pdf: Uint8Array, use: (folder: string, file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "anju-pdf-"));
  try {
    const file = join(folder, "document.pdf");
    await writeFile(file, pdf);
    return await use(folder, file);
  } finally {
    await rm(folder, { recursive: true });
  }
}
