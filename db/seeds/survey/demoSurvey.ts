import { apportion, coefficientMillionths, shareOf } from "#domain/rules/apportionment.ts";
import { addAreas, formatArea } from "#domain/rules/area.ts";
import type { BuildingData } from "#domain/surveyTables/building.ts";
import { TABLE_FORMS } from "#domain/surveyTables/columns.ts";
import type { FloorRow, SurveyTables, UnitRow, ZoneRow } from "#domain/surveyTables/rows.ts";
import { PRINTED_FLOORS, PRINTED_TOTALS } from "./printed.ts";
import { type DemoZone, demoZones, TOP_FLOOR_EXTRA, TYPICAL_FLOORS } from "./zones.ts";

export interface DemoSurvey {
  tables: SurveyTables;
  building: BuildingData;
}

/** The name under which the demonstration workbook is uploaded. */
export const DEMO_SURVEY_FILE = "1栋测绘成果.xlsx";

/** 层阳台面积 of every residential floor, as printed. */
const [, , FLAT_FLOOR_BALCONY] = PRINTED_FLOORS.at(-1)!;

/** The first row under the header line. */
const FIRST_LINE = 2;

/**
 * The survey of the seed's building 1: 22 floors, 415 units, 40,593.58 m². Deterministic: no clock, no chance.
 *
 * As printed: the fifteen unit rows, the nine floor rows, the totals and the coefficients 0.087322 and 0.218206
 * (`printed.ts`). Inferred (`domain.md` §1.3): floors 9–21 repeat floor 3; what is then missing is 0.98 m² interior,
 * given to floor 21, and 184.72 m² common on 屋面层, a level outside 总层数 that holds stair heads and lift machines.
 * Made up, so that every identity closes and no share needs adjusting: all other units and the zones (`zones.ts`).
 *
 * Uses, which the seed leaves empty: 3–21 住宅 and 1–2 商业 as the conclusion says. −101 and −102 are 车库: the
 * conclusion confines shops to floors 1–2, and one basement unit of 3,490.90 m² with a coefficient of its own is an
 * independently used garage (SUR-06).
 */
export function demoSurvey(): DemoSurvey {
  const zones = demoZones();
  const table = <Row>(name: keyof SurveyTables, rows: Row[]) => ({
    file: DEMO_SURVEY_FILE,
    sheet: TABLE_FORMS[name].sheet,
    rows,
  });
  return {
    tables: {
      floors: table("floors", floorRows()),
      zones: table("zones", zones.map(zoneRow)),
      units: table("units", unitRows(zones)),
    },
    building: DEMO_BUILDING,
  };
}

/** 建筑物信息 and 测绘结论: the printed figures; place, numbers and names are fictional. */
export const DEMO_BUILDING: BuildingData = {
  surveyNo: "SY430523202400001",
  surveyCaseNo: "202403010001",
  stage: "preSurvey",
  areaRuleSet: "GB/T 17986.1-2000",
  regionCode: "430523",
  street: "塘渡口镇",
  location: "邵阳县塘渡口镇安居路8号安居花园1栋",
  projectName: "安居花园",
  buildingNo: "1",
  structureType: "钢筋混凝土",
  houseNature: "商品房",
  totalFloors: PRINTED_TOTALS.floors,
  aboveGroundFloors: 21,
  undergroundFloors: 1,
  completionDate: "2024-03-01",
  height: 6800,
  grossArea: PRINTED_TOTALS.gross,
  nonApportionedArea: 0,
  surveyScope: "整幢房屋及其共有部分。",
  surveyConclusion: `建筑面积为 ${formatArea(PRINTED_TOTALS.gross)} 平方米。结构为钢筋混凝土。房屋用途 1-2 层为商业, 3-21 为住宅。房屋四至墙界为共墙。其他的房屋要求见成果表!`,
};

