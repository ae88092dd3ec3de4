import { apportion, apportionmentCoefficient, type Ratio } from "#domain/rules/apportionment.ts";
import { addAreas } from "#domain/rules/area.ts";
import type { HouseUse } from "#domain/surveyTables/words.ts";
import { cutFloor, type Layout, layoutWithoutResidual } from "./layout.ts";
import { PRINTED_FLOORS, PRINTED_TOTALS, PRINTED_UNITS } from "./printed.ts";

/** A zone of the demonstration building with the interior areas of its units, floor by floor. */
export interface DemoZone {
  name: string;
  use: HouseUse;
  layout: Layout;
  interiorArea: number;
  ownCommonArea: number;
  receivedCommonArea: number;
  coefficient: Ratio;
}

export const TYPICAL_FLOORS = 18;
/** What the 21st floor has more than a typical floor, so that Σ interior is the printed 33,285.56 (§1.3). */
export const TOP_FLOOR_EXTRA = 98;

/** Of floor 2, the interior area of 商业二区. With it the K of 商业一区 is 0.218206 exactly as printed. */
const SECOND_SHOPS_INTERIOR = 35800;
/** What 商业二区 carries in all; a free choice. */
const SECOND_SHOPS_COMMON = 10438;
/**
 * 整幢公用 that all zones share. With the split by own built area (SUR-20) the basement receives
 * 795.60 × 4,659.48 ÷ 40,593.58 = 91.32, as its printed coefficient asks (§1.3).
 */
const BUILDING_COMMON = 79560;

const printedFloor = (level: string) => PRINTED_FLOORS.find(([name]) => name === level)!;
const printedInteriors = (floor: number) =>
  PRINTED_UNITS.filter(([on]) => on === floor).map(([, , , interior]) => interior);

const BASEMENT = printedInteriors(-1);
const PRINTED_SHOPS = printedInteriors(1);
const [, FLOOR_1] = printedFloor("1");
const [, FLOOR_2] = printedFloor("2");
const [, TYPICAL] = printedFloor("3");
const [, , , BASEMENT_COMMON] = printedFloor("-1");

const FIRST_SHOPS_INTERIOR = FLOOR_1 + FLOOR_2 - SECOND_SHOPS_INTERIOR;
/** 0.218206 × interior, rounded: the only common area that prints as 0.218206. */
const FIRST_SHOPS_COMMON = Math.round((FIRST_SHOPS_INTERIOR * 218206) / 1_000_000);
/** What the basement carries: its own 282.88 and the 91.32 received. */
const BASEMENT_TOTAL = BASEMENT_COMMON + 9132;

const SHOP = 3000;
/** Sizes of the flats of one 单元 of a typical floor: the corner flats are the larger ones. */
const FLATS_OF_A_STAIR = [9800, 7300, 7300, 9800];

/** 60 shops on floor 1, of which the seed prints thirteen, and the first 40 of floor 2. */
function drawFirstShops(next: () => number): Layout {
  const rest = FLOOR_1 - addAreas(PRINTED_SHOPS);
  return [
    [...PRINTED_SHOPS, ...cutFloor(rest, Array<number>(47).fill(SHOP), 0.4, next)],
    cutFloor(FLOOR_2 - SECOND_SHOPS_INTERIOR, Array<number>(40).fill(SHOP), 0.4, next),
  ];
}

/** Nine units at the back of floor 2; 248 and 249 are cut so that they can serve as management and committee rooms. */
function drawSecondShops(next: () => number): Layout {
  return [cutFloor(SECOND_SHOPS_INTERIOR, [3850, 3850, 3850, 3850, 3850, 3850, 3850, 7000, 2050], 0.03, next)];
}

/** Sixteen flats in four 单元, eighteen floors alike, the 21st a little larger. */
function drawFlats(next: () => number): Layout {
  const typical = cutFloor(
    TYPICAL,
    [1, 2, 3, 4].flatMap(() => FLATS_OF_A_STAIR),
    0.03,
    next,
  );
  const extra = apportion(TOP_FLOOR_EXTRA, typical);
  return [...Array<number[]>(TYPICAL_FLOORS).fill(typical), typical.map((interior, index) => interior + extra[index]!)];
}

/**
 * The four zones. Each carries a share of 整幢公用 in proportion to its own built area, which is the same as in
 * proportion to interior plus everything it carries.
 */
export function demoZones(): DemoZone[] {
  const flatsCommon = PRINTED_TOTALS.shared - BASEMENT_TOTAL - FIRST_SHOPS_COMMON - SECOND_SHOPS_COMMON;
  const zones: { name: string; use: HouseUse; common: number; layout: Layout }[] = [
    { name: "地下车库", use: "garage", common: BASEMENT_TOTAL, layout: [BASEMENT] },
    {
      name: "商业一区",
      use: "commercial",
      common: FIRST_SHOPS_COMMON,
      layout: layoutWithoutResidual(FIRST_SHOPS_COMMON, drawFirstShops),
    },
    {
      name: "商业二区",
      use: "commercial",
      common: SECOND_SHOPS_COMMON,
      layout: layoutWithoutResidual(SECOND_SHOPS_COMMON, drawSecondShops),
    },
    { name: "住宅", use: "residential", common: flatsCommon, layout: layoutWithoutResidual(flatsCommon, drawFlats) },
  ];
  const interiors = zones.map((zone) => addAreas(zone.layout.flat()));
  const received = apportion(
    BUILDING_COMMON,
    zones.map((zone, index) => interiors[index]! + zone.common),
  );
  return zones.map(({ name, use, common, layout }, index) => ({
    name,
    use,
    layout,
    interiorArea: interiors[index]!,
    ownCommonArea: common - received[index]!,
    receivedCommonArea: received[index]!,
    coefficient: apportionmentCoefficient(common, interiors[index]!),
  }));
}
