import { fromJson } from "#db/json.ts";
import type { Read } from "#db/transaction.ts";
import { BusinessError } from "#domain/errors.ts";
import { type ReturnTarget, returnRefusals } from "#domain/platform/returns.ts";
import { passedNodes, type ReturnPlanOrRefusal, returnPlan } from "#domain/rules/returnPlan.ts";
import type { TaskRow } from "../business.ts";
import { nodeSettings } from "../nodeSettings.ts";
import type { Passages } from "../passages.ts";

/** A target with what a return to it would do. */
export interface PlannedReturn {
  target: ReturnTarget;
  plan: ReturnPlanOrRefusal;
}

interface LastDecision {
  personId: number;
  personName: string;
  at: number;
}

/** What a return of this task to `node` does, or why it is refused. @throws BusinessError RETURN_NOT_OFFERED (409) */
export async function planReturn(
  read: Pick<Read, "sql">,
  task: TaskRow,
  passages: Passages,
  node: string,
): Promise<PlannedReturn> {
  const { returnTargets } = nodeSettings(fromJson(task.settings));
  if (returnTargets && !returnTargets.includes(node)) {
    throw new BusinessError("RETURN_NOT_OFFERED", "本环节未设置退回至所选环节。");
  }
  return describe(passages, task, node, await lastDecisions(read, task.caseId));
}

/** Every node that the case passed, the newest first, with what speaks against it. */
export async function planReturns(
  read: Pick<Read, "sql">,
  task: TaskRow,
  passages: Passages,
): Promise<PlannedReturn[]> {
  const { returnTargets } = nodeSettings(fromJson(task.settings));
  const decisions = await lastDecisions(read, task.caseId);
  return passedNodes(passages.graph, passages.journal, task.node)
    .filter((node) => returnTargets === null || returnTargets.includes(node))
    .map((node) => describe(passages, task, node, decisions))
    .filter(({ target }) => target.code !== "NEVER_PASSED");
}

function describe(
  { graph, tokens, journal }: Passages,
  task: TaskRow,
  node: string,
  decisions: ReadonlyMap<string, LastDecision>,
): PlannedReturn {
  const plan = returnPlan(graph, tokens, journal, { source: task.node, target: node });
  const code = plan.allowed ? null : plan.code;
  const decided = decisions.get(node);
  const target = {
    node,
    nodeName: nameOf(graph, node),
    personName: decided?.personName ?? null,
    at: decided?.at ?? 0,
    allowed: plan.allowed,
    code,
    message: code === null ? "" : returnRefusals[code],
  };
  return { target, plan };
}

export const nameOf = ({ elements }: Passages["graph"], node: string): string =>
  elements.find(({ id }) => id === node)?.name ?? node;

/** Who decided each node last, whether it took effect or not. */
export async function lastDecisions(
  { sql }: Pick<Read, "sql">,
  caseId: number,
): Promise<ReadonlyMap<string, LastDecision>> {
  const rows = await sql
    .selectFrom("decision")
    .select(["node", "personId", "personName", "at"])
    .where("caseId", "=", caseId)
    .orderBy("at")
    .orderBy("id")
    .execute();
  return new Map(rows.map(({ node, ...decision }) => [node, decision]));
}
