import type { EngineTransaction } from "../../engine.ts";
import type { Changes } from "../core/rowSet.ts";
import type { ElementRow, JobRow, State } from "../core/state.ts";
import type { EngineTables } from "../tables.ts";
import { databaseNow, deleteRows, typed, write, writeRows } from "./sql.ts";

/** Writes what has changed: at most one writing and one deleting statement per table. */
export async function flush(tx: EngineTransaction, state: State): Promise<void> {
  await save(tx, "engineInstance", state.instances.takeChanges());
  await save(tx, "engineElement", state.elements.takeChanges(), toElementColumns);
  await save(tx, "engineJoin", state.joins.takeChanges());
  await saveJobs(tx, state.jobs.takeChanges());
  await save(tx, "engineTimer", state.timers.takeChanges());
  await save(tx, "engineMessageSubscription", state.messages.takeChanges());
  await save(tx, "engineIncident", state.incidents.takeChanges());
}

async function save<T extends object>(
  tx: EngineTransaction,
  table: keyof EngineTables,
  { added, changed, removed }: Changes<T>,
  toColumns: (row: T) => object = (row) => row,
): Promise<void> {
  const rows = [...added, ...changed].map((row) => ({ ...toColumns(row) }));
  if (rows.length > 0) await writeRows(tx, table, rows, changed.length > 0);
  if (removed.length > 0) await deleteRows(tx, table, removed);
}

const toElementColumns = (row: ElementRow) => ({ ...row, variables: JSON.stringify(row.variables) });

/**
 * Changed jobs are written one by one (a command changes one), and only what commands change: a lease that another process
 * takes at this moment is never overwritten by what this one has loaded before.
 */
async function saveJobs(tx: EngineTransaction, { added, changed, removed }: Changes<JobRow>): Promise<void> {
  const toColumns = ({ backOff, ...columns }: JobRow) => columns;
  await save(tx, "engineJob", { added, changed: [], removed }, toColumns);
  for (const { key, retries, worker, availableAt, backOff } of changed) {
    const later = backOff ? databaseNow(tx) : null;
    const update = typed(tx)
      .updateTable("engineJob")
      .set((eb) => ({ retries, worker, availableAt: later ? eb(later, "+", backOff!) : availableAt }))
      .where("key", "=", key);
    await write(tx, update);
  }
}
