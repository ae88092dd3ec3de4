import { formatArea } from "../rules/area.ts";
import type { Review } from "./review.ts";
import { floorOfLevel, type SurveyTableName, unitKey } from "./rows.ts";

/**
 * Rows that are doubled, missing or astray: duplicate levels, zones and room numbers, floors against 总层数, units on an
 * unknown floor or in an unknown zone. Returns whether sums over the rows mean something.
 * @param incomplete tables of which rows were refused before; nothing is called missing in them
 */
export function checkStructure(review: Review, incomplete: ReadonlySet<SurveyTableName>): boolean {
  const before = review.findings.problems.length;
  checkDuplicates(review);
  if (!incomplete.has("floors")) checkLevels(review);
  checkUnitsAstray(review, incomplete);
  return review.findings.problems.length === before && incomplete.size === 0;
}

function checkDuplicates({ tables, findings }: Review): void {
  const report = (table: SurveyTableName, key: string, code: string, what: string) => {
    const first = new Map<string, number>();
    return (line: number, identity: string, value: string) => {
      const earlier = first.get(identity);
      if (earlier === undefined) first.set(identity, line);
      else {
        const message = `${what}重复:与第${earlier}行相同。`;
        findings.problem(table, line, key, value, { code, message, rule: "SUR-31" });
      }
    };
  };
  const level = report("floors", "level", "DUPLICATE_FLOOR", "层次");
  for (const row of tables.floors.rows) level(row.line, row.level, row.level);
  const zone = report("zones", "name", "DUPLICATE_ZONE", "功能区");
  for (const row of tables.zones.rows) zone(row.line, row.name, row.name);
  const unit = report("units", "roomNo", "DUPLICATE_ROOM", "户室号");
  for (const row of tables.units.rows) unit(row.line, unitKey(row), row.roomNo);
}

/** Floors −underground…−1 and 1…above must be there, each once; levels with a name (屋面层) stand outside 总层数. */
function checkLevels({ tables, building, findings }: Review): void {
  const present = new Set<number>();
  for (const row of tables.floors.rows) {
    const floor = floorOfLevel(row.level);
    if (floor === null) continue;
    present.add(floor);
    if (floor > building.aboveGroundFloors || -floor > building.undergroundFloors) {
      const message = `层次超出总层数:地上${building.aboveGroundFloors}层,地下${building.undergroundFloors}层。`;
      findings.problem("floors", row.line, "level", row.level, { code: "FLOOR_BEYOND_TOTAL", message, rule: "SUR-31" });
    }
  }
  const missing: number[] = [];
  for (let floor = -building.undergroundFloors; floor <= building.aboveGroundFloors; floor++) {
    if (floor !== 0 && !present.has(floor)) missing.push(floor);
  }
  if (missing.length === 0) return;
  const message = `分层表缺少层次:${missing.join("、")}。`;
  findings.problemOf("floors", { code: "FLOOR_MISSING", message, value: missing.join("、"), rule: "SUR-31" });
}

function checkUnitsAstray({ tables, findings }: Review, incomplete: ReadonlySet<SurveyTableName>): void {
  const floors = new Set(tables.floors.rows.map((row) => floorOfLevel(row.level)));
  const zones = new Set(tables.zones.rows.map((row) => row.name));
  for (const unit of tables.units.rows) {
    if (!incomplete.has("floors") && !floors.has(unit.floor)) {
      const message = "分层表中没有这一层。";
      findings.problem("units", unit.line, "floor", String(unit.floor), {
        code: "UNKNOWN_FLOOR",
        message,
        rule: "SUR-31",
      });
    }
    if (unit.actualFloor !== unit.floor) {
      const message = `实际层应与层次(${unit.floor})一致。`;
      const finding = { code: "ACTUAL_FLOOR", message, rule: "SUR-31" };
      findings.problem("units", unit.line, "actualFloor", String(unit.actualFloor), finding);
    }
    if (!incomplete.has("zones") && !zones.has(unit.zone)) {
      const message = "功能区表中没有这个功能区。";
      findings.problem("units", unit.line, "zone", unit.zone, { code: "UNKNOWN_ZONE", message, rule: "SUR-20" });
    }
  }
  const used = new Set(tables.units.rows.map((unit) => unit.zone));
  for (const zone of tables.zones.rows) {
    if (zone.interiorArea > 0 && (used.has(zone.name) || incomplete.has("units"))) continue;
    const message = "功能区没有户室或没有套内面积,无法分摊。";
    const value = formatArea(zone.interiorArea);
    findings.problem("zones", zone.line, "interiorArea", value, {
      code: "ZONE_WITHOUT_UNITS",
      message,
      rule: "SUR-08",
    });
  }
}
