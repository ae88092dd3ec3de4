import { fromJson } from "#db/json.ts";
import type { Tx } from "#db/transaction.ts";

/**
 * The newest version of a section of a case's data; null where nobody wrote it. It was checked when it was stored, so
 * the type is the caller's to name.
 */
export async function latestForm<Data>({ sql }: Pick<Tx, "sql">, caseId: number, formId: string): Promise<Data | null> {
  const row = await sql
    .selectFrom("caseForm")
    .select("data")
    .where("caseId", "=", caseId)
    .where("formId", "=", formId)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? fromJson<Data>(row.data) : null;
}
