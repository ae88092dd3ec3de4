import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PNG } from "pngjs";
import { pictureFolder } from "./stage.ts";

/** A part of a picture that may differ, in pixels. */
export interface Mask {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Small enough for one printed character, large enough that the edges of characters are evened out. */
const cell = 6;
/** Of 255: another version of the renderer draws edges a little lighter; another character changes far more. */
const most = 40;

/** The cells in which two pictures of one size differ in mean light. */
export function differingCells(one: PNG, other: PNG, masks: readonly Mask[]): { left: number; top: number }[] {
  const found: { left: number; top: number }[] = [];
  for (let top = 0; top < one.height; top += cell) {
    for (let left = 0; left < one.width; left += cell) {
      const masked = masks.some(
        (mask) => left + cell > mask.left && left < mask.right && top + cell > mask.top && top < mask.bottom,
      );
      if (!masked && Math.abs(light(one, left, top) - light(other, left, top)) > most) found.push({ left, top });
    }
  }
  return found;
}

/** Mean light of a cell, 0 to 255. */
function light({ data, width, height }: PNG, left: number, top: number): number {
  let sum = 0;
  let count = 0;
  for (let y = top; y < Math.min(top + cell, height); y += 1) {
    for (let x = left; x < Math.min(left + cell, width); x += 1) {
      const at = (y * width + x) * 4;
      sum += (data[at]! + data[at + 1]! + data[at + 2]!) / 3;
      count += 1;
    }
  }
  return sum / count;
}

/**
 * Asserts that a picture is the stored one. `UPDATE_PICTURES=1` stores it anew: look at it before it is committed.
 * The picture that differs is left in var/pictures.
 */
export async function assertPicture(picture: PNG, name: string, masks: readonly Mask[]): Promise<void> {
  const stored = join(import.meta.dirname, "pictures", name);
  if (process.env.UPDATE_PICTURES === "1") return writeFile(stored, PNG.sync.write(picture));
  const expected = PNG.sync.read(await readFile(stored));
  assert.deepEqual([picture.width, picture.height], [expected.width, expected.height], `${name} has another size`);
  const cells = differingCells(picture, expected, masks);
  if (cells.length === 0) return;
  await mkdir(pictureFolder, { recursive: true });
  const seen = join(pictureFolder, `differs ${name}`);
  await writeFile(seen, PNG.sync.write(picture));
  assert.fail(`${seen} differs from ${stored} in ${cells.length} places, first at ${JSON.stringify(cells[0])}`);
}
