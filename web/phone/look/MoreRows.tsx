import { useEffect, useRef } from "react";
import { PlainButton } from "../../platform/look/PlainButton.tsx";

interface Paged {
  hasNextPage: boolean;
  isFetching: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => unknown;
}

/** The end of a list: coming into view it fetches the next page. */
export function MoreRows({
  query: { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage },
}: {
  query: Paged;
}) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!end.current || !hasNextPage || isFetching || isFetchNextPageError) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void fetchNextPage();
      },
      { rootMargin: "300px" },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [hasNextPage, isFetching, isFetchNextPageError, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <div ref={end} className="more-rows" role="status">
      {isFetchNextPageError ? (
        <PlainButton onClick={() => void fetchNextPage()}>载入失败，重试</PlainButton>
      ) : (
        "正在载入更多"
      )}
    </div>
  );
}
