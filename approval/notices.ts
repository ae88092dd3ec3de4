import type { NoticeKind } from "#domain/platform/notices.ts";
import type { OpenCase } from "./openCase.ts";

/** Characters that a notice has room for; a note in it is cut there. */
const LONGEST = 300;

/** Puts one notice (待阅) before each of these persons. The text is Chinese and names no outside person. */
export function notify(open: OpenCase, personIds: readonly number[], kind: NoticeKind, text: string): void {
  if (personIds.length === 0) return;
  const { tx, row } = open;
  const notices = personIds.map((personId) => ({
    id: tx.nextId(),
    personId,
    caseId: row.id,
    kind,
    text: [...text].slice(0, LONGEST).join(""),
    at: tx.now,
    readAt: null,
  }));
  open.write(tx.sql.insertInto("notice").values(notices));
  open.tell(personIds);
}

/** Tells the process administrators of the deciding centre; they see that a case is stuck, not what stands in it. */
export async function tellAdministrators(open: OpenCase, kind: NoticeKind, text: string): Promise<void> {
  const administrators = await open.tx.sql
    .selectFrom("position")
    .innerJoin("org", "org.id", "position.orgId")
    .select("position.personId")
    .distinct()
    .where("position.role", "=", "processAdmin")
    .where("position.live", "=", 1)
    .where((where) => where.or([where("org.id", "=", open.row.orgId), where("org.parentId", "=", open.row.orgId)]))
    .execute();
  notify(
    open,
    administrators.map(({ personId }) => personId),
    kind,
    text,
  );
}
