import type { Read } from "#db/transaction.ts";
import type { CaseView } from "#domain/platform/cases.ts";
import { type RecallRefusal, recallRefusals } from "#domain/platform/recalls.ts";
import { type RecallPlan, recallPlan } from "#domain/rules/recallPlan.ts";
import type { CaseRow, TaskRow } from "../business.ts";
import { isBusy } from "../caseSituation.ts";
import type { Actor, Context } from "../context.ts";
import { passagesOf } from "../passages.ts";

/** A decision that may be taken back, with the tasks that followed it and end then. */
export interface PlannedRecall {
  plan: RecallPlan;
  following: TaskRow[];
}
export interface RecallRefused {
  code: RecallRefusal;
  message: string;
}

/** What taking back the decision of this task does, or the obstacle by name. */
export async function planRecall(
  engine: Context["engine"],
  read: Pick<Read, "sql" | "dialect">,
  row: Readonly<CaseRow>,
  task: TaskRow,
): Promise<PlannedRecall | RecallRefused> {
  if (row.closedAt !== null) return obstacle("RECALL_CASE_ENDED");
  if (!(await isEffective(read, task))) return obstacle("RECALL_NOT_EFFECTIVE");
  const { graph, tokens, journal } = await passagesOf(engine, read, row);
  const plan = recallPlan(graph, tokens, journal, task.node);
  if (!plan.allowed) return obstacle(plan.code, "element" in plan ? plan.element : "");
  const nodes = plan.ends.map(({ elementId }) => elementId);
  const following = await openTasksAt(read, row.id, nodes);
  const taken = await firstTaken(read, following);
  return taken ? obstacle("RECALL_NEXT_TAKEN", taken.nodeName) : { plan, following };
}

/** The caller's newest decision, where it may still be taken back. */
export async function recallableOf(
  ctx: Pick<Context, "engine">,
  read: Pick<Read, "sql" | "dialect">,
  actor: Pick<Actor, "personId">,
  row: Readonly<CaseRow>,
): Promise<CaseView["recallable"]> {
  if (row.closedAt !== null || isBusy(row)) return null;
  const task = await read.sql
    .selectFrom("task")
    .innerJoin("decision", "decision.taskId", "task.id")
    .selectAll("task")
    .where("decision.caseId", "=", row.id)
    .where("decision.personId", "=", actor.personId)
    .where("decision.state", "=", "effective")
    .orderBy("decision.at", "desc")
    .orderBy("decision.id", "desc")
    .executeTakeFirst();
  if (!task) return null;
  const planned = await planRecall(ctx.engine, read, row, task);
  return "plan" in planned ? { taskId: task.id, nodeName: task.nodeName } : null;
}

const obstacle = (code: RecallRefusal, name = ""): RecallRefused => ({
  code,
  message: `${recallRefusals[code]}${name === "" ? "" : `（${name}）`}，不能取回。`,
});

/** The newest decision of the node is that of this task, and took effect. */
async function isEffective({ sql }: Pick<Read, "sql">, task: TaskRow): Promise<boolean> {
  const newest = await sql
    .selectFrom("decision")
    .select(["taskId", "state"])
    .where("caseId", "=", task.caseId)
    .where("node", "=", task.node)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .executeTakeFirst();
  return newest?.taskId === task.id && newest.state === "effective";
}

async function openTasksAt({ sql }: Pick<Read, "sql">, caseId: number, nodes: readonly string[]): Promise<TaskRow[]> {
  if (nodes.length === 0) return [];
  return sql
    .selectFrom("task")
    .selectAll()
    .where("caseId", "=", caseId)
    .where("endedAt", "is", null)
    .where("node", "in", nodes)
    .orderBy("id")
    .execute();
}

/** A task that came by itself, after a return, is not taken before its holder has written something. */
async function firstTaken({ sql }: Pick<Read, "sql">, tasks: readonly TaskRow[]): Promise<TaskRow | undefined> {
  const claimed = tasks.find(({ claimedAt, openedAt }) => claimedAt !== null || openedAt !== null);
  if (claimed || tasks.length === 0) return claimed;
  const ids = tasks.map(({ id }) => id);
  const draft = await sql.selectFrom("draft").select("taskId").where("taskId", "in", ids).executeTakeFirst();
  return draft && tasks.find(({ id }) => id === draft.taskId);
}
