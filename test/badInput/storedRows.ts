import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { MemoryStorage } from "#adapters/storage/memory.ts";
import type { Database } from "#db/orm.ts";
import type { TestApp } from "#test/http.ts";

const tablesOf = (database: Database): string[] =>
  [...database.orm.getMetadata().getAll().values()].map(({ tableName }) => tableName).sort();

/** Rows of every table, and files in storage: what a request left behind shows as a difference. */
export async function countStored({ database, context, runner }: TestApp): Promise<Record<string, number>> {
  // Documents of earlier requests are still being drawn.
  await runner.settle();
  const tables = tablesOf(database);
  const { rows } = await database.read((read) =>
    sql<{ name: string; count: number }>`${sql.join(
      tables.map((table) => sql`select ${table} as name, count(*) as count from ${sql.table(table)}`),
      sql` union all `,
    )}`.execute(read.sql),
  );
  const counts = Object.fromEntries(rows.map(({ name, count }) => [name, Number(count)]));
  // Blocks of keys are fetched ahead of the work; a number that was not used is no row of anybody's.
  delete counts.idBlock;
  return { ...counts, "files in storage": (context.storage as MemoryStorage).files.size };
}

/** What became more or less between two counts. */
export function difference(before: Record<string, number>, after: Record<string, number>): Record<string, number> {
  const changes = Object.keys(after).map((name): [string, number] => [name, after[name]! - (before[name] ?? 0)]);
  return Object.fromEntries(changes.filter(([, change]) => change !== 0));
}

/** The content of every table as one hash a table. */
export async function contentOf({ database, runner }: TestApp): Promise<Record<string, string>> {
  await runner.settle();
  const contents: Record<string, string> = {};
  for (const table of tablesOf(database).filter((name) => name !== "idBlock")) {
    const { rows } = await database.read((read) => sql`select * from ${sql.table(table)}`.execute(read.sql));
    contents[table] = createHash("sha256").update(JSON.stringify(rows)).digest("hex");
  }
  return contents;
}
