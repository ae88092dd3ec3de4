import type { Tx } from "#db/transaction.ts";
import type { Problem } from "#domain/errors.ts";
import { type ChosenRoom, managementRoomsErrors, type RoomFacts } from "#domain/management-rooms.ts";
import { restrictionLabels, saleStateLabels } from "#domain/platform/buildings.ts";

/** A chosen room with what the survey in force says of it. */
export interface Room extends RoomFacts {
  nominalFloor: string;
  houseUse: string;
}

/** The rooms a case asks to confirm. */
export function roomsOfCase({ sql }: Pick<Tx, "sql">, caseId: number): Promise<ChosenRoom[]> {
  return sql
    .selectFrom("pmRoomUnit")
    .select(["unitId", "forCommittee"])
    .where("caseId", "=", caseId)
    .orderBy("unitId")
    .execute()
    .then((rows) => rows.map(({ unitId, forCommittee }) => ({ unitId, forCommittee: forCommittee === 1 })));
}

/** The rooms as measured, in the order of the survey. Units that the survey does not know are left out. */
export async function measureRooms(
  { sql }: Pick<Tx, "sql">,
  surveyId: number,
  chosen: readonly ChosenRoom[],
): Promise<Room[]> {
  if (chosen.length === 0) return [];
  const units = await sql
    .selectFrom("surveyUnit")
    .innerJoin("unit", "unit.id", "surveyUnit.unitId")
    .select(["unit.id as unitId", "unit.roomNo", "unit.stairUnit", "surveyUnit.actualFloor"])
    .select(["surveyUnit.grossArea", "surveyUnit.nominalFloor", "surveyUnit.houseUse"])
    .where("surveyUnit.surveyId", "=", surveyId)
    .where(
      "unit.id",
      "in",
      chosen.map(({ unitId }) => unitId),
    )
    .where("unit.live", "=", 1)
    .orderBy("surveyUnit.position")
    .execute();
  const forCommittee = new Set(chosen.filter((room) => room.forCommittee).map(({ unitId }) => unitId));
  return units.map(({ stairUnit, roomNo, ...unit }) => ({
    ...unit,
    roomNo: stairUnit === "" ? roomNo : `${stairUnit}单元${roomNo}`,
    forCommittee: forCommittee.has(unit.unitId),
  }));
}

/** Why rooms cannot be confirmed: restricted, sold or gone. Restrictions that `exceptCaseId` set itself do not count. */
export async function takenRooms(
  { sql }: Pick<Tx, "sql">,
  rooms: readonly Pick<ChosenRoom, "unitId">[],
  exceptCaseId: number,
): Promise<Problem[]> {
  if (rooms.length === 0) return [];
  const unitIds = rooms.map(({ unitId }) => unitId);
  const units = await sql
    .selectFrom("unit")
    .select(["id", "roomNo", "saleState", "live"])
    .where("id", "in", unitIds)
    .orderBy("id")
    .execute();
  const restrictions = await sql
    .selectFrom("unitRestriction")
    .select(["unitId", "kind"])
    .where("unitId", "in", unitIds)
    .where("liveKey", "is not", null)
    .where("caseId", "!=", exceptCaseId)
    .execute();
  return units.flatMap(({ id, roomNo, saleState, live }) => {
    const why = [
      ...(live === null ? ["已不存在"] : []),
      ...(saleState === "notForSale" || saleState === "forSale" ? [] : [`处于“${saleStateLabels[saleState]}”状态`]),
      ...restrictions.filter(({ unitId }) => unitId === id).map(({ kind }) => `已有“${restrictionLabels[kind]}”限制`),
    ];
    if (why.length === 0) return [];
    return [
      {
        code: managementRoomsErrors.roomsTaken,
        message: `户室 ${roomNo} ${why.join("，")}，不能确认为物业管理用房。`,
        field: "rooms",
        value: roomNo,
        rule: "PMR-05",
      },
    ];
  });
}