function floorRows(): FloorRow[] {
  const [, interior, balcony, common, halfWall] = PRINTED_FLOORS.at(-1)!;
  const rows: (typeof PRINTED_FLOORS)[number][] = [...PRINTED_FLOORS];
  for (let floor = 9; floor <= 21; floor++) {
    rows.push([String(floor), interior + (floor === 21 ? TOP_FLOOR_EXTRA : 0), balcony, common, halfWall]);
  }
  rows.push(["屋面层", 0, 0, PRINTED_TOTALS.shared - addAreas(rows.map((row) => row[3])), 1846]);
  return rows.map(([level, interiorArea, balconyArea, commonArea, halfWallArea], index) => ({
    line: FIRST_LINE + index,
    level,
    grossArea: interiorArea + commonArea,
    interiorArea,
    balconyArea,
    commonArea,
    halfWallArea,
    storeyHeight: null,
    structure: "",
    description: level === "屋面层" ? "楼梯间、电梯机房" : "",
  }));
}

function zoneRow(zone: DemoZone, index: number): ZoneRow {
  return {
    line: FIRST_LINE + index,
    name: zone.name,
    use: zone.use,
    interiorArea: zone.interiorArea,
    ownCommonArea: zone.ownCommonArea,
    receivedCommonArea: zone.receivedCommonArea,
    coefficient: coefficientMillionths(zone.coefficient),
  };
}

type DraftUnit = Pick<UnitRow, "floor" | "roomNo" | "stairUnit" | "interiorArea" | "balconyArea" | "layout"> & {
  zone: DemoZone;
};

function unitRows([basement, firstShops, secondShops, flats]: DemoZone[]): UnitRow[] {
  const drafts: DraftUnit[] = [
    ...plainUnits(basement!, 0, -1, 1),
    ...plainUnits(firstShops!, 0, 1, 1),
    ...plainUnits(firstShops!, 1, 2, 1),
    ...plainUnits(secondShops!, 0, 2, firstShops!.layout[1]!.length + 1),
    ...Array.from({ length: TYPICAL_FLOORS + 1 }, (_, index) => flatsOf(flats!, index)).flat(),
  ];
  return drafts.map((draft, index) => unitRow(draft, FIRST_LINE + index));
}

/** Shops and garages: numbered through the floor, no 单元, no balcony; 户型 其他 as printed. */
function plainUnits(zone: DemoZone, part: number, floor: number, firstNo: number): DraftUnit[] {
  return zone.layout[part]!.map((interiorArea, index) => ({
    zone,
    floor,
    roomNo: roomNo(floor, firstNo + index),
    stairUnit: "",
    interiorArea,
    balconyArea: 0,
    layout: "其他",
  }));
}

/** Sixteen flats from floor 3 up, four to a 单元; the floor's balcony area is split over them by size. */
function flatsOf(zone: DemoZone, index: number): DraftUnit[] {
  const floor = 3 + index;
  const interiors = zone.layout[index]!;
  const balconies = apportion(FLAT_FLOOR_BALCONY, interiors);
  return interiors.map((interiorArea, flat) => ({
    zone,
    floor,
    roomNo: roomNo(floor, flat + 1),
    stairUnit: String(Math.floor(flat / 4) + 1),
    interiorArea,
    balconyArea: balconies[flat]!,
    layout: interiorArea > 8500 ? "三室二厅" : "二室二厅",
  }));
}

const roomNo = (floor: number, number: number): string => `${floor}${String(number).padStart(2, "0")}`;

function unitRow({ zone, ...draft }: DraftUnit, line: number): UnitRow {
  const sharedArea = shareOf(zone.coefficient, draft.interiorArea);
  return {
    line,
    ...draft,
    nominalFloor: String(draft.floor),
    actualFloor: draft.floor,
    floorCount: null,
    grossArea: draft.interiorArea + sharedArea,
    sharedArea,
    coefficient: coefficientMillionths(zone.coefficient),
    use: zone.use,
    structure: "钢筋混凝土",
    eastWall: "shared",
    southWall: "shared",
    westWall: "shared",
    northWall: "shared",
    zone: zone.name,
    usableArea: null,
    interiorWallArea: null,
    adjusted: false,
  };
}
