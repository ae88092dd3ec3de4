import type { Insertable, Updateable } from "kysely";
import type { Schema } from "#db/schema.ts";
import type { EngineEvent } from "#engine/engine.ts";
import type { OpenCase } from "./openCase.ts";

type Kind = "task" | "job" | "scope";
type Way = "completed" | "canceled";

/** What an event means for the journal; null where it means nothing. */
function meaningOf(event: EngineEvent): { kind: Kind; left: Way | null } | null {
  switch (event.type) {
    case "taskCreated":
      return { kind: "task", left: null };
    case "taskCompleted":
      return { kind: "task", left: "completed" };
    case "taskCanceled":
      return { kind: "task", left: "canceled" };
    case "jobCreated":
      return { kind: "job", left: null };
    case "jobCompleted":
      return { kind: "job", left: "completed" };
    case "jobCanceled":
      return { kind: "job", left: "canceled" };
    case "scopeEntered":
      return { kind: "scope", left: null };
    case "scopeLeft":
      return { kind: "scope", left: "completed" };
    case "scopeTerminated":
      return { kind: "scope", left: "canceled" };
    default:
      return null;
  }
}

/** Collects the journal's rows for what happened in one command; `personId` is who completed a task in it. */
export function journal(open: OpenCase, events: EngineEvent[], personId: number | null): void {
  const { tx } = open;
  const caseId = open.row.id;
  const entered = new Map<string, Insertable<Schema["journal"]>>();
  for (const event of events) {
    const meaning = meaningOf(event);
    if (!meaning || !("elementInstanceKey" in event)) continue;
    const { kind, left } = meaning;
    const elementInstance = event.elementInstanceKey;
    const leaving = left && leave(tx.now, left, kind === "task" && left === "completed" ? personId : null);
    const row = entered.get(elementInstance);
    if (leaving && row) Object.assign(row, leaving);
    else if (leaving) open.write(leaveWrite(open, elementInstance, leaving));
    else {
      entered.set(elementInstance, {
        id: tx.nextId(),
        caseId,
        n: 0,
        kind,
        element: event.elementId,
        elementInstance,
        scope: event.scopeKey,
        enteredAt: tx.now,
        leftAt: null,
        how: null,
        personId: null,
      });
    }
  }
  if (entered.size === 0) return;
  const { journalCount } = open.row;
  const rows = [...entered.values()].map((row, index) => ({ ...row, n: journalCount + 1 + index }));
  open.change({ journalCount: journalCount + rows.length });
  open.write(tx.sql.insertInto("journal").values(rows));
}

const leave = (at: number, how: Way, personId: number | null): Updateable<Schema["journal"]> => ({
  leftAt: at,
  how,
  ...(personId === null ? {} : { personId }),
});

const leaveWrite = (open: OpenCase, elementInstance: string, leaving: Updateable<Schema["journal"]>) =>
  open.tx.sql
    .updateTable("journal")
    .set(leaving)
    .where("caseId", "=", open.row.id)
    .where("elementInstance", "=", elementInstance)
    .where("leftAt", "is", null);
