import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { noticePageSchema, readNoticesAnswerSchema } from "#domain/platform/notices.ts";
import { call } from "./client.ts";

/** 待阅 or 已阅, page after page. */
export const useNotices = (box: "unread" | "read") =>
  useInfiniteQuery({
    queryKey: ["notices", box],
    queryFn: ({ pageParam, signal }) =>
      call(noticePageSchema, "/api/notices", { query: { box, after: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** Marks own notices as read; the unread count follows. */
export function useReadNotices() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: number[]) =>
      call(readNoticesAnswerSchema, "/api/notices/read", { method: "POST", body: { ids } }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["notices"] }),
        client.invalidateQueries({ queryKey: ["inbox", "counts"] }),
      ]),
  });
}
