import type { z } from "zod";
import type { Read } from "#db/transaction.ts";
import {
  type NoticeKind,
  type NoticeRow,
  noticeKinds,
  type noticePageSchema,
  type noticesQuerySchema,
} from "#domain/platform/notices.ts";
import { feedPersons } from "./changeFeed.ts";
import type { Actor, Context } from "./context.ts";
import { countRows } from "./countRows.ts";
import { cutPage, PAGE, readCursor } from "./cursor.ts";

/** 待阅, 已阅: one page of a person's own notices, newest first. @throws BusinessError CURSOR_INVALID (422) */
export function listNotices(
  ctx: Context,
  { personId }: Actor,
  { box, after }: z.output<typeof noticesQuerySchema>,
): Promise<z.infer<typeof noticePageSchema>> {
  return ctx.database.read(async (read) => {
    const cursor = readCursor(after);
    const found = await read.sql
      .selectFrom("notice")
      .leftJoin("caseRecord", "caseRecord.id", "notice.caseId")
      .select(["notice.id", "notice.kind", "notice.text", "notice.caseId", "notice.at", "notice.readAt"])
      .select("caseRecord.caseNo")
      .where("notice.personId", "=", personId)
      .where("notice.readAt", box === "unread" ? "is" : "is not", null)
      .$if(cursor !== null, (rows) =>
        rows.where((where) =>
          where.and([
            where("notice.at", "<=", cursor!.at),
            where.or([
              where("notice.at", "<", cursor!.at),
              where.and([where("notice.at", "=", cursor!.at), where("notice.id", "<", cursor!.id)]),
            ]),
          ]),
        ),
      )
      .orderBy("notice.at", "desc")
      .orderBy("notice.id", "desc")
      .limit(PAGE + 1)
      .execute();
    const { rows, next } = cutPage(found, ({ at, id }) => ({ at, id }));
    return { rows: rows.map((row): NoticeRow => ({ ...row, label: labelOf(row.kind) })), next };
  });
}

const labelOf = (kind: string): string => noticeKinds[kind as NoticeKind] ?? kind;

/** Marks own notices as read; a notice that was read keeps its first time. Answers how many are left unread. */
export function readNotices(ctx: Context, actor: Actor, ids: readonly number[]): Promise<{ unread: number }> {
  return ctx.database.transact(
    async (tx) => {
      await tx.sql
        .updateTable("notice")
        .set({ readAt: tx.now })
        .where("personId", "=", actor.personId)
        .where("readAt", "is", null)
        .where("id", "in", ids)
        .execute();
      await feedPersons(tx, [actor.personId]);
      return { unread: await countUnread(tx, actor) };
    },
    { name: "readNotices" },
  );
}

/** The badge of 待阅, counted over the same rows as its list. */
export const countUnread = (read: Pick<Read, "sql">, { personId }: Pick<Actor, "personId">): Promise<number> =>
  countRows(
    read,
    read.sql.selectFrom("notice").select("id").where("personId", "=", personId).where("readAt", "is", null),
  );
