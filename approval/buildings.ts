import type { z } from "zod";
import type { SurveyStage } from "#db/registers/buildings.ts";
import type { Read } from "#db/transaction.ts";
import { BusinessError } from "#domain/errors.ts";
import type { BuildingTable, buildingRowSchema, UnitCell, unitViewSchema } from "#domain/platform/buildings.ts";
import { HOUSE_USES, type HouseUse } from "#domain/surveyTables/words.ts";
import { type Actor, type Context, companiesOf } from "./context.ts";
import { contains } from "./like.ts";

export type BuildingRow = z.infer<typeof buildingRowSchema>;
export type UnitView = z.infer<typeof unitViewSchema>;

/** Buildings shown at most; who has more searches. */
const LISTED = 100;
const stagesInOrder: readonly SurveyStage[] = ["asBuilt", "pre"];

const buildingUnknown = (): BusinessError =>
  new BusinessError("BUILDING_UNKNOWN", "没有找到该楼幢，或您无权查看。", { status: 404 });

/** 楼幢: staff see those of their region, a company its own. `q` looks in name, survey number and location. */
export function listBuildings(ctx: Context, actor: Actor, q?: string): Promise<BuildingRow[]> {
  return ctx.database.read(async (read) => {
    const rows = await buildingsSeen(read, actor)
      .$if(!!q, (query) =>
        query.where((where) =>
          where.or([
            contains(where, "building.name", q!),
            contains(where, "building.surveyNo", q!),
            contains(where, "building.location", q!),
            contains(where, "project.name", q!),
          ]),
        ),
      )
      .orderBy("building.at", "desc")
      .orderBy("building.id", "desc")
      .limit(LISTED)
      .execute();
    const sizes = await sizesOf(
      read,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => ({ ...row, ...(sizes.get(row.id) ?? { unitCount: 0, grossArea: 0 }) }));
  });
}

/** The one predicate of sight for buildings: list, table and unit go through it. */
function buildingsSeen(read: Pick<Read, "sql">, actor: Actor) {
  const companies = companiesOf(actor);
  return read.sql
    .selectFrom("building")
    .innerJoin("developer", "developer.id", "building.developerId")
    .leftJoin("project", "project.id", "building.projectId")
    .select(["building.id", "building.name", "building.number", "building.surveyNo", "building.location"])
    .select("project.name as projectName")
    .where((where) =>
      actor.kind === "staff"
        ? where("building.regionCode", "=", actor.regionCode)
        : where("developer.orgId", "in", companies.length === 0 ? [0] : companies),
    );
}

/** Units and area of the newest stage that was filed. */
async function sizesOf(
  read: Pick<Read, "sql">,
  buildingIds: number[],
): Promise<Map<number, { unitCount: number; grossArea: number }>> {
  if (buildingIds.length === 0) return new Map();
  const surveys = await read.sql
    .selectFrom("surveyResult")
    .select(["buildingId", "unitCount", "grossArea", "stage"])
    .where("buildingId", "in", buildingIds)
    .where("liveStage", "is not", null)
    .execute();
  const ordered = surveys.toSorted((a, b) => stagesInOrder.indexOf(b.stage) - stagesInOrder.indexOf(a.stage));
  return new Map(ordered.map(({ buildingId, unitCount, grossArea }) => [buildingId, { unitCount, grossArea }]));
}

/**
 * 楼盘表 of a stage, by default the newest filed; floors top down.
 * @throws BusinessError BUILDING_UNKNOWN, STAGE_NOT_FILED (404)
 */
export function readBuildingTable(
  ctx: Context,
  actor: Actor,
  buildingId: number,
  stage?: SurveyStage,
): Promise<BuildingTable> {
  return ctx.database.read(async (read) => {
    const building = await buildingsSeen(read, actor).where("building.id", "=", buildingId).executeTakeFirst();
    if (!building) throw buildingUnknown();
    const surveys = await read.sql
      .selectFrom("surveyResult")
      .select(["id", "stage", "unitCount", "grossArea"])
      .where("buildingId", "=", buildingId)
      .where("liveStage", "is not", null)
      .execute();
    const stages = stagesInOrder.filter((known) => surveys.some((survey) => survey.stage === known));
    const survey = surveys.find((candidate) => candidate.stage === (stage ?? stages[0]));
    if (!survey) throw new BusinessError("STAGE_NOT_FILED", "该阶段的测绘成果尚未备案。", { status: 404 });
    const units = await unitsOf(read, survey.id);
    return {
      building: { ...building, unitCount: survey.unitCount, grossArea: survey.grossArea },
      stage: survey.stage,
      stages,
      floors: await floorsOf(read, survey.id, units),
      statistics: statisticsOf(units),
    };
  });
}

/** Levels with a name (屋面层) lie above every numbered floor. */
const heightOf = (floor: string): number => (/^-?\d+$/.test(floor) ? Number(floor) : Number.MAX_SAFE_INTEGER);

