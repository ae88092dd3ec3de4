import { type Area, addAreas } from "../rules/area.ts";
import type { UnitRow } from "./rows.ts";
import { HOUSE_USES, type HouseUse, identifiersOf } from "./words.ts";

/** One line of 户室信息统计 (seed 2.1). */
export interface SurveyStatistic {
  /** null is the line of all units. */
  use: HouseUse | null;
  /** 户室信息, 住宅, 商业, 办公 … */
  label: string;
  count: number;
  grossArea: Area;
  sharedArea: Area;
  interiorArea: Area;
}

type Counted = Pick<UnitRow, "use" | "grossArea" | "sharedArea" | "interiorArea">;

/** The lines the seed always prints, empty or not. */
const ALWAYS: readonly HouseUse[] = ["residential", "commercial", "office"];

/** Statistics by use: all units first, then 住宅, 商业, 办公, then whatever other use occurs. The lines add up. */
export function surveyStatistics(units: readonly Counted[]): SurveyStatistic[] {
  const occurring = new Set(units.map((unit) => unit.use));
  const uses = identifiersOf(HOUSE_USES).filter((use) => ALWAYS.includes(use) || occurring.has(use));
  const ordered = [...ALWAYS, ...uses.filter((use) => !ALWAYS.includes(use))];
  return [
    lineOf(null, "户室信息", units),
    ...ordered.map((use) =>
      lineOf(
        use,
        HOUSE_USES[use],
        units.filter((unit) => unit.use === use),
      ),
    ),
  ];
}

function lineOf(use: HouseUse | null, label: string, units: readonly Counted[]): SurveyStatistic {
  return {
    use,
    label,
    count: units.length,
    grossArea: addAreas(units.map((unit) => unit.grossArea)),
    sharedArea: addAreas(units.map((unit) => unit.sharedArea)),
    interiorArea: addAreas(units.map((unit) => unit.interiorArea)),
  };
}
