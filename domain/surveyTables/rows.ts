import { z } from "zod";
import { MAX_AREA } from "../rules/area.ts";
import { HOUSE_USES, identifiersOf, WALLS } from "./words.ts";

/** Hundredths of m². */
const area = z.int().min(0).max(MAX_AREA);
/** 分摊系数 in millionths, as printed: 0.087322 is 87322. */
const millionths = z.int().min(0);
/** A natural floor: 1 and up, −1 and down, never 0 (SUR-31). */
const floorNumber = z
  .int()
  .min(-20)
  .max(200)
  .refine((floor) => floor !== 0);
const word = z.string().max(60);
/** Where the row stands in its sheet, counted as a spreadsheet counts. */
const line = z.int().min(1);

/** One row of 分层表. Gross = interior + common; balcony lies inside interior, half walls inside common (SUR-10). */
export const floorRowSchema = z.object({
  line,
  /** "-1", "1" …, or a level outside 总层数 such as "屋面层". */
  level: word,
  grossArea: area,
  interiorArea: area,
  balconyArea: area,
  commonArea: area,
  halfWallArea: area,
  /** Hundredths of a metre; null when not measured (empty or 0). */
  storeyHeight: z.int().min(1).nullable(),
  structure: word,
  description: z.string().max(200),
});
export type FloorRow = z.infer<typeof floorRowSchema>;

/**
 * One row of 功能区: the units that share one coefficient (SUR-20). A commercial floor with a coefficient of its own is
 * a zone of its own. Its common area is what lies in it plus what it received from the common area of the whole
 * building; K = (own + received) ÷ interior. Over all zones own + received is the apportioned common area.
 */
export const zoneRowSchema = z.object({
  line,
  name: word.min(1),
  use: z.enum(identifiersOf(HOUSE_USES)),
  interiorArea: area,
  ownCommonArea: area,
  receivedCommonArea: area,
  coefficient: millionths,
});
export type ZoneRow = z.infer<typeof zoneRowSchema>;

const wall = z.enum(identifiersOf(WALLS)).nullable();

/** One row of 户室对照表 (SUR-31). Gross = interior + shared. */
export const unitRowSchema = z.object({
  line,
  floor: floorNumber,
  roomNo: word.min(1),
  /** 单元; "" where the building has none or the unit belongs to none. */
  stairUnit: word,
  /** Marketing floor: may be "3A", never "0". */
  nominalFloor: word.min(1),
  actualFloor: floorNumber,
  /** 实际层数: how many floors the unit spans; null when not given. */
  floorCount: z.int().min(1).max(9).nullable(),
  grossArea: area,
  interiorArea: area,
  balconyArea: area,
  sharedArea: area,
  coefficient: millionths,
  layout: word,
  use: z.enum(identifiersOf(HOUSE_USES)),
  structure: word,
  eastWall: wall,
  southWall: wall,
  westWall: wall,
  northWall: wall,
  zone: word.min(1),
  usableArea: area.nullable(),
  interiorWallArea: area.nullable(),
  /** The surveyor declares that the share was adjusted so that the total closes (SUR-09). */
  adjusted: z.boolean(),
});
export type UnitRow = z.infer<typeof unitRowSchema>;

const tableOf = <Row extends z.ZodType>(row: Row) =>
  z.object({ file: z.string(), sheet: z.string(), rows: z.array(row) });

/** The three tables of one survey, with the places they were read from. Plain data: it may be stored as JSON. */
export const surveyTablesSchema = z.object({
  floors: tableOf(floorRowSchema),
  zones: tableOf(zoneRowSchema),
  units: tableOf(unitRowSchema),
});
export type SurveyTables = z.infer<typeof surveyTablesSchema>;
export type SurveyTableName = keyof SurveyTables;
/** Any of the three row types by table. */
export type SurveyRow<Name extends SurveyTableName> = SurveyTables[Name]["rows"][number];

/** The natural floor of a level, or null for a level outside 总层数. */
export function floorOfLevel(level: string): number | null {
  return /^-?\d+$/.test(level) ? Number(level) : null;
}

/** What tells units of one building apart: 单元 and 户室号. */
export function unitKey(unit: Pick<UnitRow, "stairUnit" | "roomNo">): string {
  return `${unit.stairUnit}|${unit.roomNo}`;
}
