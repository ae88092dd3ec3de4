import { type Box, boxes, type InboxRow } from "#domain/platform/inbox.ts";
import type { useInbox } from "../api/inbox.ts";
import { EmptyState, ErrorState, LoadingState } from "../look/States.tsx";
import { InboxRowLink } from "./InboxRowLink.tsx";
import { MoreRows } from "./MoreRows.tsx";
import "./inboxList.css";

type ListedBox = Exclude<Box, "drafts">;
const emptyText: Record<ListedBox, { title: string; text: string }> = {
  todo: { title: "待办已全部办完", text: "可以到“待领”领取新的案件。" },
  pool: { title: "没有可以领取的案件", text: "新的申请到达您的岗位后会出现在这里。" },
  done: { title: "还没有已办的案件", text: "您办理过、尚未归档的案件会列在这里。" },
  finished: { title: "还没有办结的案件", text: "您办理过并已归档的案件会列在这里。" },
  mine: { title: "您没有发起过申请", text: "由您发起的申请会列在这里。" },
};

interface Props {
  box: ListedBox;
  filtered: boolean;
  query: ReturnType<typeof useInbox>;
  rows: InboxRow[];
  selected: { caseId: number | null; taskId: number | null };
  linkTo: (row: InboxRow) => string;
}

export function InboxList({ box, filtered, query, rows, selected, linkTo }: Props) {
  if (query.isPending) return <LoadingState rows={8} />;
  if (query.isError && rows.length === 0) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (rows.length === 0 && !query.hasNextPage) {
    return filtered ? (
      <EmptyState title="没有符合条件的案件">请放宽筛选条件或更换关键字。</EmptyState>
    ) : (
      <EmptyState title={emptyText[box].title}>{emptyText[box].text}</EmptyState>
    );
  }
  return (
    <div className="inbox-scroll">
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role of a list without bullets. */}
      <ul className="inbox" role="list" aria-label={`${boxes[box]}列表`}>
        {rows.map((row) => (
          <InboxRowLink
            key={row.id}
            row={row}
            to={linkTo(row)}
            current={row.taskId === null ? row.caseId === selected.caseId : row.taskId === selected.taskId}
          />
        ))}
      </ul>
      <MoreRows query={query} />
    </div>
  );
}
