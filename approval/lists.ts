import type { SelectQueryBuilder } from "kysely";
import type { Schema } from "#db/schema.ts";
import type { Read } from "#db/transaction.ts";
import { BusinessError } from "#domain/errors.ts";
import type { Box, InboxCounts, InboxPage, InboxQuery } from "#domain/platform/inbox.ts";
import { listMine, listParticipation } from "./caseLists.ts";
import type { Actor, Context } from "./context.ts";
import { draftsOf } from "./drafts.ts";
import { notExcluded } from "./sight.ts";
import { listPool, listTodo, poolsOf } from "./taskLists.ts";

/** Counting stops here: shown as 999+. */
const CAP = 1000;

/** One page of a box of the desk. @throws BusinessError BOX_UNKNOWN, CURSOR_INVALID */
export function listInbox(ctx: Context, actor: Actor, box: Box, query: InboxQuery): Promise<InboxPage> {
  switch (box) {
    case "todo":
      return listTodo(ctx, actor, query);
    case "pool":
      return listPool(ctx, actor, query);
    case "done":
    case "finished":
      return listParticipation(ctx, actor, box, query);
    case "mine":
      return listMine(ctx, actor, query);
    default:
      throw new BusinessError("BOX_UNKNOWN", "没有这个列表。", { status: 404 });
  }
}

/** The badges of the desk, each counted over the same rows as its list, at most to 1000. */
export function countInbox(ctx: Context, actor: Actor): Promise<InboxCounts> {
  const now = ctx.clock.now();
  return ctx.database.read(async (read) => {
    const todo = read.sql.selectFrom("task").select("id").where("openAssignee", "=", actor.personId);
    const unread = read.sql
      .selectFrom("notice")
      .select("id")
      .where("personId", "=", actor.personId)
      .where("readAt", "is", null);
    return {
      todo: await count(read, todo),
      todoLate: await count(read, todo.where("sortDue", "<", now)),
      pool: await countPool(read, actor),
      drafts: await count(read, draftsOf(read, actor).clearSelect().clearOrderBy().select("id")),
      unread: await count(read, unread),
    };
  });
}

/** Over the rows of one index range, read up to the cap: no counter rows, which every decision would contend for. */
async function count<Row extends { id: number }>(
  read: Pick<Read, "sql">,
  rows: SelectQueryBuilder<Schema, never, Row>,
): Promise<number> {
  const { count: found } = await read.sql
    .selectFrom(rows.limit(CAP).as("capped"))
    .select((select) => select.fn.countAll().as("count"))
    .executeTakeFirstOrThrow();
  return Number(found);
}

/** A task has exactly one pool, so the pools' counts add up. */
async function countPool(read: Read, actor: Actor): Promise<number> {
  let total = 0;
  for (const pool of await poolsOf(read, actor)) {
    const rows = read.sql
      .selectFrom("task")
      .select("task.id")
      .where("task.openPool", "=", pool)
      .where(notExcluded(actor.personId));
    total += await count(read, rows);
    if (total >= CAP) return CAP;
  }
  return total;
}
