import { coefficientMillionths } from "../rules/apportionment.ts";
import { addAreas } from "../rules/area.ts";
import { apportionLevels } from "../rules/levels.ts";
import type { BuildingData } from "./building.ts";
import { TABLE_FORMS } from "./columns.ts";
import type { FloorRow, SurveyTables, UnitRow } from "./rows.ts";
import type { HouseUse } from "./words.ts";

/** A zone to build: the interior areas of its units, floor by floor (hundredths of m²). */
export interface ZoneToBuild {
  name: string;
  use: HouseUse;
  ownCommonArea: number;
  floors: Readonly<Record<number, readonly number[]>>;
}

const FILE = "测绘成果.xlsx";
const FIRST_LINE = 2;

/**
 * Builds the tables of a surveyed building in which everything closes; for tests, which then spoil what they are about.
 * Shares follow SUR-20 with residuals by largest remainder, and rows that took one are flagged `adjusted`. A zone's own
 * common area lies on its lowest floor, the building's on 屋面层.
 */
export function buildSurvey(
  zones: readonly ZoneToBuild[],
  buildingCommonArea: number,
): { tables: SurveyTables; building: BuildingData } {
  const leaves = apportionLevels({
    name: "幢",
    ownCommonArea: buildingCommonArea,
    basis: "ownBuiltArea",
    parts: zones.map(({ name, ownCommonArea, floors }) => ({
      name,
      ownCommonArea,
      units: unitsOf(floors).map(({ roomNo, interiorArea }) => ({ roomNo, interiorArea })),
    })),
  });
  const units = zones.flatMap((zone, index) =>
    unitsOf(zone.floors).map((unit, position) =>
      unitRow(zone, unit, leaves[index]!.units[position]!, coefficientMillionths(leaves[index]!.coefficient)),
    ),
  );
  units.forEach((unit, index) => {
    unit.line = FIRST_LINE + index;
  });
  const floors = floorRows(zones, units, buildingCommonArea);
  const table = <Row>(name: keyof SurveyTables, rows: Row[]) => ({ file: FILE, sheet: TABLE_FORMS[name].sheet, rows });
  return {
    tables: {
      floors: table("floors", floors),
      zones: table(
        "zones",
        leaves.map((leaf, index) => ({
          line: FIRST_LINE + index,
          name: leaf.name,
          use: zones[index]!.use,
          interiorArea: leaf.interiorArea,
          ownCommonArea: leaf.ownCommonArea,
          receivedCommonArea: leaf.receivedCommonArea,
          coefficient: coefficientMillionths(leaf.coefficient),
        })),
      ),
      units: table("units", units),
    },
    building: buildBuilding(floors),
  };
}

interface UnitToBuild {
  floor: number;
  roomNo: string;
  interiorArea: number;
}

function unitsOf(floors: ZoneToBuild["floors"]): UnitToBuild[] {
  const ordered = Object.entries(floors).sort(([one], [other]) => Number(one) - Number(other));
  return ordered.flatMap(([floor, interiors]) =>
    interiors.map((interiorArea, index) => ({
      floor: Number(floor),
      roomNo: `${floor}${String(index + 1).padStart(2, "0")}`,
      interiorArea,
    })),
  );
}

function unitRow(
  zone: ZoneToBuild,
  { floor, roomNo, interiorArea }: UnitToBuild,
  share: { sharedArea: number; grossArea: number; adjusted: boolean },
  coefficient: number,
): UnitRow {
  return {
    line: FIRST_LINE,
    floor,
    roomNo,
    stairUnit: "",
    nominalFloor: String(floor),
    actualFloor: floor,
    floorCount: null,
    grossArea: share.grossArea,
    interiorArea,
    balconyArea: 0,
    sharedArea: share.sharedArea,
    coefficient,
    layout: "",
    use: zone.use,
    structure: "",
    eastWall: "shared",
    southWall: "own",
    westWall: null,
    northWall: "borrowed",
    zone: zone.name,
    usableArea: null,
    interiorWallArea: null,
    adjusted: share.adjusted,
  };
}

function floorRows(zones: readonly ZoneToBuild[], units: readonly UnitRow[], buildingCommonArea: number): FloorRow[] {
  const floors = [...new Set(units.map((unit) => unit.floor))].sort((one, other) => one - other);
  const lowest = (zone: ZoneToBuild) => Math.min(...Object.keys(zone.floors).map(Number));
  const levels = floors.map((floor) => ({
    level: String(floor),
    interiorArea: addAreas(units.filter((unit) => unit.floor === floor).map((unit) => unit.interiorArea)),
    commonArea: addAreas(zones.filter((zone) => lowest(zone) === floor).map((zone) => zone.ownCommonArea)),
  }));
  levels.push({ level: "屋面层", interiorArea: 0, commonArea: buildingCommonArea });
  return levels.map((level, index) => ({
    line: FIRST_LINE + index,
    ...level,
    grossArea: level.interiorArea + level.commonArea,
    balconyArea: 0,
    halfWallArea: 0,
    storeyHeight: null,
    structure: "",
    description: "",
  }));
}

function buildBuilding(floors: readonly FloorRow[]): BuildingData {
  const levels = floors.map((row) => Number(row.level)).filter((level) => !Number.isNaN(level));
  const aboveGroundFloors = Math.max(0, ...levels);
  const undergroundFloors = Math.max(0, ...levels.map((level) => -level));
  return {
    surveyNo: "SY001",
    surveyCaseNo: "CH001",
    stage: "preSurvey",
    areaRuleSet: "GB/T 17986.1-2000",
    regionCode: "430523",
    street: "塘渡口镇",
    location: "邵阳县塘渡口镇测试路1号",
    projectName: "测试花园",
    buildingNo: "1",
    structureType: "钢筋混凝土",
    houseNature: "商品房",
    totalFloors: aboveGroundFloors + undergroundFloors,
    aboveGroundFloors,
    undergroundFloors,
    completionDate: null,
    height: null,
    grossArea: addAreas(floors.map((row) => row.grossArea)),
    nonApportionedArea: 0,
    surveyScope: "",
    surveyConclusion: "见成果表。",
  };
}
