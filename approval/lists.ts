import type { Read } from "#db/transaction.ts";
import { BusinessError } from "#domain/errors.ts";
import type { Box, InboxCounts, InboxPage, InboxQuery } from "#domain/platform/inbox.ts";
import { listMine, listParticipation } from "./caseLists.ts";
import type { Actor, Context } from "./context.ts";
import { CAP, countRows } from "./countRows.ts";
import { draftsOf } from "./drafts.ts";
import { countUnread } from "./noticeLists.ts";
import { notExcluded } from "./sight.ts";
import { listPool, listTodo, poolsOf } from "./taskLists.ts";

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
    return {
      todo: await countRows(read, todo),
      todoLate: await countRows(read, todo.where("sortDue", "<", now)),
      pool: await countPool(read, actor),
      drafts: await countRows(read, draftsOf(read, actor).clearSelect().clearOrderBy().select("id")),
      unread: await countUnread(read, actor),
    };
  });
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
    total += await countRows(read, rows);
    if (total >= CAP) return CAP;
  }
  return total;
}
