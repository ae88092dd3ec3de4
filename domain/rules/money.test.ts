import assert from "node:assert/strict";
import fc from "fast-check";
import { amountInWords, formatFen, parseFen } from "./money.ts";

describe("大写 of an amount (MF-07)", () => {
  const rows: [fen: number, words: string][] = [
    [1640902, "人民币壹万陆仟肆佰零玖元零贰分"],
    [32504, "人民币叁佰贰拾伍元零肆分"],
    [769990, "人民币柒仟陆佰玖拾玖元玖角整"],
    [1000, "人民币壹拾元整"],
    [10000000000, "人民币壹亿元整"],
    [0, "人民币零元整"],
    [10700053, "人民币壹拾万柒仟元零伍角叁分"],
    [5, "人民币伍分"],
    [50, "人民币伍角整"],
    [105, "人民币壹元零伍分"],
    [150, "人民币壹元伍角整"],
    [10000, "人民币壹佰元整"],
    [10001, "人民币壹佰元零壹分"],
    [100100, "人民币壹仟零壹元整"],
    [1000100, "人民币壹万零壹元整"],
    [10010000, "人民币壹拾万零壹佰元整"],
    [2000000, "人民币贰万元整"],
    [10000000100, "人民币壹亿零壹元整"],
    [10001000000, "人民币壹亿零壹万元整"],
    [100000000000000, "人民币壹万亿元整"],
    [100010000000000, "人民币壹万零壹亿元整"],
    [2880000, "人民币贰万捌仟捌佰元整"],
  ];
  for (const [fen, words] of rows) {
    it(`${formatFen(fen)} is ${words}`, () => assert.equal(amountInWords(fen), words));
  }

  it("is refused for what is not an amount", () => {
    for (const fen of [-1, 1.5, Number.NaN, 1e15]) assert.throws(() => amountInWords(fen), RangeError);
  });

  it("is different for different amounts, and never holds two 零 in a row", () => {
    const amount = fc.integer({ min: 0, max: 999_999_999_999_999 });
    fc.assert(
      fc.property(amount, amount, (one, other) => {
        assert.ok(!amountInWords(one).includes("零零"));
        assert.equal(amountInWords(one) === amountInWords(other), one === other);
      }),
    );
  });
});

describe("an amount as printed", () => {
  const rows: [text: string, expected: number | string][] = [
    ["16409.02", 1640902],
    ["16,409.02", 1640902],
    ["0.5", 50],
    ["0", 0],
    ["", "AMOUNT_MISSING"],
    ["-1", "AMOUNT_NEGATIVE"],
    ["1.005", "AMOUNT_TOO_PRECISE"],
    ["１００", "AMOUNT_FULL_WIDTH"],
    ["1,00", "AMOUNT_NOT_A_NUMBER"],
    ["一百", "AMOUNT_NOT_A_NUMBER"],
    ["10000000000000", "AMOUNT_TOO_LARGE"],
  ];
  for (const [text, expected] of rows) {
    it(`“${text}” is ${expected}`, () => {
      const checked = parseFen(text);
      assert.equal(checked.ok ? checked.value : checked.code, expected);
    });
  }

  it("comes back as the same amount when written and read", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), (fen) => {
        assert.deepEqual(parseFen(formatFen(fen)), { ok: true, value: fen });
      }),
    );
  });
});
