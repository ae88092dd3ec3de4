import { type Paged, useLoadMore } from "../../platform/inbox/useLoadMore.ts";
import { PlainButton } from "../../platform/look/PlainButton.tsx";

/** The end of a list: coming into view it fetches the next page. */
export function MoreRows({ query }: { query: Paged }) {
  const end = useLoadMore(query, 300);
  if (!query.hasNextPage) return null;
  return (
    <div ref={end} className="more-rows" role="status">
      {query.isFetchNextPageError ? (
        <PlainButton onClick={() => void query.fetchNextPage()}>载入失败，重试</PlainButton>
      ) : (
        "正在载入更多"
      )}
    </div>
  );
}
