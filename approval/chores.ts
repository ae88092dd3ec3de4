import type { ChoreKind } from "#db/platform/kernel.ts";
import type { OpenCase } from "./openCase.ts";

/** Leaves something for the platform to do for this case, at `dueAt` or as soon as it can. */
export function writeChore(open: OpenCase, chore: { kind: ChoreKind; documentId?: number; dueAt: number }): void {
  const { tx, row } = open;
  const { kind, documentId = null, dueAt } = chore;
  open.leavesWork = true;
  open.write(
    tx.sql.insertInto("chore").values({ id: tx.nextId(), caseId: row.id, kind, documentId, dueAt, failures: 0 }),
  );
}
