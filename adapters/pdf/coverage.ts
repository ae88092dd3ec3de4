/**
 * Which characters a TrueType font can draw, read from its `cmap` table. A character the font lacks would be printed as
 * an empty box, and a test that only extracts text would not notice: so it is asked before anything is drawn.
 */

/** @throws RangeError where the bytes hold no font with a full Unicode map (cmap subtable format 12) */
export function readCoverage(font: Buffer): (codePoint: number) => boolean {
  const groups = readGroups(font, fullUnicodeMap(font, tableOffset(font, "cmap")));
  return (codePoint) => {
    let low = 0;
    let high = groups.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const { first, last } = groups[middle]!;
      if (codePoint < first) high = middle - 1;
      else if (codePoint > last) low = middle + 1;
      else return true;
    }
    return false;
  };
}

function tableOffset(font: Buffer, tag: string): number {
  const count = font.readUInt16BE(4);
  for (let index = 0; index < count; index += 1) {
    const record = 12 + index * 16;
    if (font.toString("latin1", record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  throw new RangeError(`The font has no table ${tag}`);
}

function fullUnicodeMap(font: Buffer, cmap: number): number {
  const count = font.readUInt16BE(cmap + 2);
  for (let index = 0; index < count; index += 1) {
    const subtable = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4);
    if (font.readUInt16BE(subtable) === 12) return subtable;
  }
  throw new RangeError("The font has no full Unicode map");
}

/** The groups of format 12 are sorted and do not overlap. Glyph 0 is the empty box. */
function readGroups(font: Buffer, subtable: number): { first: number; last: number }[] {
  const groups: { first: number; last: number }[] = [];
  const count = font.readUInt32BE(subtable + 12);
  for (let index = 0; index < count; index += 1) {
    const group = subtable + 16 + index * 12;
    const glyph = font.readUInt32BE(group + 8);
    const first = font.readUInt32BE(group) + (glyph === 0 ? 1 : 0);
    const last = font.readUInt32BE(group + 4);
    if (first <= last) groups.push({ first, last });
  }
  return groups;
}
