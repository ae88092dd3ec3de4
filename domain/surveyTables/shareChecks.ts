import { apportion, formatCoefficient, type Ratio, shareOf } from "../rules/apportionment.ts";
import { formatArea } from "../rules/area.ts";
import { coefficientOf, commonOf, type Review, sumOf } from "./review.ts";
import type { UnitRow, ZoneRow } from "./rows.ts";

/** A unit whose share is not K × S half up and that only the first review may pass, with a reason (SUR-09). */
export interface AdjustedRow {
  line: number;
  floor: number;
  stairUnit: string;
  roomNo: string;
  zone: string;
  /** As printed, hundredths of m². */
  sharedArea: number;
  /** K × S half up, hundredths of m². */
  computedArea: number;
  /** The difference is the residual cent that our largest remainder puts on this row too (SUR-09 d). */
  byLargestRemainder: boolean;
}

interface Weighed {
  unit: UnitRow;
  halfUp: number;
  /** Half up with the zone's residual spread by largest remainder. */
  ours: number;
  /** The zone's rows do not add up, so nobody can tell which rows the residual falls on: one step is let pass. */
  open: boolean;
}

/** Compares every share with ours and closes every zone (SUR-08, SUR-09 b–d). */
export function checkShares(review: Review): AdjustedRow[] {
  const byZone = Map.groupBy(review.tables.units.rows, (unit) => unit.zone);
  return review.tables.zones.rows.flatMap((zone) => {
    const coefficient = coefficientOf(zone);
    const units = byZone.get(zone.name);
    if (coefficient === null || units === undefined) return [];
    const weighed = weigh(zone, coefficient, units);
    const adjusted = weighed.filter(isAdjusted);
    for (const row of weighed) checkShare(review, row, coefficient);
    if (review.sound) closeZone(review, zone, weighed);
    return adjusted.map(({ unit, halfUp, ours }) => ({
      line: unit.line,
      floor: unit.floor,
      stairUnit: unit.stairUnit,
      roomNo: unit.roomNo,
      zone: unit.zone,
      sharedArea: unit.sharedArea,
      computedArea: halfUp,
      byLargestRemainder: unit.sharedArea === ours,
    }));
  });
}

const roomOrder = new Intl.Collator("en", { numeric: true });

/** Ties of the residual go to the lower floor, then the lower room number (SUR-09 d). */
function weigh(zone: ZoneRow, coefficient: Ratio, units: readonly UnitRow[]): Weighed[] {
  const ordered = units.toSorted(
    (one, other) => one.floor - other.floor || roomOrder.compare(one.roomNo, other.roomNo),
  );
  const interiors = ordered.map((unit) => unit.interiorArea);
  const halfUps = interiors.map((interior) => shareOf(coefficient, interior));
  const closes = sumOf(interiors, (interior) => interior) === zone.interiorArea;
  const ours = closes ? apportion(commonOf(zone), interiors) : halfUps;
  return ordered.map((unit, index) => ({ unit, halfUp: halfUps[index]!, ours: ours[index]!, open: !closes }));
}

/** Off half up, but declared by the surveyor or the very residual we would spread ourselves: for the first review. */
function isAdjusted({ unit, halfUp, ours, open }: Weighed): boolean {
  if (unit.sharedArea === halfUp) return false;
  return unit.adjusted || unit.sharedArea === ours || (open && Math.abs(unit.sharedArea - halfUp) === 1);
}

function checkShare({ findings }: Review, row: Weighed, coefficient: Ratio): void {
  const { unit, halfUp } = row;
  if (unit.sharedArea === halfUp || isAdjusted(row)) return;
  const product = `分摊系数 ${formatCoefficient(coefficient)} × 套内 ${formatArea(unit.interiorArea)}`;
  const message = `分摊面积应为 ${formatArea(halfUp)}(${product}),建筑面积相应为 ${formatArea(unit.interiorArea + halfUp)}。`;
  const finding = { code: "UNIT_SHARE", message, rule: "SUR-08" };
  findings.problem("units", unit.line, "sharedArea", formatArea(unit.sharedArea), finding);
  unit.grossArea += halfUp - unit.sharedArea;
  unit.sharedArea = halfUp;
}

/** Σ shares of a zone = its common area. A residual nobody took is named at the rows that should take it. */
function closeZone({ findings }: Review, zone: ZoneRow, weighed: readonly Weighed[]): void {
  const sum = sumOf(weighed, ({ unit }) => unit.sharedArea);
  const gap = commonOf(zone) - sum;
  if (gap === 0) return;
  const idle = weighed.filter(({ unit, halfUp, ours }) => unit.sharedArea === halfUp && ours !== halfUp);
  if (sumOf(idle, ({ halfUp, ours }) => ours - halfUp) === gap) {
    for (const { unit, ours } of idle) {
      const message = `为使合计闭合,该户分摊面积应按最大余数法调整为 ${formatArea(ours)},并在“调整”列填“是”。`;
      const finding = { code: "UNIT_SHARE_RESIDUAL", message, rule: "SUR-09" };
      findings.problem("units", unit.line, "sharedArea", formatArea(unit.sharedArea), finding);
      unit.grossArea += ours - unit.sharedArea;
      unit.sharedArea = ours;
    }
    return;
  }
  const message = `本区各户分摊面积合计 ${formatArea(sum)},应等于自有公用 + 分摊公用 ${formatArea(commonOf(zone))}。`;
  findings.problem("zones", zone.line, "name", zone.name, { code: "ZONE_SHARE_TOTAL", message, rule: "SUR-09" });
}
