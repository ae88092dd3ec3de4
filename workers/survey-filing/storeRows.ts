import type { Tx } from "#db/transaction.ts";
import { displayArea } from "#domain/rules/area.ts";
import { type SurveyStage, surveyStages, UNIT_PLANS, unitOfPlan } from "#domain/survey-filing.ts";
import { type FloorRow, type UnitRow, unitKey } from "#domain/surveyTables/rows.ts";
import { HOUSE_USES, WALLS } from "#domain/surveyTables/words.ts";
import { lockUnits, recordUnitEvents, type UnitChange } from "../platform/restrictions.ts";

/** Rows an insert carries at most. */
const ROWS = 200;

interface Filing {
  surveyId: number;
  buildingId: number;
  caseId: number;
  stage: SurveyStage;
}

/** Stores the 分层 rows in their order. */
export async function storeFloors(tx: Tx, surveyId: number, floors: readonly FloorRow[]): Promise<void> {
  const rows = floors.map(({ line: _line, level, structure, description, ...floor }, index) => ({
    id: tx.nextId(),
    surveyId,
    position: index + 1,
    floor: level,
    ...floor,
    structure: structure || null,
    description: description || null,
  }));
  for (const part of parts(rows)) await tx.sql.insertInto("surveyFloor").values(part).execute();
}

/**
 * Links the measured rows to permanent units (SUR-33): a room that is known keeps its unit, a new one gets one, and one
 * that is measured no more ends, unless something holds on to it (a sale or restriction): that is for a change of its own.
 */
export async function linkUnits(tx: Tx, filing: Filing, measured: readonly UnitRow[]): Promise<void> {
  const { surveyId, buildingId, caseId, stage } = filing;
  const known = await tx.sql
    .selectFrom("unit")
    .select(["id", "stairUnit", "roomNo", "saleState"])
    .where("buildingId", "=", buildingId)
    .where("live", "=", 1)
    .orderBy("id")
    .execute();
  const unitIds = new Map(known.map((unit) => [unitKey(unit), unit.id]));
  const created = measured.filter((row) => !unitIds.has(unitKey(row)));
  for (const row of created) unitIds.set(unitKey(row), tx.nextId());
  for (const part of parts(created)) {
    await tx.sql
      .insertInto("unit")
      .values(part.map((row) => newUnit(buildingId, unitIds.get(unitKey(row))!, row)))
      .execute();
  }
  const plans = await plansOf(tx, caseId, measured);
  const links = measured.map((row, index) => ({
    ...surveyUnit(row),
    id: tx.nextId(),
    surveyId,
    unitId: unitIds.get(unitKey(row))!,
    position: index + 1,
    planFileId: plans.get(unitKey(row)) ?? null,
  }));
  for (const part of parts(links)) await tx.sql.insertInto("surveyUnit").values(part).execute();
  const present = new Set(measured.map(unitKey));
  const gone = known.filter((unit) => !present.has(unitKey(unit)));
  const what = `${surveyStages[stage]}备案`;
  await recordUnitEvents(tx, [
    ...measured.map((row): UnitChange => {
      const after = `建筑面积 ${displayArea(row.grossArea)} ㎡`;
      return { unitId: unitIds.get(unitKey(row))!, caseId, what, before: null, after };
    }),
    ...(await endUnits(tx, caseId, gone)),
  ]);
}

/** Ends units that are measured no more. Those that are sold or restricted stay, with a note in their history. */
async function endUnits(
  tx: Tx,
  caseId: number,
  gone: readonly { id: number; saleState: string }[],
): Promise<UnitChange[]> {
  if (gone.length === 0) return [];
  const ids = gone.map(({ id }) => id);
  await lockUnits(tx, ids);
  const restricted = await tx.sql
    .selectFrom("unitRestriction")
    .select("unitId")
    .where("unitId", "in", ids)
    .where("liveKey", "is not", null)
    .execute();
  const inUse = ({ id, saleState }: (typeof gone)[number]): boolean =>
    !["notForSale", "forSale"].includes(saleState) || restricted.some(({ unitId }) => unitId === id);
  const ended = gone.filter((unit) => !inUse(unit)).map(({ id }) => id);
  if (ended.length > 0) {
    await tx.sql
      .updateTable("unit")
      .set((set) => ({ live: null, version: set("version", "+", 1) }))
      .where("id", "in", ended)
      .execute();
  }
  return gone.map((unit) => ({
    unitId: unit.id,
    caseId,
    what: inUse(unit) ? "新测绘成果未列入" : "户室取消",
    before: null,
    after: null,
  }));
}

const newUnit = (buildingId: number, id: number, { roomNo, stairUnit }: UnitRow) => ({
  id,
  buildingId,
  roomNo,
  stairUnit,
  saleState: "notForSale" as const,
  registrationState: "none" as const,
  realEstateUnitNo: null,
  live: 1,
  version: 1,
});

const surveyUnit = (row: UnitRow) => ({
  floor: String(row.floor),
  nominalFloor: row.nominalFloor,
  actualFloor: row.actualFloor,
  zone: row.zone,
  grossArea: row.grossArea,
  interiorArea: row.interiorArea,
  balconyArea: row.balconyArea,
  sharedArea: row.sharedArea,
  houseUse: HOUSE_USES[row.use],
  layout: row.layout || null,
  structure: row.structure || null,
  walls: wallsOf(row),
  adjusted: row.adjusted ? 1 : 0,
});

/** The uploaded 分户图 by unit. */
async function plansOf({ sql }: Tx, caseId: number, measured: readonly UnitRow[]): Promise<Map<string, number>> {
  const files = await sql
    .selectFrom("material")
    .innerJoin("storedFile", "storedFile.id", "material.fileId")
    .select(["storedFile.id", "storedFile.name"])
    .where("material.caseId", "=", caseId)
    .where("material.slot", "=", UNIT_PLANS)
    .where("material.removedAt", "is", null)
    .execute();
  const plans = new Map<string, number>();
  for (const { id, name } of files) {
    const unit = unitOfPlan(name, measured);
    if (unit !== null) plans.set(unitKey(unit), id);
  }
  return plans;
}

/** 东自墙 南共墙 …; null where none was given. */
function wallsOf({ eastWall, southWall, westWall, northWall }: UnitRow): string | null {
  const sides = { 东: eastWall, 南: southWall, 西: westWall, 北: northWall };
  const given = Object.entries(sides).flatMap(([side, wall]) => (wall === null ? [] : [`${side}${WALLS[wall]}`]));
  return given.length === 0 ? null : given.join(" ");
}

function parts<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, index) =>
    rows.slice(index * ROWS, (index + 1) * ROWS),
  );
}
