import { apportion, coefficientMillionths, formatCoefficient, formatMillionths } from "../rules/apportionment.ts";
import { formatArea } from "../rules/area.ts";
import { commonGapOf } from "./floorChecks.ts";
import { coefficientOf, commonOf, floorGaps, type Review, sumOf, sumsBy } from "./review.ts";
import type { ZoneRow } from "./rows.ts";

/** A printed coefficient may stray by this many millionths from the recomputed one (SUR-09 b: ±0.00001). */
export const COEFFICIENT_TOLERANCE = 10;

/** The rows of 功能区: which zone a difference in the sums belongs to, the printed K, the split from the building. */
export function checkZoneRows(review: Review): void {
  if (review.sound) {
    mendCommonArea(review);
    mendInteriorArea(review);
  }
  for (const zone of review.tables.zones.rows) checkCoefficient(review, zone);
  if (review.sound) reviewReceived(review);
}

/** When the zones do not add up to the common area and one zone's shares say by how much, that zone's cell is wrong. */
function mendCommonArea(review: Review): void {
  const { tables, findings } = review;
  const gap = commonGapOf(review);
  if (gap === 0) return;
  const shares = sumsBy(
    tables.units.rows,
    (unit) => unit.zone,
    (unit) => unit.sharedArea,
  );
  const suspects = tables.zones.rows.filter((zone) => (shares.get(zone.name) ?? 0) - commonOf(zone) === gap);
  const zone = suspects[0];
  if (zone === undefined || suspects.length > 1) return;
  const key =
    receivedByRule(tables.zones.rows).get(zone.name) === zone.receivedCommonArea
      ? "ownCommonArea"
      : "receivedCommonArea";
  const message = `功能区公用面积 ${formatArea(commonOf(zone))} 与各层公用面积及本区各户分摊面积合计 ${formatArea(commonOf(zone) + gap)} 不一致。`;
  findings.problem("zones", zone.line, key, formatArea(zone[key]), {
    code: "ZONE_COMMON_AREA",
    message,
    rule: "SUR-07",
  });
  zone[key] += gap;
}

/** When all floors close and a single zone does not, the zone's interior area is wrong and not a unit's. */
function mendInteriorArea(review: Review): void {
  const { tables, findings } = review;
  const floorsClose = sumOf([...floorGaps(tables).values()], (gap) => gap) === 0;
  const interiors = sumsBy(
    tables.units.rows,
    (unit) => unit.zone,
    (unit) => unit.interiorArea,
  );
  const open = tables.zones.rows.filter((zone) => interiors.get(zone.name) !== zone.interiorArea);
  const zone = open[0];
  if (!floorsClose || zone === undefined || open.length > 1) return;
  const sum = interiors.get(zone.name) ?? 0;
  const message = `功能区套内面积应为本区各户套内面积合计 ${formatArea(sum)}。`;
  const finding = { code: "ZONE_INTERIOR_AREA", message, rule: "SUR-09" };
  findings.problem("zones", zone.line, "interiorArea", formatArea(zone.interiorArea), finding);
  zone.interiorArea = sum;
}

function checkCoefficient({ findings }: Review, zone: ZoneRow): void {
  const coefficient = coefficientOf(zone);
  if (coefficient === null || isNear(zone.coefficient, coefficientMillionths(coefficient))) return;
  const message = `分摊系数应为 ${formatCoefficient(coefficient)}(公用 ${formatArea(commonOf(zone))} ÷ 套内 ${formatArea(zone.interiorArea)})。`;
  const finding = { code: "ZONE_COEFFICIENT", message, rule: "SUR-08" };
  findings.problem("zones", zone.line, "coefficient", formatMillionths(zone.coefficient), finding);
}

export const isNear = (printed: number, ours: number): boolean => Math.abs(printed - ours) <= COEFFICIENT_TOLERANCE;

/**
 * The split of the building's common area by own built area (SUR-20 1). Local rules may split otherwise and the sum is
 * what binds, so a difference of more than a rounding is a warning for the first reviewer.
 */
function reviewReceived({ tables, findings }: Review): void {
  const ours = receivedByRule(tables.zones.rows);
  for (const zone of tables.zones.rows) {
    const expected = ours.get(zone.name) ?? 0;
    if (Math.abs(expected - zone.receivedCommonArea) <= 1) continue;
    const message = `按自有建筑面积(套内 + 自有公用)比例计算,本区应分得整幢公用面积 ${formatArea(expected)},请核对分摊方法。`;
    const finding = { code: "ZONE_RECEIVED_UNUSUAL", message, rule: "SUR-20" };
    findings.warning("zones", zone.line, "receivedCommonArea", formatArea(zone.receivedCommonArea), finding);
  }
}

function receivedByRule(zones: readonly ZoneRow[]): Map<string, number> {
  const parts = apportion(
    sumOf(zones, (zone) => zone.receivedCommonArea),
    zones.map((zone) => zone.interiorArea + zone.ownCommonArea),
  );
  return new Map(zones.map((zone, index) => [zone.name, parts[index]!]));
}
