import type { Selectable } from "kysely";
import { forUpdate, recordLock } from "#db/locks.ts";
import type { Schema } from "#db/schema.ts";
import type { Read, Tx } from "#db/transaction.ts";
import { BusinessError } from "#domain/errors.ts";

export type RoundRow = Selectable<Schema["supplementRound"]>;
export type ItemRow = Selectable<Schema["supplementItem"]>;

/** The round of 补正 that a case waits for; null where it waits for none. */
export async function openRoundOf(read: Pick<Read, "sql">, caseId: number): Promise<RoundRow | null> {
  return (await openRounds(read, caseId).executeTakeFirst()) ?? null;
}

const openRounds = ({ sql }: Pick<Read, "sql">, caseId: number) =>
  sql
    .selectFrom("supplementRound")
    .selectAll()
    .where("caseId", "=", caseId)
    .where("answeredAt", "is", null)
    .where("endedAt", "is", null);

/**
 * The same, held until the commit: files are uploaded for a round without the locks of its case, so that they and its
 * answer wait for each other here.
 * @throws BusinessError SUPPLEMENT_CLOSED (409) where the case waits for none
 */
export async function lockOpenRound(tx: Tx, caseId: number): Promise<RoundRow> {
  const found = await openRoundOf(tx, caseId);
  if (!found) throw supplementClosed();
  recordLock(tx, "register", ["supplementRound", found.id]);
  const round = await forUpdate(openRounds(tx, caseId), tx.dialect).executeTakeFirst();
  if (round?.id !== found.id) throw supplementClosed();
  return round;
}

export const supplementClosed = (): BusinessError =>
  new BusinessError("SUPPLEMENT_CLOSED", "该案件目前没有待答复的补正要求，请刷新页面。");

/** What a round asks for, in its order. */
export function itemsOf({ sql }: Pick<Read, "sql">, roundIds: readonly number[]): Promise<ItemRow[]> {
  return sql
    .selectFrom("supplementItem")
    .selectAll()
    .where("roundId", "in", [...roundIds])
    .orderBy("roundId")
    .orderBy("n")
    .execute();
}
