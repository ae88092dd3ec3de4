import type { Selectable } from "kysely";
import type { Storage } from "#adapters/storage/storage.ts";
import type { Database } from "#db/orm.ts";
import type { Schema } from "#db/schema.ts";
import type { AnsweredCommand } from "../client.ts";
import type { CasePlan } from "../plan.ts";

/** What a run leaves behind: what was planned, what the clients were answered, and where the record of it lies. */
export interface Facts {
  database: Database;
  storage: Storage;
  plans: readonly (CasePlan & { caseId: number })[];
  commands: readonly AnsweredCommand[];
}

/** Every row of a table; a run has few enough. */
export function allOf<Table extends keyof Schema>({ database }: Pick<Facts, "database">, table: Table) {
  return database.read(
    async ({ sql }) => (await sql.selectFrom<keyof Schema>(table).selectAll().execute()) as Row<Table>[],
  );
}

type Row<Table extends keyof Schema> = Selectable<Schema[Table]>;

/** A check: everything that is wrong, in sentences; nothing is right. */
export type Check = (facts: Facts) => Promise<string[]>;

/** Says where two lists differ; order does not count. */
export function differences(what: string, found: readonly string[], expected: readonly string[]): string[] {
  const surplus = without(found, expected).map((one) => `${what}: ${one} is too much`);
  return [...surplus, ...without(expected, found).map((one) => `${what}: ${one} is missing`)];
}

/** What `list` has more than `others`, each as often as it is more. */
function without(list: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const other of others) counts.set(other, (counts.get(other) ?? 0) + 1);
  return list.filter((one) => {
    const left = counts.get(one) ?? 0;
    counts.set(one, left - 1);
    return left <= 0;
  });
}
