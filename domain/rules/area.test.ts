import assert from "node:assert/strict";
import fc from "fast-check";
import { addAreas, displayArea, formatArea, parseArea } from "./area.ts";

describe("an area as printed (SUR-01)", () => {
  const readable: [text: string, area: number][] = [
    ["1068.58", 106858],
    ["38.01", 3801],
    ["31.2", 3120],
    ["0", 0],
    ["0.01", 1],
    ["12", 1200],
    [" 12.50 ", 1250],
    ["100000000.00", 10_000_000_000],
  ];
  for (const [text, area] of readable) {
    it(`“${text}” is ${area} hundredths`, () => {
      assert.deepEqual(parseArea(text), { ok: true, value: area });
    });
  }

  const refusals: [text: string, code: string][] = [
    ["", "AREA_MISSING"],
    ["   ", "AREA_MISSING"],
    ["-1.00", "AREA_NEGATIVE"],
    ["38.01234", "AREA_TOO_PRECISE"],
    ["38.010", "AREA_TOO_PRECISE"],
    ["３８.０１", "AREA_FULL_WIDTH"],
    ["38．01", "AREA_FULL_WIDTH"],
    ["1,068.58", "AREA_NOT_A_NUMBER"],
    ["1068.58㎡", "AREA_NOT_A_NUMBER"],
    ["38.", "AREA_NOT_A_NUMBER"],
    [".5", "AREA_NOT_A_NUMBER"],
    ["+5", "AREA_NOT_A_NUMBER"],
    ["1e3", "AREA_NOT_A_NUMBER"],
    ["0x10", "AREA_NOT_A_NUMBER"],
    ["007", "AREA_NOT_A_NUMBER"],
    ["NaN", "AREA_NOT_A_NUMBER"],
    ["3 8", "AREA_NOT_A_NUMBER"],
    ["100000000.01", "AREA_TOO_LARGE"],
    ["9".repeat(60), "AREA_TOO_LARGE"],
  ];
  for (const [text, code] of refusals) {
    it(`“${text.slice(0, 20)}” is refused as ${code}`, () => {
      const checked = parseArea(text);
      assert.equal(checked.ok, false);
      assert.equal(!checked.ok && checked.code, code);
    });
  }

  it("suggests the half-width text for a full-width one", () => {
    const checked = parseArea("３８．０１");
    assert.ok(!checked.ok && checked.message.includes("“38.01”"));
  });

  it("comes back as the same number when written and read", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (area) => {
        assert.deepEqual(parseArea(formatArea(area)), { ok: true, value: area });
      }),
    );
  });

  it("is shown with thousands separators and always two decimals", () => {
    assert.equal(displayArea(4059358), "40,593.58");
    assert.equal(displayArea(5), "0.05");
    assert.equal(displayArea(-123456), "-1,234.56");
    assert.equal(formatArea(-7), "-0.07");
  });

  it("adds up exactly where floats would not", () => {
    assert.equal(addAreas([10, 20]), 30);
    assert.equal(formatArea(addAreas([3328556, 730802])), "40593.58");
  });
});
