import { type ExpressionBuilder, sql } from "kysely";
import { fromJson } from "#db/json.ts";
import type { Schema } from "#db/schema.ts";
import type { Read } from "#db/transaction.ts";
import type { InboxPage, InboxQuery, InboxRow } from "#domain/platform/inbox.ts";
import { shanghaiDate } from "#domain/rules/workingDays.ts";
import type { TaskRow } from "./business.ts";
import { calendarOf } from "./calendar.ts";
import { timeLeft } from "./clocks.ts";
import type { Actor, Context } from "./context.ts";
import { type Cursor, cutPage, PAGE, readCursor } from "./cursor.ts";
import { holdsByTask } from "./holds.ts";
import { contains } from "./like.ts";
import { notExcluded } from "./sight.ts";

/** Boxes whose rows are tasks: each is a range of one index, read from where the page before ended. */

type SortKey = "sortDue" | "receivedAt";
const sortKeyOf = ({ sort }: InboxQuery): SortKey => (sort === "received" ? "receivedAt" : "sortDue");

/** 待办: tasks the person holds. */
export function listTodo(ctx: Context, actor: Actor, query: InboxQuery): Promise<InboxPage> {
  return ctx.database.read(async (read) => {
    const rows = await tasksWhere(read, query)
      .where("task.openAssignee", "=", actor.personId)
      .limit(PAGE + 1)
      .execute();
    return page(ctx, read, actor, query, rows);
  });
}

/** 待领: pooled tasks the person may claim. */
export function listPool(ctx: Context, actor: Actor, query: InboxQuery): Promise<InboxPage> {
  return ctx.database.read(async (read) => {
    const pools = await poolsOf(read, actor);
    const rows = pools.length === 0 ? [] : await firstOfPools(read, actor, query, pools);
    return page(ctx, read, actor, query, rows);
  });
}

/** The pools a person serves; at most 64 (`docs/kernel.md`). */
export async function poolsOf(read: Pick<Read, "sql">, { personId }: Actor): Promise<number[]> {
  const rows = await read.sql.selectFrom("poolMember").select("poolId").where("personId", "=", personId).execute();
  return rows.map(({ poolId }) => poolId);
}

/**
 * SQLite merges the ranges of several pools by itself. MySQL would sort all their rows: there the first of each pool are
 * taken, merged, and only those of the page read whole.
 */
async function firstOfPools(read: Read, actor: Actor, query: InboxQuery, pools: number[]): Promise<TaskRow[]> {
  const inPool = (pool: number) =>
    tasksWhere(read, query)
      .where("task.openPool", "=", pool)
      .where(notExcluded(actor.personId))
      .limit(PAGE + 1);
  if (pools.length === 1) return inPool(pools[0]!).execute();
  if (read.dialect === "sqlite") {
    return tasksWhere(read, query)
      .where("task.openPool", "in", pools)
      .where(notExcluded(actor.personId))
      .limit(PAGE + 1)
      .execute();
  }
  const key = sortKeyOf(query);
  const [first, ...others] = pools.map((pool) =>
    inPool(pool)
      .clearSelect()
      .select(["task.id", `task.${key} as sort`] as const),
  );
  const merged = others.reduce((all, next) => sql`${all} union all (${next})`, sql`(${first})`);
  const { rows } = await sql<{
    id: number;
  }>`select id from (${merged}) as firsts order by sort, id limit ${sql.lit(PAGE + 1)}`.execute(read.sql);
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  return read.sql.selectFrom("task").selectAll().where("id", "in", ids).orderBy(key).orderBy("id").execute();
}

/** Tasks that pass the filters, after the cursor, in the order of the list. */
function tasksWhere(read: Pick<Read, "sql">, query: InboxQuery) {
  const key = sortKeyOf(query);
  const after = readCursor(query.after);
  return read.sql
    .selectFrom("task")
    .selectAll("task")
    .$if(query.business !== undefined, (rows) => rows.where("task.business", "=", query.business!))
    .$if(query.node !== undefined, (rows) => rows.where("task.node", "=", query.node!))
    .$if(query.q !== undefined && query.q !== "", (rows) =>
      rows.where((where) =>
        where.or([contains(where, "task.title", query.q!), contains(where, "task.caseNo", query.q!)]),
      ),
    )
    .$if(after !== null, (rows) => rows.where((where) => comesAfter(where, key, after!)))
    .orderBy(`task.${key}`)
    .orderBy("task.id");
}

function comesAfter(where: ExpressionBuilder<Schema, "task">, key: SortKey, { at, id }: Cursor) {
  const column = `task.${key}` as const;
  return where.and([
    where(column, ">=", at),
    where.or([where(column, ">", at), where.and([where(column, "=", at), where("task.id", ">", id)])]),
  ]);
}

async function page(
  ctx: Context,
  read: Pick<Read, "sql">,
  actor: Actor,
  query: InboxQuery,
  tasks: TaskRow[],
): Promise<InboxPage> {
  const key = sortKeyOf(query);
  const { rows, next } = cutPage(tasks, (task) => ({ at: task[key], id: task.id }));
  if (rows.length === 0) return { rows: [], next };
  const cases = await read.sql
    .selectFrom("caseRecord")
    .select(["id", "state", "outcome", "deemedAt"])
    .where("id", "in", [...new Set(rows.map(({ caseId }) => caseId))])
    .execute();
  const calendar = await calendarOf(read, actor.regionCode);
  const holds = await holdsByTask(
    read,
    cases.map(({ id }) => id),
  );
  const now = ctx.clock.now();
  return {
    next,
    rows: rows.map((task): InboxRow => {
      const state = cases.find(({ id }) => id === task.caseId);
      return {
        id: `task-${task.id}`,
        taskId: task.id,
        caseId: task.caseId,
        caseNo: task.caseNo,
        business: task.business,
        businessName: ctx.businesses.get(task.business)?.name ?? task.business,
        title: task.title,
        applicantName: task.applicantName,
        node: task.node,
        nodeName: task.nodeName,
        taskState: task.state,
        caseState: state?.state ?? "running",
        caseOutcome: state?.outcome ?? null,
        deemedAccepted: (state?.deemedAt ?? null) !== null,
        summary: fromJson(task.summary),
        at: task.receivedAt,
        timeLeft: timeLeft(task.receivedAt, shanghaiDate(task.sortDue), now, calendar, holds.get(task.id)),
        version: task.version,
      };
    }),
  };
}
