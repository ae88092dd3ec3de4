import {
  coefficientMillionths,
  formatCoefficient,
  formatMillionths,
  type Ratio,
  shareOf,
} from "../rules/apportionment.ts";
import { formatArea } from "../rules/area.ts";
import { coefficientOf, floorGaps, type Review } from "./review.ts";
import type { UnitRow, ZoneRow } from "./rows.ts";
import { HOUSE_USES } from "./words.ts";
import { isNear } from "./zoneChecks.ts";

/** What one row of 户室对照表 says by itself and with its zone's K; the shares are weighed in `shareChecks.ts`. */
export function checkUnitRows(review: Review): void {
  const zones = new Map(review.tables.zones.rows.map((zone) => [zone.name, zone]));
  const gaps = floorGaps(review.tables);
  for (const unit of review.tables.units.rows) {
    checkMemoColumns(review, unit);
    const zone = zones.get(unit.zone);
    const coefficient = zone ? coefficientOf(zone) : null;
    if (!zone || !coefficient) continue;
    const actual = checkCoefficient(review, unit, zone, coefficient);
    checkIdentity(review, unit, actual, gaps.get(unit.floor) ?? 0);
  }
}

/** Balcony ⊂ interior (SUR-10) and, when both parts are given, interior = usable + walls + balcony (SUR-05). */
function checkMemoColumns({ findings }: Review, unit: UnitRow): void {
  if (unit.balconyArea > unit.interiorArea) {
    const message = `阳台面积包含在套内面积中,不能大于 ${formatArea(unit.interiorArea)}。`;
    const finding = { code: "UNIT_BALCONY", message, rule: "SUR-10" };
    findings.problem("units", unit.line, "balconyArea", formatArea(unit.balconyArea), finding);
  }
  if (unit.usableArea === null || unit.interiorWallArea === null) return;
  const sum = unit.usableArea + unit.interiorWallArea + unit.balconyArea;
  if (sum === unit.interiorArea) return;
  const parts = [unit.usableArea, unit.interiorWallArea, unit.balconyArea].map(formatArea).join(" + ");
  const message = `套内面积应等于套内使用 + 套内墙体 + 阳台(${parts} = ${formatArea(sum)})。`;
  const finding = { code: "UNIT_INTERIOR_PARTS", message, rule: "SUR-05" };
  findings.problem("units", unit.line, "interiorArea", formatArea(unit.interiorArea), finding);
}

/** Names the printed K, or the zone when K and share are those of exactly one other zone. Returns the K that holds. */
function checkCoefficient(review: Review, unit: UnitRow, zone: ZoneRow, coefficient: Ratio): Ratio {
  const { findings, tables } = review;
  if (isNear(unit.coefficient, coefficientMillionths(coefficient))) {
    warnOfUse(review, unit, zone);
    return coefficient;
  }
  const fits = (other: ZoneRow) => {
    const ratio = coefficientOf(other);
    if (!ratio || !isNear(unit.coefficient, coefficientMillionths(ratio))) return false;
    return shareOf(ratio, unit.interiorArea) === unit.sharedArea;
  };
  const others = shareOf(coefficient, unit.interiorArea) === unit.sharedArea ? [] : tables.zones.rows.filter(fits);
  const other = others[0];
  if (other !== undefined && others.length === 1) {
    const message = `分摊系数和分摊面积与功能区“${other.name}”相符,与“${zone.name}”(${formatCoefficient(coefficient)})不符。`;
    findings.problem("units", unit.line, "zone", unit.zone, { code: "UNIT_ZONE", message, rule: "SUR-20" });
    unit.zone = other.name;
    return coefficientOf(other) ?? coefficient;
  }
  const message = `功能区“${zone.name}”的分摊系数为 ${formatCoefficient(coefficient)}。`;
  const finding = { code: "UNIT_COEFFICIENT", message, rule: "SUR-09" };
  findings.problem("units", unit.line, "coefficient", formatMillionths(unit.coefficient), finding);
  return coefficient;
}

function warnOfUse({ findings }: Review, unit: UnitRow, zone: ZoneRow): void {
  if (unit.use === zone.use) return;
  const message = `户室用途与所在功能区的用途(${HOUSE_USES[zone.use]})不同,请核对。`;
  findings.warning("units", unit.line, "use", HOUSE_USES[unit.use], {
    code: "USE_UNLIKE_ZONE",
    message,
    rule: "SUR-20",
  });
}

/** Gross = interior + shared, exactly (SUR-09 a). The wrong one of the three is the one whose mending closes the rest. */
function checkIdentity(review: Review, unit: UnitRow, coefficient: Ratio, floorGap: number): void {
  const excess = unit.grossArea - unit.interiorArea - unit.sharedArea;
  if (excess === 0) return;
  const key = culpritOf(review, unit, excess, coefficient, floorGap);
  const right = key === "grossArea" ? unit.grossArea - excess : unit[key] + excess;
  const sum = `套内 ${formatArea(unit.interiorArea)} + 分摊 ${formatArea(unit.sharedArea)}`;
  const message = `建筑面积 ${formatArea(unit.grossArea)} 不等于${sum};按其余各数推算此处应为 ${formatArea(right)}。`;
  review.findings.problem("units", unit.line, key, formatArea(unit[key]), {
    code: "UNIT_IDENTITY",
    message,
    rule: "SUR-09",
  });
  if (right >= 0) unit[key] = right;
}

function culpritOf(
  { sound, spansFloors }: Review,
  unit: UnitRow,
  excess: number,
  coefficient: Ratio,
  floorGap: number,
): "sharedArea" | "interiorArea" | "grossArea" {
  if (unit.sharedArea + excess === shareOf(coefficient, unit.interiorArea)) return "sharedArea";
  const interiorArea = unit.interiorArea + excess;
  const closesFloor = sound && !spansFloors && floorGap === excess && interiorArea > 0;
  return closesFloor && shareOf(coefficient, interiorArea) === unit.sharedArea ? "interiorArea" : "grossArea";
}
