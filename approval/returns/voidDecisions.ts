import { fromJson } from "#db/json.ts";
import type { Phase } from "#domain/platform/states.ts";
import { nodeSettings } from "../nodeSettings.ts";
import type { OpenCase } from "../openCase.ts";

/**
 * Decisions of these nodes did not take effect (未生效): they count neither for separation nor for the guards of jobs. A
 * case that one of them had decided is undecided once more. Whom separation keeps from tasks that wait is computed anew by
 * the engine step that follows. Answers who had made them.
 */
export async function voidDecisions(open: OpenCase, nodes: readonly string[]): Promise<number[]> {
  const { tx, row } = open;
  if (nodes.length === 0) return [];
  const decisions = await tx.sql
    .selectFrom("decision")
    .innerJoin("task", "task.id", "decision.taskId")
    .select(["decision.id", "decision.personId", "task.settings"])
    .where("decision.caseId", "=", row.id)
    .where("decision.node", "in", nodes)
    .where("decision.state", "=", "effective")
    .execute();
  if (decisions.length === 0) return [];
  const ids = decisions.map(({ id }) => id);
  open.write(tx.sql.updateTable("decision").set({ state: "void" }).where("id", "in", ids));
  undecide(
    open,
    decisions.map(({ settings }) => nodeSettings(fromJson(settings)).phase),
  );
  await forgetSeparation(open);
  return [...new Set(decisions.map(({ personId }) => personId))];
}

function undecide(open: OpenCase, phases: readonly Phase[]): void {
  if (open.row.state !== "decided") return;
  if (phases.some((phase) => phase !== "review")) open.change({ state: "running", decidedAt: null });
}

/** Exclusions of waiting tasks that stood on decisions; `excludeFromWaiting` writes those that still hold. */
async function forgetSeparation(open: OpenCase): Promise<void> {
  const { tx, row } = open;
  const waiting = tx.sql.selectFrom("task").select("id").where("caseId", "=", row.id).where("openPool", "is not", null);
  open.write(tx.sql.deleteFrom("taskExclusion").where("reason", "=", "separation").where("taskId", "in", waiting));
  await open.send();
}
