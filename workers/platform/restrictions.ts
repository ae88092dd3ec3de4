import { forUpdate, recordLock } from "#db/locks.ts";
import type { RestrictionKind } from "#db/registers/buildings.ts";
import type { Tx } from "#db/transaction.ts";
import { restrictionLabels } from "#domain/platform/buildings.ts";

/** Rows an insert carries at most; both databases take far more parameters. */
const ROWS = 200;

/** Takes the locks of units in the one order, so that what is read of them afterwards holds until the commit. */
export async function lockUnits(tx: Tx, unitIds: readonly number[]): Promise<void> {
  const ordered = [...unitIds].sort((a, b) => a - b);
  for (const unitId of ordered) recordLock(tx, "register", ["unit", unitId]);
  if (ordered.length === 0) return;
  await forUpdate(
    tx.sql.selectFrom("unit").select("id").where("id", "in", ordered).orderBy("id"),
    tx.dialect,
  ).execute();
}

/** Puts a restriction on units that this transaction has locked, with an entry in the history of each. */
export async function restrictUnits(
  tx: Tx,
  { caseId, kind, unitIds }: { caseId: number; kind: RestrictionKind; unitIds: readonly number[] },
): Promise<void> {
  const rows = unitIds.map((unitId) => ({
    id: tx.nextId(),
    unitId,
    kind,
    liveKey: `${unitId}:${kind}`,
    caseId,
    since: tx.now,
    until: null,
  }));
  for (let from = 0; from < rows.length; from += ROWS) {
    await tx.sql
      .insertInto("unitRestriction")
      .values(rows.slice(from, from + ROWS))
      .execute();
  }
  await recordUnitEvents(
    tx,
    unitIds.map((unitId) => ({ unitId, caseId, what: "设定限制", before: null, after: restrictionLabels[kind] })),
  );
}

/** Ends the restrictions of a kind that a case set. None set: nothing happens, so it may be repeated. */
export async function unrestrictUnits(
  tx: Tx,
  { caseId, kind }: { caseId: number; kind: RestrictionKind },
): Promise<void> {
  const live = () =>
    tx.sql
      .selectFrom("unitRestriction")
      .select(["id", "unitId"])
      .where("caseId", "=", caseId)
      .where("kind", "=", kind)
      .where("liveKey", "is not", null);
  const restricted = await live().execute();
  if (restricted.length === 0) return;
  const unitIds = restricted.map(({ unitId }) => unitId);
  await lockUnits(tx, unitIds);
  await tx.sql
    .updateTable("unitRestriction")
    .set({ liveKey: null, until: tx.now })
    .where(
      "id",
      "in",
      restricted.map(({ id }) => id),
    )
    .execute();
  await recordUnitEvents(
    tx,
    unitIds.map((unitId) => ({ unitId, caseId, what: "解除限制", before: restrictionLabels[kind], after: null })),
  );
}

export interface UnitChange {
  unitId: number;
  caseId: number;
  /** A verb with its object, as the unit's page shows it. */
  what: string;
  before: string | null;
  after: string | null;
}

/** 变更历史: every change of a unit with the case that made it (CON-11). */
export async function recordUnitEvents(tx: Tx, changes: readonly UnitChange[]): Promise<void> {
  const rows = changes.map((change) => ({ id: tx.nextId(), at: tx.now, ...change }));
  for (let from = 0; from < rows.length; from += ROWS) {
    await tx.sql
      .insertInto("unitEvent")
      .values(rows.slice(from, from + ROWS))
      .execute();
  }
}
