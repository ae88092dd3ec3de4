import { displayArea, formatArea } from "../rules/area.ts";
import { commonGapOf } from "./floorChecks.ts";
import { commonOf, type Review, sumOf, sumsBy } from "./review.ts";
import { floorOfLevel } from "./rows.ts";

/** The closing sums (SUR-07, SUR-09 c) over the mended copy: what still does not close is an error of its own. */
export function checkSums(review: Review): void {
  closeFloors(review);
  closeZones(review);
  closeBuilding(review);
}

/** By floor: interior and balcony areas of the units are those of the floor. A level outside 总层数 has no units. */
function closeFloors({ tables, findings, spansFloors }: Review): void {
  const { floors, units } = tables;
  const compare = (key: "interiorArea" | "balconyArea", name: string, code: string) => {
    const sums = sumsBy(
      units.rows,
      (unit) => unit.floor,
      (unit) => unit[key],
    );
    for (const row of floors.rows) {
      const floor = floorOfLevel(row.level);
      const sum = floor === null ? 0 : (sums.get(floor) ?? 0);
      if (sum === row[key]) continue;
      const message = `本层各户${name}合计为 ${formatArea(sum)},与${name} ${formatArea(row[key])} 不一致。`;
      findings.problem("floors", row.line, key, formatArea(row[key]), { code, message, rule: "SUR-09" });
    }
  };
  if (!spansFloors) {
    compare("interiorArea", "套内面积", "FLOOR_INTERIOR_SUM");
    compare("balconyArea", "阳台面积", "FLOOR_BALCONY_SUM");
    return;
  }
  const ofFloors = sumOf(floors.rows, (row) => row.interiorArea);
  const ofUnits = sumOf(units.rows, (row) => row.interiorArea);
  if (ofFloors === ofUnits) return;
  const message = `各户套内面积合计 ${displayArea(ofUnits)} 与各层套内面积合计 ${displayArea(ofFloors)} 不一致。`;
  findings.problemOf("units", { code: "INTERIOR_TOTAL", message, value: formatArea(ofUnits), rule: "SUR-09" });
}

function closeZones(review: Review): void {
  const { tables, findings, building } = review;
  const interiors = sumsBy(
    tables.units.rows,
    (unit) => unit.zone,
    (unit) => unit.interiorArea,
  );
  for (const zone of tables.zones.rows) {
    const sum = interiors.get(zone.name) ?? 0;
    if (sum === zone.interiorArea) continue;
    const message = `本区各户套内面积合计为 ${formatArea(sum)},与功能区套内面积 ${formatArea(zone.interiorArea)} 不一致。`;
    const finding = { code: "ZONE_INTERIOR_SUM", message, rule: "SUR-09" };
    findings.problem("zones", zone.line, "interiorArea", formatArea(zone.interiorArea), finding);
  }
  const gap = commonGapOf(review);
  if (gap === 0) return;
  const ofZones = sumOf(tables.zones.rows, commonOf);
  const apportioned = sumOf(tables.floors.rows, (row) => row.commonArea) - building.nonApportionedArea;
  const message = `各功能区自有公用与分摊公用面积合计 ${displayArea(ofZones)},应等于各层公用面积合计减不分摊公用面积 ${displayArea(apportioned)}。`;
  findings.problemOf("zones", { code: "COMMON_TOTAL", message, value: formatArea(ofZones), rule: "SUR-07" });
}

/** Σ floors = building area, and Σ units + unapportioned = building area, the latter once nothing else is wrong. */
function closeBuilding({ tables, findings, building }: Review): void {
  const ofFloors = sumOf(tables.floors.rows, (row) => row.grossArea);
  if (ofFloors !== building.grossArea) {
    const message = `各层建筑面积合计 ${displayArea(ofFloors)} 与幢建筑面积 ${displayArea(building.grossArea)} 不一致。`;
    const finding = { code: "FLOOR_GROSS_TOTAL", message, value: formatArea(ofFloors), rule: "SUR-09" };
    findings.problemOf("floors", { ...finding, field: "grossArea" });
  }
  if (findings.problems.length > 0) return;
  const ofUnits = sumOf(tables.units.rows, (row) => row.grossArea);
  if (ofUnits + building.nonApportionedArea === building.grossArea) return;
  const message = `各户建筑面积合计 ${displayArea(ofUnits)} 与幢建筑面积 ${displayArea(building.grossArea)} 不一致。`;
  findings.problemOf("units", { code: "UNIT_GROSS_TOTAL", message, value: formatArea(ofUnits), rule: "SUR-09" });
}
