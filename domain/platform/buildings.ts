import { z } from "zod";

/** GET /api/buildings?q= : buildings the caller may see (a company: its own). */
export const buildingRowSchema = z.object({
  id: z.number(),
  name: z.string(),
  number: z.string(),
  surveyNo: z.string(),
  projectName: z.string().nullable(),
  location: z.string(),
  unitCount: z.number(),
  grossArea: z.number(),
});
export const restrictionLabels = {
  SEIZED: "查封",
  MORTGAGED: "抵押",
  OBJECTION: "异议",
  ADMIN_LOCK: "行政锁定",
  AUTO_LOCK: "逾期锁定",
  PM_ROOM: "物管用房",
  RELOCATION: "回迁",
  SELF_HELD: "自持",
} as const;
export const saleStateLabels = {
  notForSale: "不可售",
  forSale: "可售",
  reserved: "已预订",
  qualifying: "资格核验中",
  signing: "签约中",
  signed: "已签约",
  filed: "已备案",
  delivered: "已交付",
} as const;
const keys = <T extends object>(table: T) => Object.keys(table) as [keyof T & string, ...(keyof T & string)[]];

/** A unit of the building table; areas in hundredths of m². */
export const unitCellSchema = z.object({
  id: z.number(),
  roomNo: z.string(),
  stairUnit: z.string(),
  floor: z.string(),
  actualFloor: z.number(),
  zone: z.string(),
  grossArea: z.number(),
  interiorArea: z.number(),
  sharedArea: z.number(),
  balconyArea: z.number(),
  houseUse: z.string(),
  saleState: z.enum(keys(saleStateLabels)),
  restrictions: z.array(z.enum(keys(restrictionLabels))),
});
export type UnitCell = z.infer<typeof unitCellSchema>;
/** GET /api/buildings/:id/table?stage=pre|asBuilt. Floors top down; a floor without units is a band. */
export const buildingTableSchema = z.object({
  building: buildingRowSchema,
  stage: z.enum(["pre", "asBuilt"]),
  stages: z.array(z.enum(["pre", "asBuilt"])),
  floors: z.array(
    z.object({
      floor: z.string(),
      grossArea: z.number(),
      interiorArea: z.number(),
      commonArea: z.number(),
      units: z.array(unitCellSchema),
    }),
  ),
  statistics: z.array(
    z.object({
      use: z.string(),
      units: z.number(),
      grossArea: z.number(),
      sharedArea: z.number(),
      interiorArea: z.number(),
    }),
  ),
});
export type BuildingTable = z.infer<typeof buildingTableSchema>;
/** GET /api/units/:id : the drawer. */
export const unitViewSchema = unitCellSchema.extend({
  events: z.array(
    z.object({
      at: z.number(),
      what: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
      caseNo: z.string(),
    }),
  ),
});
