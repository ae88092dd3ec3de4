/** A line of text that fits, with its natural width. */
export interface Line {
  text: string;
  width: number;
}

/** What may not begin a line, and what may not end one (GB/T 15834-2011 §5: 标点的位置). */
const closing = new Set("，。、；：！？）》〉」』】〕”’％…—·,.;:!?)]}%‰℃㎡");
const opening = new Set("（《〈「『【〔“‘([{");

/** A word of digits or Latin letters stays whole: numbers, dates of codes, addresses. */
const wordOrCharacter = /[\u{21}-\u{7E}\u{A0}-\u{24F}]+|\s|./gsu;

/**
 * Breaks Chinese text into lines no wider than `width`; the first one is narrower by `indent`. Punctuation keeps to the
 * rules of the language; a word wider than a whole line is cut.
 */
export function breakLines(text: string, width: number, measure: (text: string) => number, indent = 0): Line[] {
  const lines: Line[] = [];
  let current = "";
  let used = 0;
  let room = width - indent;
  const finish = () => {
    const line = current.trimEnd();
    lines.push({ text: line, width: measure(line) });
    current = "";
    used = 0;
    room = width;
  };
  const add = (piece: string) => {
    const extent = measure(piece);
    // A space may hang over the end of its line, where nobody sees it.
    if (current !== "" && used + extent > room && piece.trim() !== "") finish();
    if (current === "" && lines.length > 0 && piece.trim() === "") return;
    current += piece;
    used += extent;
  };
  for (const cluster of clusters(text)) {
    if (measure(cluster) <= width) add(cluster);
    else for (const character of cluster) add(character);
  }
  if (current !== "" || lines.length === 0) finish();
  return lines;
}

/** Joins what must stay on one line: an opening mark with what follows, closing marks with what stands before. */
function clusters(text: string): string[] {
  const result: string[] = [];
  let open = false;
  for (const [part] of text.matchAll(wordOrCharacter)) {
    const joins = open || (closing.has(part[0]!) && result.length > 0 && result.at(-1) !== " ");
    if (joins) result[result.length - 1] += part;
    else result.push(part);
    open = opening.has(part.at(-1)!);
  }
  return result;
}

/** Space to add after each character so that a line fills `width`; 0 where that would tear it apart. */
export function justify(line: Line, width: number, fontSize: number): number {
  const gaps = [...line.text].length - 1;
  if (gaps < 1) return 0;
  const spacing = (width - line.width) / gaps;
  return spacing > 0 && spacing <= fontSize / 4 ? spacing : 0;
}
