import type { Area } from "../rules/area.ts";
import { type UnitRow, unitKey } from "./rows.ts";

type Compared = Pick<UnitRow, "floor" | "stairUnit" | "roomNo" | "grossArea" | "interiorArea" | "sharedArea" | "use">;
type Named = Pick<UnitRow, "floor" | "stairUnit" | "roomNo">;

/** One line of the change list between two surveys of a building (SUR-11). Areas in hundredths of m². */
export type UnitChange =
  | (Named & { kind: "added"; after: Compared })
  | (Named & { kind: "removed"; before: Compared })
  | (Named & {
      kind: "changed";
      before: Compared;
      after: Compared;
      /** after − before */
      grossDifference: Area;
      interiorDifference: Area;
      sharedDifference: Area;
    });

/**
 * The change list from one survey to the next, 预测绘 → 实测绘 (SUR-11): units added, removed, and changed in area, floor
 * or use. Units are linked by 单元 and 户室号. Ordered as the new survey lists them, removed units at the end.
 */
export function surveyChanges(before: readonly Compared[], after: readonly Compared[]): UnitChange[] {
  const earlier = new Map(before.map((unit) => [unitKey(unit), unit]));
  const changes: UnitChange[] = [];
  for (const unit of after) {
    const previous = earlier.get(unitKey(unit));
    earlier.delete(unitKey(unit));
    if (previous === undefined) changes.push({ kind: "added", ...nameOf(unit), after: kept(unit) });
    else if (differs(previous, unit)) changes.push(changed(previous, unit));
  }
  for (const unit of earlier.values()) changes.push({ kind: "removed", ...nameOf(unit), before: kept(unit) });
  return changes;
}

function changed(before: Compared, after: Compared): UnitChange {
  return {
    kind: "changed",
    ...nameOf(after),
    before: kept(before),
    after: kept(after),
    grossDifference: after.grossArea - before.grossArea,
    interiorDifference: after.interiorArea - before.interiorArea,
    sharedDifference: after.sharedArea - before.sharedArea,
  };
}

const COMPARED = ["floor", "grossArea", "interiorArea", "sharedArea", "use"] as const;

const differs = (one: Compared, other: Compared): boolean => COMPARED.some((key) => one[key] !== other[key]);

const nameOf = ({ floor, stairUnit, roomNo }: Compared): Named => ({ floor, stairUnit, roomNo });

const kept = ({ floor, stairUnit, roomNo, grossArea, interiorArea, sharedArea, use }: Compared): Compared => ({
  floor,
  stairUnit,
  roomNo,
  grossArea,
  interiorArea,
  sharedArea,
  use,
});
