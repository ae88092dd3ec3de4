import { Button, Input, Select } from "antd";
import { useEffect, useState } from "react";
import { useInbox } from "../../platform/api/inbox.ts";
import { useMatters } from "../../platform/api/matters.ts";
import { EmptyState, Loaded } from "../../platform/look/States.tsx";
import { CaseLine } from "./CaseLine.tsx";
import { useCaseFilter } from "./filter.ts";

/** Every case of the company, newest first, page after page. */
export function CaseListPage() {
  const { filter, change, filtered } = useCaseFilter();
  const cases = useInbox("mine", filter);
  const matters = useMatters();
  const businesses = (matters.data ?? []).map(({ business, name }) => ({ value: business, label: name }));
  return (
    <div className="page">
      <section className="panel">
        <div className="org-case-filters">
          <h1>我的案件</h1>
          <Select
            aria-label="业务"
            value={filter.business}
            options={[{ value: "", label: "全部业务" }, ...businesses]}
            popupMatchSelectWidth={false}
            onChange={(business) => change({ business })}
          />
          <Keyword value={filter.q} onSearch={(q) => change({ q })} />
        </div>
        <Loaded of={cases} rows={10}>
          {({ pages }) => {
            const rows = pages.flatMap((page) => page.rows);
            if (rows.length === 0) return <NoCases filtered={filtered} clear={() => change({ business: "", q: "" })} />;
            return (
              <>
                <ul className="org-list">
                  {rows.map((row) => (
                    <CaseLine key={row.id} row={row} detailed />
                  ))}
                </ul>
                {cases.hasNextPage && (
                  <div className="org-case-more">
                    <Button loading={cases.isFetchingNextPage} onClick={() => void cases.fetchNextPage()}>
                      {cases.isFetchNextPageError ? "载入失败，重试" : "载入更多"}
                    </Button>
                  </div>
                )}
              </>
            );
          }}
        </Loaded>
      </section>
    </div>
  );
}

function Keyword({ value, onSearch }: { value: string; onSearch: (q: string) => void }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  return (
    <search>
      <Input.Search
        aria-label="关键字"
        placeholder="编号、标题"
        allowClear
        maxLength={60}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onSearch={(q) => onSearch(q.trim())}
      />
    </search>
  );
}

function NoCases({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  if (!filtered) return <EmptyState title="还没有提交过申请">在首页选择事项，点“申报”开始。</EmptyState>;
  return (
    <EmptyState title="没有符合条件的案件">
      <Button onClick={clear}>清除条件</Button>
    </EmptyState>
  );
}
