import { sql } from "kysely";
import type { EngineTransaction } from "../../engine.ts";
import type { StateRows } from "../core/state.ts";
import { engineTables } from "../tables.ts";

/** Where the rows of a table go. Definitions are not part of an instance. */
const places: Readonly<Record<string, keyof StateRows>> = {
  engineInstance: "instances",
  engineElement: "elements",
  engineJoin: "joins",
  engineJob: "jobs",
  engineTimer: "timers",
  engineMessageSubscription: "messages",
  engineIncident: "incidents",
};

/** `select 'jobs' as place, json_object('key', key, …) as content from engineJob where rootKey = ?`, for each table. */
const legs = engineTables
  .map(({ meta }) => ({ table: meta.tableName, columns: Object.keys(meta.properties) }))
  .filter(({ table }) => table in places)
  .map(({ table, columns }) => {
    const pairs = columns.flatMap((column) => [sql.lit(column), sql.ref(column)]);
    const select = sql`select ${sql.lit(places[table])} as ${sql.ref("place")}, json_object(${sql.join(pairs)}) as ${sql.ref("content")}`;
    return (rootKey: number) => sql`${select} from ${sql.table(table)} where ${sql.ref("rootKey")} = ${rootKey}`;
  });

/**
 * Loads everything that lives in a root instance, in one round trip: on MySQL round trips are the cost. Rows of so
 * different tables fit into one result as JSON, which both databases make alike.
 */
export async function loadRows(tx: EngineTransaction, rootKey: number): Promise<StateRows> {
  const rows: StateRows = { instances: [], elements: [], joins: [], jobs: [], timers: [], messages: [], incidents: [] };
  const union = sql.join(
    legs.map((leg) => leg(rootKey)),
    sql` union all `,
  );
  const result = await sql<{ place: keyof StateRows; content: string | object }>`${union}`.execute(tx.sql);
  for (const { place, content } of result.rows) {
    // MySQL gives JSON already parsed, MariaDB and SQLite as text.
    const row = typeof content === "string" ? JSON.parse(content) : content;
    if (place === "elements") row.variables = JSON.parse(row.variables);
    rows[place].push(row);
  }
  return rows;
}
