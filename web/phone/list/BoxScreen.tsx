import { useMemo, useState } from "react";
import { Link } from "react-router";
import type { InboxRow } from "#domain/platform/inbox.ts";
import { type InboxFilter, useInbox, useInboxCounts } from "../../platform/api/inbox.ts";
import { Icon } from "../../platform/look/Icon.tsx";
import { EmptyState, ErrorState, LoadingState } from "../../platform/look/States.tsx";
import { countText } from "../../platform/look/words.ts";
import { MoreRows } from "../look/MoreRows.tsx";
import { TopBar } from "../look/TopBar.tsx";
import { CaseCard } from "./CaseCard.tsx";
import "./list.css";

type PhoneBox = "todo" | "pool" | "done" | "finished";
const titles: Record<PhoneBox, string> = { todo: "待办", pool: "待办", done: "已办", finished: "办结" };
const empty: Record<PhoneBox, { title: string; text: string }> = {
  todo: { title: "待办已全部办完", text: "可以到“待领”领取新的案件。" },
  pool: { title: "没有可以领取的案件", text: "新的申请到达您的岗位后会出现在这里。" },
  done: { title: "还没有已办的案件", text: "您办理过、尚未归档的案件会列在这里。" },
  finished: { title: "还没有办结的案件", text: "您办理过并已归档的案件会列在这里。" },
};

/** One box as cards, the most urgent first. */
export function BoxScreen({ box }: { box: PhoneBox }) {
  const [q, setQ] = useState("");
  const [sort, setSort] = useState<InboxFilter["sort"]>("due");
  const query = useInbox(box, { business: "", node: "", q, sort });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  return (
    <main className="screen">
      <TopBar title={titles[box]}>
        <button
          type="button"
          className="top-action"
          onClick={() => setSort(sort === "due" ? "received" : "due")}
          aria-label={sort === "due" ? "排序：按时限" : "排序：按收到时间"}
        >
          <Icon name="sort" />
          {sort === "due" ? "时限" : "收到"}
        </button>
      </TopBar>
      {(box === "todo" || box === "pool") && <PoolSwitch box={box} />}
      <SearchLine q={q} onSearch={setQ} />
      <Cards box={box} rows={rows} query={query} filtered={q !== ""} />
    </main>
  );
}

function PoolSwitch({ box }: { box: "todo" | "pool" }) {
  const { data: counts } = useInboxCounts();
  const name = (label: string, count: number) => (count > 0 ? `${label} ${countText(count)}` : label);
  return (
    <nav className="pool-switch" aria-label="待办和待领">
      <Link to="/todo" replace aria-current={box === "todo" ? "page" : undefined}>
        {name("待办", counts?.todo ?? 0)}
        {(counts?.todoLate ?? 0) > 0 && <span className="late-mark">{counts?.todoLate} 逾期</span>}
      </Link>
      <Link to="/pool" replace aria-current={box === "pool" ? "page" : undefined}>
        {name("待领", counts?.pool ?? 0)}
      </Link>
    </nav>
  );
}

function SearchLine({ q, onSearch }: { q: string; onSearch: (q: string) => void }) {
  const [text, setText] = useState(q);
  return (
    <search>
      <form
        className="search-line"
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(text.trim());
        }}
      >
        <Icon name="search" />
        <input
          type="search"
          enterKeyHint="search"
          aria-label="搜索"
          placeholder="编号、标题、申请人"
          maxLength={60}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            if (target.value === "") onSearch("");
          }}
        />
      </form>
    </search>
  );
}

interface CardsProps {
  box: PhoneBox;
  rows: InboxRow[];
  query: ReturnType<typeof useInbox>;
  filtered: boolean;
}

function Cards({ box, rows, query, filtered }: CardsProps) {
  if (query.isPending) return <LoadingState rows={10} />;
  if (query.isError && rows.length === 0) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (rows.length === 0 && !query.hasNextPage) {
    if (filtered) return <EmptyState title="没有符合条件的案件">请更换关键字。</EmptyState>;
    return <EmptyState title={empty[box].title}>{empty[box].text}</EmptyState>;
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role of a list without bullets. */}
      <ul className="cards" role="list" aria-label={`${box === "pool" ? "待领" : titles[box]}列表`}>
        {rows.map((row) => (
          <CaseCard key={row.id} row={row} box={box} />
        ))}
      </ul>
      <MoreRows query={query} />
    </>
  );
}
