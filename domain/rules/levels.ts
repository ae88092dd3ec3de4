import { apportion, apportionmentCoefficient, type Ratio, shareOf } from "./apportionment.ts";
import { type Area, addAreas } from "./area.ts";

/** A unit before its share is known. */
export interface UnitInterior {
  roomNo: string;
  interiorArea: Area;
}

/**
 * A part of a building with common area of its own: the building, a function zone, a floor (GB/T 17986.1 附录B3.2).
 * It holds either smaller parts or units. `basis` says how it hands its common area down (SUR-20):
 * `ownBuiltArea` = interior plus the part's own common area (幢 → 功能区), `interiorArea` = interior only (功能区 → 层).
 */
export type Level = { name: string; ownCommonArea: Area } & (
  | { basis: "ownBuiltArea" | "interiorArea"; parts: readonly Level[] }
  | { units: readonly UnitInterior[] }
);

/** A unit with its share. `adjusted`: the share is one step off half-up, so that the sum closes (SUR-09 d). */
export interface UnitShare extends UnitInterior {
  sharedArea: Area;
  grossArea: Area;
  adjusted: boolean;
}

/** A level that holds units, after everything above handed its common area down. */
export interface ApportionedLevel {
  name: string;
  ownCommonArea: Area;
  /** What the levels above handed down. */
  receivedCommonArea: Area;
  commonArea: Area;
  interiorArea: Area;
  coefficient: Ratio;
  units: UnitShare[];
}

/**
 * Multi-level apportionment (SUR-20): building → zone → floor → unit. Every step is a largest remainder, so the
 * shares of all units sum to the common area of the building exactly. Returns the levels that hold units, in order.
 * @throws RangeError where common area has no interior area to rest on.
 */
export function apportionLevels(level: Level, receivedCommonArea: Area = 0): ApportionedLevel[] {
  const commonArea = level.ownCommonArea + receivedCommonArea;
  if ("units" in level) {
    return [
      {
        name: level.name,
        ownCommonArea: level.ownCommonArea,
        receivedCommonArea,
        ...shareOut(commonArea, level.units),
      },
    ];
  }
  const weigh = level.basis === "ownBuiltArea" ? builtAreaOf : interiorOf;
  const received = apportion(commonArea, level.parts.map(weigh));
  return level.parts.flatMap((part, index) => apportionLevels(part, received[index]!));
}

/** Shares one common area over units: K × S half up, the residual by largest remainder (SUR-08, SUR-09 d). */
export function shareOut(
  commonArea: Area,
  units: readonly UnitInterior[],
): Pick<ApportionedLevel, "commonArea" | "interiorArea" | "coefficient" | "units"> {
  const interiorArea = addAreas(units.map((unit) => unit.interiorArea));
  const coefficient = apportionmentCoefficient(commonArea, interiorArea);
  const shares = apportion(
    commonArea,
    units.map((unit) => unit.interiorArea),
  );
  return {
    commonArea,
    interiorArea,
    coefficient,
    units: units.map((unit, index) => ({
      roomNo: unit.roomNo,
      interiorArea: unit.interiorArea,
      sharedArea: shares[index]!,
      grossArea: unit.interiorArea + shares[index]!,
      adjusted: shares[index] !== shareOf(coefficient, unit.interiorArea),
    })),
  };
}

function interiorOf(level: Level): Area {
  return addAreas("units" in level ? level.units.map((unit) => unit.interiorArea) : level.parts.map(interiorOf));
}

function builtAreaOf(level: Level): Area {
  return level.ownCommonArea + ("units" in level ? interiorOf(level) : addAreas(level.parts.map(builtAreaOf)));
}