async function floorsOf(
  read: Pick<Read, "sql">,
  surveyId: number,
  units: readonly UnitCell[],
): Promise<BuildingTable["floors"]> {
  const floors = await read.sql
    .selectFrom("surveyFloor")
    .select(["floor", "grossArea", "interiorArea", "commonArea"])
    .where("surveyId", "=", surveyId)
    .orderBy("position", "desc")
    .execute();
  const byFloor = Map.groupBy(units, ({ floor }) => floor);
  return floors
    .toSorted((a, b) => heightOf(b.floor) - heightOf(a.floor))
    .map((floor) => ({ ...floor, units: byFloor.get(floor.floor) ?? [] }));
}

async function unitsOf(read: Pick<Read, "sql">, surveyId: number, unitId?: number): Promise<UnitCell[]> {
  const units = await read.sql
    .selectFrom("surveyUnit")
    .innerJoin("unit", "unit.id", "surveyUnit.unitId")
    .select([
      "unit.id",
      "unit.roomNo",
      "unit.stairUnit",
      "unit.saleState",
      "surveyUnit.floor",
      "surveyUnit.actualFloor",
      "surveyUnit.zone",
      "surveyUnit.grossArea",
      "surveyUnit.interiorArea",
      "surveyUnit.sharedArea",
      "surveyUnit.balconyArea",
      "surveyUnit.houseUse",
    ])
    .where("surveyUnit.surveyId", "=", surveyId)
    .where("unit.live", "=", 1)
    .$if(unitId !== undefined, (query) => query.where("unit.id", "=", unitId!))
    .orderBy("surveyUnit.position")
    .execute();
  const restrictions = await read.sql
    .selectFrom("unitRestriction")
    .innerJoin("surveyUnit", "surveyUnit.unitId", "unitRestriction.unitId")
    .select(["unitRestriction.unitId", "unitRestriction.kind"])
    .where("surveyUnit.surveyId", "=", surveyId)
    .where("unitRestriction.liveKey", "is not", null)
    .$if(unitId !== undefined, (query) => query.where("unitRestriction.unitId", "=", unitId!))
    .execute();
  const byUnit = Map.groupBy(restrictions, (restriction) => restriction.unitId);
  return units.map((unit) => ({
    ...unit,
    houseUse: labelOfUse(unit.houseUse),
    restrictions: (byUnit.get(unit.id) ?? []).map(({ kind }) => kind),
  }));
}

const labelOfUse = (use: string): string => (Object.hasOwn(HOUSE_USES, use) ? HOUSE_USES[use as HouseUse] : use);

/** By use, the largest first. */
function statisticsOf(units: readonly UnitCell[]): BuildingTable["statistics"] {
  const sum = (rows: readonly UnitCell[], key: "grossArea" | "sharedArea" | "interiorArea") =>
    rows.reduce((total, row) => total + row[key], 0);
  return [...Map.groupBy(units, ({ houseUse }) => houseUse)]
    .map(([use, rows]) => ({
      use,
      units: rows.length,
      grossArea: sum(rows, "grossArea"),
      sharedArea: sum(rows, "sharedArea"),
      interiorArea: sum(rows, "interiorArea"),
    }))
    .sort((a, b) => b.grossArea - a.grossArea);
}

/** A unit with its history, as the newest filed stage shows it. @throws BusinessError UNIT_UNKNOWN (404) */
export function readUnit(ctx: Context, actor: Actor, unitId: number): Promise<UnitView> {
  return ctx.database.read(async (read) => {
    const unknown = new BusinessError("UNIT_UNKNOWN", "没有找到该户室，或您无权查看。", { status: 404 });
    const unit = await read.sql.selectFrom("unit").select("buildingId").where("id", "=", unitId).executeTakeFirst();
    if (!unit) throw unknown;
    const building = await buildingsSeen(read, actor).where("building.id", "=", unit.buildingId).executeTakeFirst();
    if (!building) throw unknown;
    const surveys = await read.sql
      .selectFrom("surveyResult")
      .innerJoin("surveyUnit", "surveyUnit.surveyId", "surveyResult.id")
      .select(["surveyResult.id", "surveyResult.stage"])
      .where("surveyUnit.unitId", "=", unitId)
      .where("surveyResult.liveStage", "is not", null)
      .execute();
    const newest = surveys.toSorted((a, b) => stagesInOrder.indexOf(a.stage) - stagesInOrder.indexOf(b.stage))[0];
    const [cell] = newest ? await unitsOf(read, newest.id, unitId) : [];
    if (!cell) throw unknown;
    const events = await read.sql
      .selectFrom("unitEvent")
      .innerJoin("caseRecord", "caseRecord.id", "unitEvent.caseId")
      .select(["unitEvent.at", "unitEvent.what", "unitEvent.before", "unitEvent.after", "caseRecord.caseNo"])
      .where("unitEvent.unitId", "=", unitId)
      .orderBy("unitEvent.at", "desc")
      .orderBy("unitEvent.id", "desc")
      .execute();
    return { ...cell, events };
  });
}
