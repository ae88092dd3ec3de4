import type { Ratio } from "../rules/apportionment.ts";
import { apportionmentCoefficient } from "../rules/apportionment.ts";
import { type Area, addAreas } from "../rules/area.ts";
import type { BuildingData } from "./building.ts";
import type { Findings } from "./findings.ts";
import { floorOfLevel, type SurveyTables, type ZoneRow } from "./rows.ts";

/**
 * One run of the checks. `tables` is a copy that the checks mend as they go: once a cell is named as wrong, the copy
 * holds what should stand there. So one wrong cell gives one problem, and the sums still show an independent second.
 */
export interface Review {
  tables: SurveyTables;
  building: BuildingData;
  findings: Findings;
  /** No row is missing, doubled or astray, so sums over rows mean something. */
  sound: boolean;
  /** A unit spans several floors: its interior area cannot be told floor by floor. */
  spansFloors: boolean;
}

/** 自有公用 + 分摊公用: what the units of a zone carry together. */
export function commonOf(zone: ZoneRow): Area {
  return zone.ownCommonArea + zone.receivedCommonArea;
}

/** The exact K of a zone, or null when the zone has no interior area. */
export function coefficientOf(zone: ZoneRow): Ratio | null {
  return zone.interiorArea > 0 ? apportionmentCoefficient(commonOf(zone), zone.interiorArea) : null;
}

/** The sum of one area over rows. */
export function sumOf<Row>(rows: readonly Row[], area: (row: Row) => Area): Area {
  return addAreas(rows.map(area));
}

/** The sums of one area over rows, by key. */
export function sumsBy<Row, Key>(
  rows: readonly Row[],
  key: (row: Row) => Key,
  area: (row: Row) => Area,
): Map<Key, Area> {
  const sums = new Map<Key, Area>();
  for (const row of rows) sums.set(key(row), (sums.get(key(row)) ?? 0) + area(row));
  return sums;
}

/** By floor: 层套内 minus the interior area of its units. All zero when the tables close. */
export function floorGaps({ floors, units }: SurveyTables): Map<number | null, Area> {
  const ofUnits = sumsBy(
    units.rows,
    (unit) => unit.floor,
    (unit) => unit.interiorArea,
  );
  return new Map(
    floors.rows.map((row) => {
      const floor = floorOfLevel(row.level);
      return [floor, row.interiorArea - (floor === null ? 0 : (ofUnits.get(floor) ?? 0))];
    }),
  );
}
