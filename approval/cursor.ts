import { BusinessError } from "#domain/errors.ts";

/** Rows of a page. */
export const PAGE = 20;

/** Where the next page begins: the sort value and the id of the last row shown. */
export interface Cursor {
  at: number;
  id: number;
}

/** Opaque to whoever gets it. */
export const writeCursor = ({ at, id }: Cursor): string => Buffer.from(`${at}.${id}`).toString("base64url");

/** @throws BusinessError CURSOR_INVALID (422) for text that is none of ours */
export function readCursor(text: string | undefined): Cursor | null {
  if (text === undefined || text === "") return null;
  const found = /^(\d{1,16})\.(\d{1,16})$/.exec(Buffer.from(text, "base64url").toString("latin1"));
  if (!found) throw new BusinessError("CURSOR_INVALID", "翻页参数无效，请刷新列表。", { status: 422 });
  return { at: Number(found[1]), id: Number(found[2]) };
}

/** Cuts the one row too many that tells whether there is a next page. */
export function cutPage<Row>(rows: Row[], cursorOf: (row: Row) => Cursor): { rows: Row[]; next: string | null } {
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return { rows: page, next: rows.length > PAGE && last ? writeCursor(cursorOf(last)) : null };
}
