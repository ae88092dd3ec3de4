/** A character that no font at hand can draw. It comes from the document's data, so it may belong to a name. */
export interface MissingGlyph {
  character: string;
  /** As printed in its place: U+20BB7. */
  codePoint: string;
}

/** Characters that print nothing and may change how others are shown: controls, bidi marks, joiners, variation selectors. */
const invisible = /[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu;
const spaces = /[\s\u{3000}]+/gu;

/**
 * Text as it can be printed: runs of white space become one space, invisible characters go, and each character that
 * `covers` denies is written as 〔U+20BB7〕 — never an empty box. `onMissing` hears of each of them.
 */
export function legible(
  text: string,
  covers: (codePoint: number) => boolean,
  onMissing: (missing: MissingGlyph) => void,
): string {
  let result = "";
  for (const character of text.replace(spaces, " ").replace(invisible, "").trim()) {
    const code = character.codePointAt(0)!;
    if (covers(code)) {
      result += character;
      continue;
    }
    const codePoint = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
    onMissing({ character, codePoint });
    result += `〔${codePoint}〕`;
  }
  return result;
}
