import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Box, type InboxPage, inboxCountsSchema, inboxPageSchema } from "#domain/platform/inbox.ts";
import { call } from "./client.ts";

export interface InboxFilter {
  business: string;
  node: string;
  q: string;
  sort: "due" | "received";
}

/** One box, page after page. */
export const useInbox = (box: Exclude<Box, "drafts">, filter: InboxFilter) =>
  useInfiniteQuery({
    queryKey: ["inbox", "box", box, filter],
    queryFn: ({ pageParam, signal }) =>
      call(inboxPageSchema, `/api/inbox/${box}`, { query: { ...filter, after: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const countsKey = ["inbox", "counts"];
export const readCounts = () => call(inboxCountsSchema, "/api/inbox/counts");

/** The badges; kept fresh by the live feed (`web/platform/live`). */
export const useInboxCounts = () => useQuery({ queryKey: countsKey, queryFn: readCounts });

/** Takes a task that was just decided out of the lists on screen, then asks the server for the truth. */
export function useLeaveInbox() {
  const client = useQueryClient();
  return (taskId: number) => {
    for (const box of ["todo", "pool"]) {
      client.setQueriesData<InfiniteData<InboxPage>>({ queryKey: ["inbox", "box", box] }, (data) =>
        data
          ? {
              ...data,
              pages: data.pages.map((page) => ({ ...page, rows: page.rows.filter((row) => row.taskId !== taskId) })),
            }
          : data,
      );
    }
    return client.invalidateQueries({ queryKey: ["inbox"] });
  };
}
