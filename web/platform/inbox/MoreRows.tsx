import { Button, Spin } from "antd";
import { useLoadMore } from "./useLoadMore.ts";

interface Props {
  query: Parameters<typeof useLoadMore>[0] & { isFetchNextPageError: boolean };
}

/** The end of a list: loads the next page when it comes into view; nothing where there is none. */
export function MoreRows({ query }: Props) {
  const more = useLoadMore(query, 200);
  if (!query.hasNextPage) return null;
  return (
    <div ref={more} className="inbox-more">
      {query.isFetchNextPageError ? (
        <Button onClick={() => void query.fetchNextPage()}>载入失败，重试</Button>
      ) : (
        <Spin size="small" aria-label="正在载入更多" />
      )}
    </div>
  );
}
