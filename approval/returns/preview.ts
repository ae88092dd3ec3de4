import type { Read } from "#db/transaction.ts";
import type { ReturnPreview, ReturnTarget } from "#domain/platform/returns.ts";
import type { PathToken } from "#domain/rules/paths.ts";
import type { CaseRow, TaskRow } from "../business.ts";
import type { Actor, Context } from "../context.ts";
import { type Passages, passagesOf } from "../passages.ts";
import { taskUnknown } from "../refusals.ts";
import { demand, relationOf, situationOf } from "../situation.ts";
import { nameOf, planReturn, planReturns } from "./plan.ts";

/** The nodes that the holder of a task may return it to, the newest first. @throws what the table of actions refuses */
export function listReturnTargets(ctx: Context, actor: Actor, taskId: number): Promise<{ targets: ReturnTarget[] }> {
  return ctx.database.read(async (read) => {
    const { task, row } = await returnable(read, actor, taskId);
    const planned = await planReturns(read, task, await passagesOf(ctx.engine, read, row));
    return { targets: planned.map(({ target }) => target) };
  });
}

/** What a return would do: who ends, who goes on, what stands. Changes nothing. @throws as `listReturnTargets` */
export function previewReturn(ctx: Context, actor: Actor, taskId: number, node: string): Promise<ReturnPreview> {
  return ctx.database.read(async (read) => {
    const { task, row } = await returnable(read, actor, taskId);
    const passages = await passagesOf(ctx.engine, read, row);
    const { target, plan } = await planReturn(read, task, passages, node);
    if (!plan.allowed) return { target, ends: [], stays: [], effects: [] };
    const holders = await holdersOf(read, row.id);
    return {
      target,
      ends: lines(passages, plan.ends, holders),
      stays: lines(passages, plan.stays, holders),
      effects: plan.effects,
    };
  });
}

async function returnable(read: Read, actor: Actor, taskId: number): Promise<{ task: TaskRow; row: CaseRow }> {
  const task = await read.sql.selectFrom("task").selectAll().where("id", "=", taskId).executeTakeFirst();
  if (!task) throw taskUnknown();
  const row = await read.sql
    .selectFrom("caseRecord")
    .selectAll()
    .where("id", "=", task.caseId)
    .executeTakeFirstOrThrow();
  demand("return", situationOf(task, row, await relationOf(read, task, actor.personId), actor.personId));
  return { task, row };
}

/** Who holds the open task of each node; null: it waits in its pool. */
async function holdersOf({ sql }: Read, caseId: number): Promise<ReadonlyMap<string, string | null>> {
  const rows = await sql
    .selectFrom("task")
    .leftJoin("person", "person.id", "task.openAssignee")
    .select(["task.node", "person.name"])
    .where("task.caseId", "=", caseId)
    .where("task.endedAt", "is", null)
    .execute();
  return new Map(rows.map(({ node, name }) => [node, name]));
}

/** Containers are no lines of their own. */
const lines = ({ graph }: Passages, tokens: readonly PathToken[], holders: ReadonlyMap<string, string | null>) =>
  tokens
    .filter(({ elementId }) => graph.elements.some(({ id, type }) => id === elementId && type === "userTask"))
    .map(({ elementId: node }) => ({ node, nodeName: nameOf(graph, node), personName: holders.get(node) ?? null }));
