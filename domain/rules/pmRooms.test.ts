import assert from "node:assert/strict";
import fc from "fast-check";
import { formatArea, parseArea } from "./area.ts";
import { assessPmRooms, type PmRoomRule, pmRoomRuleSchema, requiredPmRooms } from "./pmRooms.ts";

const area = (text: string): number => {
  const checked = parseArea(text);
  assert.ok(checked.ok);
  return checked.value;
};
const baseOf = (grossArea: number) => ({ grossArea, aboveGroundArea: grossArea, asBuiltAboveGroundArea: null });

/** 河南 art 11: ≤20,000 ㎡ at least 80 ㎡, which is 4‰ of 20,000; then 4‰, 3‰, 2‰. */
const henan: PmRoomRule = {
  base: "grossArea",
  tiers: [
    { upTo: area("200000"), perTenThousand: 40 },
    { upTo: area("300000"), perTenThousand: 30 },
    { upTo: null, perTenThousand: 20 },
  ],
  minArea: area("80"),
  committeeMin: area("20"),
  committeeInside: true,
};
/** 2‰ and at least 100 ㎡, the default set for 湖南. */
const twoPerMille: PmRoomRule = {
  base: "grossArea",
  tiers: [{ upTo: null, perTenThousand: 20 }],
  minArea: area("100"),
  committeeMin: area("20"),
  committeeInside: true,
};

describe("the required area of 物业管理用房 (PMR-03)", () => {
  const rows: [rule: PmRoomRule, name: string, base: string, byRate: string, required: string][] = [
    [henan, "河南", "15000", "60.00", "80.00"],
    [henan, "河南", "20000", "80.00", "80.00"],
    [henan, "河南", "40593.58", "162.37", "162.37"],
    [henan, "河南", "200000", "800.00", "800.00"],
    [henan, "河南", "200000.01", "800.00", "800.00"],
    [henan, "河南", "286000", "1058.00", "1058.00"],
    [henan, "河南", "300000", "1100.00", "1100.00"],
    [henan, "河南", "350000", "1200.00", "1200.00"],
    [twoPerMille, "2‰/≥100", "40593.58", "81.19", "100.00"],
    [twoPerMille, "2‰/≥100", "49999.99", "100.00", "100.00"],
    [twoPerMille, "2‰/≥100", "286000", "572.00", "572.00"],
    [twoPerMille, "2‰/≥100", "0", "0.00", "100.00"],
  ];
  for (const [rule, name, base, byRate, required] of rows) {
    it(`${name}: ${base} ㎡ need ${required} ㎡`, () => {
      const requirement = requiredPmRooms(baseOf(area(base)), rule);
      assert.equal(formatArea(requirement.byRate), byRate);
      assert.equal(formatArea(requirement.requiredArea), required);
      assert.equal(formatArea(requirement.totalArea), required);
    });
  }

  it("adds the committee's room where the rule says in addition (上海 art 42)", () => {
    const shanghai = { ...twoPerMille, committeeMin: area("30"), committeeInside: false };
    const requirement = requiredPmRooms(baseOf(area("286000")), shanghai);
    assert.equal(formatArea(requirement.requiredArea), "572.00");
    assert.equal(formatArea(requirement.totalArea), "602.00");
  });

  it("measures the base the rule names (浙江: 7‰ of what stands above ground)", () => {
    const rule = { ...twoPerMille, base: "aboveGroundArea" as const, tiers: [{ upTo: null, perTenThousand: 70 }] };
    const base = { grossArea: area("40000"), aboveGroundArea: area("36025.42"), asBuiltAboveGroundArea: null };
    assert.equal(formatArea(requiredPmRooms(base, rule).requiredArea), "252.18");
  });

  it("cannot be computed on as-built area before there is an as-built survey", () => {
    assert.throws(() => requiredPmRooms(baseOf(1), { ...twoPerMille, base: "asBuiltAboveGroundArea" }), RangeError);
  });

  it("explains itself step by step", () => {
    assert.deepEqual(requiredPmRooms(baseOf(area("286000")), { ...henan, committeeMin: 0 }).steps, [
      "200,000.00 平方米按 4‰ 计。",
      "86,000.00 平方米按 3‰ 计。",
      "按比例应配 1,058.00 平方米,最低 80.00 平方米。",
      "合计应配 1,058.00 平方米。",
    ]);
    const half = { ...twoPerMille, tiers: [{ upTo: null, perTenThousand: 35 }] };
    assert.ok(requiredPmRooms(baseOf(100), half).steps[0]!.includes("3.5‰"));
  });

  it("never shrinks when the base grows", () => {
    const base = fc.integer({ min: 0, max: 60_000_000 });
    fc.assert(
      fc.property(base, base, (one, other) => {
        const [less, more] = one < other ? [one, other] : [other, one];
        assert.ok(requiredPmRooms(baseOf(less), henan).totalArea <= requiredPmRooms(baseOf(more), henan).totalArea);
      }),
    );
  });
});

describe("provided against required rooms", () => {
  const requirement = { totalArea: 10000, committeeArea: 2000 };
  const rows: [total: number, committee: number, sufficient: boolean, shortfall: number, committeeShortfall: number][] =
    [
      [10000, 2000, true, 0, 0],
      [9999, 2000, false, 1, 0],
      [12000, 1999, false, 0, 1],
      [0, 0, false, 10000, 2000],
    ];
  for (const [totalArea, committeeArea, sufficient, shortfall, committeeShortfall] of rows) {
    it(`${totalArea} with ${committeeArea} for the committee is ${sufficient ? "enough" : "too little"}`, () => {
      const assessment = assessPmRooms({ totalArea, committeeArea }, requirement);
      assert.deepEqual(assessment, { sufficient, shortfall, committeeShortfall });
    });
  }
});

describe("a stored rule on 物业管理用房", () => {
  it("is accepted as the two sample regions write it", () => {
    assert.deepEqual(pmRoomRuleSchema.parse(henan), henan);
    assert.deepEqual(pmRoomRuleSchema.parse(twoPerMille), twoPerMille);
  });

  const wrong: [why: string, tiers: PmRoomRule["tiers"]][] = [
    ["no tier", []],
    ["a last tier with an end", [{ upTo: 100, perTenThousand: 40 }]],
    [
      "two tiers without an end",
      [
        { upTo: null, perTenThousand: 40 },
        { upTo: null, perTenThousand: 30 },
      ],
    ],
    [
      "falling limits",
      [
        { upTo: 200, perTenThousand: 40 },
        { upTo: 100, perTenThousand: 30 },
        { upTo: null, perTenThousand: 20 },
      ],
    ],
    ["a negative rate", [{ upTo: null, perTenThousand: -1 }]],
  ];
  for (const [why, tiers] of wrong) {
    it(`is refused with ${why}`, () => {
      assert.equal(pmRoomRuleSchema.safeParse({ ...henan, tiers }).success, false);
    });
  }
});
