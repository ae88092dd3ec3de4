import { formatArea } from "../rules/area.ts";
import { commonOf, floorGaps, type Review, sumOf } from "./review.ts";
import { floorOfLevel } from "./rows.ts";

/** 层高 below which space is not counted (SUR-04), hundredths of a metre. */
const LEAST_HEIGHT = 220;

/** The identities inside one row of 分层表 (§1.3): gross = interior + common, balcony ⊂ interior, 半墙 ⊂ common. */
export function checkFloorRows(review: Review): void {
  const { tables, findings } = review;
  const gaps = floorGaps(tables);
  const commonGap = commonGapOf(review);
  for (const row of tables.floors.rows) {
    const excess = row.grossArea - row.interiorArea - row.commonArea;
    if (excess !== 0) {
      const key = culpritOf(review, excess, gaps.get(floorOfLevel(row.level)) ?? 0, commonGap);
      const sum = `层套内 ${formatArea(row.interiorArea)} + 层公用 ${formatArea(row.commonArea)}`;
      const right = formatArea(key === "grossArea" ? row.grossArea - excess : row[key] + excess);
      const message = `层建筑面积 ${formatArea(row.grossArea)} 不等于${sum};按其余各数推算此处应为 ${right}。`;
      findings.problem("floors", row.line, key, formatArea(row[key]), {
        code: "FLOOR_IDENTITY",
        message,
        rule: "SUR-10",
      });
      row[key] += key === "grossArea" ? -excess : excess;
    }
    if (row.balconyArea > row.interiorArea) {
      const message = `阳台面积包含在套内面积中,不能大于 ${formatArea(row.interiorArea)}。`;
      const finding = { code: "FLOOR_BALCONY", message, rule: "SUR-10" };
      findings.problem("floors", row.line, "balconyArea", formatArea(row.balconyArea), finding);
    }
    if (row.halfWallArea > row.commonArea) {
      const message = `半墙面积包含在公用面积中,不能大于 ${formatArea(row.commonArea)}。`;
      const finding = { code: "FLOOR_HALF_WALL", message, rule: "SUR-10" };
      findings.problem("floors", row.line, "halfWallArea", formatArea(row.halfWallArea), finding);
    }
    if (row.storeyHeight !== null && row.storeyHeight < LEAST_HEIGHT && row.grossArea > 0) {
      const message = "层高不足2.20米的部分不计算建筑面积,请核对。";
      const finding = { code: "LOW_STOREY", message, rule: "SUR-04" };
      findings.warning("floors", row.line, "storeyHeight", formatArea(row.storeyHeight), finding);
    }
  }
}

/** Which cell of the row, changed by the excess, would close another sum as well; the gross area when none would. */
function culpritOf(
  review: Review,
  excess: number,
  gap: number,
  commonGap: number,
): "interiorArea" | "commonArea" | "grossArea" {
  if (!review.sound) return "grossArea";
  if (gap === -excess && !review.spansFloors) return "interiorArea";
  return commonGap === -excess ? "commonArea" : "grossArea";
}

/** Σ 层公用 minus what the zones and the unapportioned area account for; zero when the tables close (SUR-07). */
export function commonGapOf({ tables, building }: Review): number {
  const located = sumOf(tables.floors.rows, (row) => row.commonArea);
  return located - sumOf(tables.zones.rows, commonOf) - building.nonApportionedArea;
}
