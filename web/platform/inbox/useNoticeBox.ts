import { useMemo, useState } from "react";
import { useInboxCounts } from "../api/inbox.ts";
import { useNotices, useReadNotices } from "../api/notices.ts";

/** 待阅 and 已阅: which of the two is open, its rows, and marking them as read. */
export function useNoticeBox() {
  const [box, setBox] = useState<"unread" | "read">("unread");
  const { data: counts } = useInboxCounts();
  const query = useNotices(box);
  const read = useReadNotices();
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  return {
    box,
    setBox,
    query,
    rows,
    unread: counts?.unread ?? 0,
    reading: read.isPending,
    readAll: () => read.mutate(rows.map(({ id }) => id)),
    /** Opening a notice marks it as read. */
    open: ({ id, readAt }: (typeof rows)[number]) => {
      if (readAt === null) read.mutate([id]);
    },
  };
}
