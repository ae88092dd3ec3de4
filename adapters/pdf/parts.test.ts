import assert from "node:assert/strict";
import fc from "fast-check";
import { loadFonts } from "./fonts.ts";
import { legible, type MissingGlyph } from "./legible.ts";
import { breakLines, justify } from "./lines.ts";
import { type Box, paginate } from "./pages.ts";

/** Han characters are 10 wide, everything else 5. */
const measure = (text: string) => [...text].reduce((sum, character) => sum + (character > "\u2e80" ? 10 : 5), 0);
const lines = (text: string, width: number, indent = 0) =>
  breakLines(text, width, measure, indent).map((line) => line.text);

describe("breaking Chinese text into lines", () => {
  const rows: [text: string, width: number, lines: string[], why: string][] = [
    ["安居乐业", 20, ["安居", "乐业"], "fills each line"],
    ["安居，乐业", 20, ["安", "居，", "乐业"], "no line begins with a comma"],
    ["安（居）乐", 20, ["安（", "居）", "乐"], "what is wider than a whole line is cut where the line ends"],
    ["安（居）乐", 30, ["安", "（居）", "乐"], "an opening mark stays with its word"],
    ["安1234居", 25, ["安", "1234", "居"], "a number stays whole"],
    ["12345678", 20, ["1234", "5678"], "a word wider than a line is cut"],
    ["ab cd", 15, ["ab", "cd"], "the space at the break is dropped"],
    ["", 15, [""], "empty text is one empty line"],
  ];
  for (const [text, width, expected, why] of rows) {
    it(`${JSON.stringify(text)} in ${width} is ${expected.join("|")}: ${why}`, () => {
      assert.deepEqual(lines(text, width), expected);
    });
  }

  it("leaves room for the indent in the first line only", () => {
    assert.deepEqual(lines("安居乐业安居", 40, 20), ["安居", "乐业安居"]);
  });

  it("loses nothing but spaces and never exceeds the width", () => {
    const piece = fc.constantFrom("安", "居", "，", "。", "（", "）", "a", "1", " ", "〔", "〕", "《");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.integer({ min: 10, max: 80 }), (pieces, width) => {
        const text = pieces.join("");
        const broken = breakLines(text, width, measure);
        assert.equal(
          broken
            .map((line) => line.text)
            .join("")
            .replaceAll(" ", ""),
          text.replaceAll(" ", ""),
        );
        for (const line of broken) assert.ok(line.width <= width, `${JSON.stringify(line)} > ${width}`);
      }),
    );
  });

  it("spreads a nearly full line and leaves a short one alone", () => {
    assert.equal(justify({ text: "安居乐业", width: 40 }, 43, 10), 1);
    assert.equal(justify({ text: "安居", width: 20 }, 60, 10), 0);
    assert.equal(justify({ text: "安", width: 10 }, 11, 10), 0);
  });
});

describe("text made legible", () => {
  const missing: MissingGlyph[] = [];
  const print = (text: string) =>
    legible(
      text,
      (codePoint) => codePoint < 0x10000,
      (one) => missing.push(one),
    );
  const rows: [text: string, printed: string, why: string][] = [
    ["安居", "安居", "what the font has stays"],
    ["𠮷", "〔U+20BB7〕", "what it lacks is named by its code"],
    ["a\u202Ecod.exe", "acod.exe", "marks that reverse the reading go"],
    ["张\u200B三\uFEFF", "张三", "characters without width go"],
    ["葛\u{E0100}", "葛", "a variation selector goes, its character stays"],
    ["  安\t\u3000居 ", "安 居", "white space is one space"],
  ];
  for (const [text, printed, why] of rows) {
    it(`${JSON.stringify(text)} is printed as ${JSON.stringify(printed)}: ${why}`, () => {
      assert.equal(print(text), printed);
    });
  }

  it("knows what Noto Sans SC has and has not", async () => {
    const { covers } = await loadFonts();
    for (const weight of ["regular", "bold"] as const) {
      for (const character of "安居㎡〔〕《》〇龘㙍") {
        assert.equal(covers(weight, character.codePointAt(0)!), true, `${character} ${weight}`);
      }
      for (const character of "𠮷😀") assert.equal(covers(weight, character.codePointAt(0)!), false, character);
    }
  });
});

describe("distributing boxes over pages", () => {
  const box = (height: number, more: Partial<Box> = {}): Box => ({ height, draw: () => {}, ...more });
  const heights = (boxes: Box[], height: number) =>
    paginate(boxes, height).map((page) => page.map((placed) => `${placed.box.height}@${placed.offset}`).join(" "));

  it("turns the page where a box no longer fits", () => {
    assert.deepEqual(heights([box(40), box(60), box(1)], 100), ["40@0 60@40", "1@0"]);
  });

  it("moves what is kept together", () => {
    assert.deepEqual(heights([box(50), box(20, { keepWithNext: true }), box(40)], 100), ["50@0", "20@0 40@20"]);
  });

  it("splits a chain that no page could hold", () => {
    const chain = [1, 2, 3].map(() => box(60, { keepWithNext: true }));
    assert.deepEqual(heights(chain, 100), ["60@0", "60@0", "60@0"]);
  });

  it("repeats the head of a table and drops space at the top of a page", () => {
    const head = box(10);
    const rows = [box(45, { head }), box(45, { head }), box(45, { head }), box(9, { space: true })];
    assert.deepEqual(heights([head, ...rows], 100), ["10@0 45@10 45@55", "10@0 45@10 9@55"]);
    assert.deepEqual(heights([box(100), box(9, { space: true }), box(5)], 100), ["100@0", "5@0"]);
  });

  it("sets what belongs to the foot at the foot of the last page", () => {
    assert.deepEqual(heights([box(30), box(10, { atFoot: true }), box(5)], 100), ["30@0 10@85 5@95"]);
  });
});
