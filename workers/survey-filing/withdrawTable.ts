import { forUpdate, recordLock } from "#db/locks.ts";
import type { Tx } from "#db/transaction.ts";
import { lockUnits, recordUnitEvents } from "../platform/restrictions.ts";

/**
 * Takes back what `build-table` did for a case: its survey is in force no more, and units that only this survey knew end.
 * Units that something holds on to stay. A case that built nothing: nothing happens, so it may be repeated.
 */
export async function withdrawTable(tx: Tx, caseId: number): Promise<void> {
  const filed = await tx.sql
    .selectFrom("surveyResult")
    .select(["id", "buildingId"])
    .where("caseId", "=", caseId)
    .where("liveStage", "is not", null)
    .executeTakeFirst();
  if (!filed) return;
  recordLock(tx, "register", ["building", filed.buildingId]);
  const building = tx.sql.selectFrom("building").select("id").where("id", "=", filed.buildingId);
  await forUpdate(building, tx.dialect).executeTakeFirstOrThrow();
  await tx.sql.updateTable("surveyResult").set({ liveStage: null }).where("id", "=", filed.id).execute();
  const orphans = await onlyMeasuredBy(tx, filed.id);
  if (orphans.length === 0) return;
  await lockUnits(tx, orphans);
  await tx.sql
    .updateTable("unit")
    .set((set) => ({ live: null, version: set("version", "+", 1) }))
    .where("id", "in", orphans)
    .execute();
  await recordUnitEvents(
    tx,
    orphans.map((unitId) => ({ unitId, caseId, what: "备案撤下", before: null, after: null })),
  );
}

/** Units of a survey that no other survey measured, that are not sold and not restricted. */
async function onlyMeasuredBy({ sql }: Tx, surveyId: number): Promise<number[]> {
  const rows = await sql
    .selectFrom("surveyUnit")
    .innerJoin("unit", "unit.id", "surveyUnit.unitId")
    .select("unit.id")
    .where("surveyUnit.surveyId", "=", surveyId)
    .where("unit.live", "=", 1)
    .where("unit.saleState", "in", ["notForSale", "forSale"])
    .where((where) =>
      where.and([
        where.not(
          where.exists(
            where
              .selectFrom("surveyUnit as other")
              .select("other.id")
              .whereRef("other.unitId", "=", "unit.id")
              .where("other.surveyId", "!=", surveyId),
          ),
        ),
        where.not(
          where.exists(
            where
              .selectFrom("unitRestriction")
              .select("unitRestriction.id")
              .whereRef("unitRestriction.unitId", "=", "unit.id")
              .where("unitRestriction.liveKey", "is not", null),
          ),
        ),
      ]),
    )
    .orderBy("unit.id")
    .execute();
  return rows.map(({ id }) => id);
}
