import assert from "node:assert/strict";
import fc from "fast-check";
import { formatCoefficient } from "./apportionment.ts";
import { addAreas, formatArea } from "./area.ts";
import { apportionLevels, type Level, shareOut } from "./levels.ts";

const zone = (name: string, ownCommonArea: number, ...interiors: number[]): Level => ({
  name,
  ownCommonArea,
  units: interiors.map((interiorArea, index) => ({ roomNo: `${name}${index + 1}`, interiorArea })),
});

describe("multi-level apportionment (SUR-20)", () => {
  it("reproduces the worked example SUR-21 figure by figure", () => {
    // given
    const building: Level = {
      name: "幢",
      ownCommonArea: 20000,
      basis: "ownBuiltArea",
      parts: [zone("车库", 4000, 100000), zone("商铺", 30000, 200000), zone("住宅", 90000, 8933, 691067)],
    };
    // when
    const zones = apportionLevels(building);
    // then
    assert.deepEqual(
      zones.map((part) => formatArea(part.receivedCommonArea)),
      ["18.51", "40.92", "140.57"],
    );
    assert.deepEqual(
      zones.map((part) => formatArea(part.commonArea)),
      ["58.51", "340.92", "1040.57"],
    );
    assert.deepEqual(
      zones.map((part) => formatCoefficient(part.coefficient)),
      ["0.058510", "0.170460", "0.148653"],
    );
    const flat = zones[2]!.units[0]!;
    assert.equal(formatArea(flat.sharedArea), "13.28");
    assert.equal(formatArea(flat.grossArea), "102.61");
    assert.equal(flat.adjusted, false);
  });

  it("splits a commercial zone to its floors by interior area and gives each floor its own coefficient", () => {
    // given
    const shops: Level = {
      name: "商业",
      ownCommonArea: 6000,
      basis: "interiorArea",
      parts: [zone("1层", 5000, 20000, 20000), zone("2层", 11000, 10000, 10000)],
    };
    // when
    const floors = apportionLevels({ name: "幢", ownCommonArea: 1000, basis: "ownBuiltArea", parts: [shops] });
    // then: 7000 comes down, 40000:20000
    assert.deepEqual(
      floors.map((floor) => floor.receivedCommonArea),
      [4667, 2333],
    );
    assert.deepEqual(
      floors.map((floor) => formatCoefficient(floor.coefficient)),
      ["0.241675", "0.666650"],
    );
  });

  it("flags the row that takes the residual cent, the earliest on a tie", () => {
    const { units } = shareOut(100, [
      { roomNo: "101", interiorArea: 1000 },
      { roomNo: "102", interiorArea: 1000 },
      { roomNo: "103", interiorArea: 1000 },
    ]);
    assert.deepEqual(
      units.map((unit) => [unit.roomNo, unit.sharedArea, unit.adjusted]),
      [
        ["101", 34, true],
        ["102", 33, false],
        ["103", 33, false],
      ],
    );
  });

  it("refuses common area that no unit could carry", () => {
    assert.throws(() => apportionLevels(zone("空", 100)), RangeError);
  });

  it("hands down exactly what there is, however the building is cut", () => {
    const area = fc.integer({ min: 0, max: 500_000 });
    const interiors = fc.array(fc.integer({ min: 1, max: 50_000 }), { minLength: 1, maxLength: 12 });
    const leaf = fc.tuple(area, interiors).map(([common, units]) => zone("区", common, ...units));
    const middle = fc
      .tuple(
        area,
        fc.constantFrom("ownBuiltArea" as const, "interiorArea" as const),
        fc.array(leaf, { minLength: 1, maxLength: 4 }),
      )
      .map(([ownCommonArea, basis, parts]): Level => ({ name: "层", ownCommonArea, basis, parts }));
    const building = fc
      .tuple(area, fc.array(fc.oneof(leaf, middle), { minLength: 1, maxLength: 4 }))
      .map(([ownCommonArea, parts]): Level => ({ name: "幢", ownCommonArea, basis: "ownBuiltArea", parts }));
    fc.assert(
      fc.property(building, (level) => {
        const leaves = apportionLevels(level);
        const shared = leaves.flatMap((part) => part.units.map((unit) => unit.sharedArea));
        assert.equal(addAreas(shared), commonOf(level));
        assert.equal(addAreas(leaves.map((part) => part.commonArea)), commonOf(level));
      }),
    );
  });
});

const commonOf = (level: Level): number =>
  level.ownCommonArea + ("units" in level ? 0 : addAreas(level.parts.map(commonOf)));
