import assert from "node:assert/strict";
import fc from "fast-check";
import {
  apportion,
  apportionmentCoefficient,
  coefficientMillionths,
  divideHalfUp,
  formatCoefficient,
  formatMillionths,
  shareOf,
} from "./apportionment.ts";
import { formatArea, parseArea } from "./area.ts";

const area = (text: string): number => {
  const checked = parseArea(text);
  assert.ok(checked.ok);
  return checked.value;
};

describe("splitting a whole by largest remainder", () => {
  const rows: [total: number, weights: number[], parts: number[], why: string][] = [
    [100, [1, 1, 1], [34, 33, 33], "the odd cent goes to the earliest"],
    [7, [1, 2], [2, 5], "the odd cent goes to the largest remainder"],
    [20000, [104000, 230000, 790000], [1851, 4092, 14057], "SUR-21, where half-up would give 200.01"],
    [5, [0, 1], [0, 5], "a weight of zero gets nothing"],
    [0, [0, 0], [0, 0], "nothing splits over nothing"],
    [0, [3, 4], [0, 0], "nothing splits over something"],
    [3, [5], [3], "one part is the whole"],
    [0, [], [], "no parts of nothing"],
  ];
  for (const [total, weights, parts, why] of rows) {
    it(`${total} over ${weights.join(":")} is ${parts.join("+")}, ${why}`, () => {
      assert.deepEqual(apportion(total, weights), parts);
    });
  }

  it("refuses what cannot be split exactly", () => {
    assert.throws(() => apportion(1, [0, 0]), RangeError);
    assert.throws(() => apportion(1, []), RangeError);
    assert.throws(() => apportion(-1, [1]), RangeError);
    assert.throws(() => apportion(1.5, [1]), RangeError);
    assert.throws(() => apportion(1, [-1, 2]), RangeError);
  });

  it("always sums to the whole, and no part strays a full cent from its exact share", () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), weights, (total, given) => {
        const sum = given.reduce((running, weight) => running + weight, 0);
        fc.pre(sum > 0);
        const parts = apportion(total, given);
        assert.equal(
          parts.reduce((running, part) => running + part, 0),
          total,
        );
        parts.forEach((part, index) => {
          const error = BigInt(part) * BigInt(sum) - BigInt(total) * BigInt(given[index]!);
          assert.ok(error < BigInt(sum) && -error < BigInt(sum));
        });
      }),
    );
  });

  it("never gives a smaller weight more than a larger one", () => {
    const weights = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), weights, (total, given) => {
        const ordered = given.toSorted((one, other) => other - one);
        const parts = apportion(total, ordered);
        for (let index = 1; index < parts.length; index++) assert.ok(parts[index - 1]! >= parts[index]!);
      }),
    );
  });
});

describe("the apportionment coefficient (SUR-08)", () => {
  const printed: [common: string, interior: string, text: string][] = [
    ["374.20", "4285.28", "0.087322"],
    ["58.51", "1000.00", "0.058510"],
    ["340.92", "2000.00", "0.170460"],
    ["1040.57", "7000.00", "0.148653"],
    ["7308.02", "33285.56", "0.219555"],
    ["0.00", "10.00", "0.000000"],
    ["25.00", "10.00", "2.500000"],
  ];
  for (const [common, interior, text] of printed) {
    it(`${common} over ${interior} is printed ${text}`, () => {
      assert.equal(formatCoefficient(apportionmentCoefficient(area(common), area(interior))), text);
    });
  }

  it("is kept unrounded: 89.33 m² of SUR-21 get 13.28 m², 102.61 m² in all", () => {
    const share = shareOf(apportionmentCoefficient(area("1040.57"), area("7000.00")), area("89.33"));
    assert.equal(formatArea(share), "13.28");
    assert.equal(formatArea(share + area("89.33")), "102.61");
  });

  it("rounds a share of exactly x.xx5 up", () => {
    const half = { numerator: 1n, denominator: 2n };
    assert.equal(shareOf(half, 1), 1);
    assert.equal(shareOf(half, 3), 2);
    assert.equal(shareOf(half, 5), 3);
    assert.equal(shareOf({ numerator: 499n, denominator: 1000n }, 1), 0);
    assert.equal(divideHalfUp(25n, 10n), 3n);
    assert.equal(divideHalfUp(24n, 10n), 2n);
  });

  it("rounds its own seventh decimal up from five", () => {
    assert.equal(coefficientMillionths({ numerator: 15n, denominator: 10_000_000n }), 2);
    assert.equal(coefficientMillionths({ numerator: 14n, denominator: 10_000_000n }), 1);
    assert.equal(formatMillionths(1_234_567), "1.234567");
  });

  it("does not exist without interior area", () => {
    assert.throws(() => apportionmentCoefficient(1, 0), RangeError);
  });
});

describe("the rows the seed prints (§1.3)", () => {
  const rows: [room: string, gross: string, interior: string, millionths: number, share: string][] = [
    ["-101", "3490.90", "3210.55", 87322, "280.35"],
    ["-102", "1168.58", "1074.73", 87322, "93.85"],
    ["101", "38.01", "31.20", 218206, "6.81"],
    ["102", "34.84", "28.60", 218206, "6.24"],
    ["103", "14.74", "12.10", 218206, "2.64"],
    ["104", "11.93", "9.79", 218206, "2.14"],
    ["105", "38.07", "31.25", 218206, "6.82"],
    ["106", "51.60", "42.36", 218206, "9.24"],
    ["107", "50.29", "41.28", 218206, "9.01"],
    ["108", "29.83", "24.49", 218206, "5.34"],
    ["109", "30.54", "25.07", 218206, "5.47"],
    ["110", "29.10", "23.89", 218206, "5.21"],
    ["111", "19.88", "16.32", 218206, "3.56"],
    ["112", "19.88", "16.32", 218206, "3.56"],
    ["113", "23.28", "19.11", 218206, "4.17"],
  ];
  for (const [room, gross, interior, millionths, share] of rows) {
    it(`${room}: ${interior} × ${formatMillionths(millionths)} is ${share}, together ${gross}`, () => {
      const ours = shareOf({ numerator: BigInt(millionths), denominator: 1_000_000n }, area(interior));
      assert.equal(formatArea(ours), share);
      assert.equal(formatArea(ours + area(interior)), gross);
    });
  }
});
