import { Button, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { caseOutcomes, caseStates } from "#domain/platform/states.ts";
import { useInbox } from "../platform/api/inbox.ts";
import { EmptyState, Loaded } from "../platform/look/States.tsx";
import { CaseStateTag } from "../platform/look/Tags.tsx";
import { dateTime } from "../platform/look/words.ts";

export function MyCasesPage() {
  const [q, setQ] = useState("");
  const query = useInbox("mine", { business: "", node: "", q, sort: "received" });
  return (
    <main className="page">
      <div className="org-bar">
        <h1 className="org-title">我的申请</h1>
        <Input.Search
          aria-label="关键字"
          placeholder="编号、标题"
          allowClear
          maxLength={60}
          style={{ maxWidth: 280 }}
          onSearch={(text) => setQ(text.trim())}
        />
      </div>
      <Loaded of={query}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          if (rows.length === 0) {
            return q ? (
              <EmptyState title="没有符合条件的申请">请更换关键字。</EmptyState>
            ) : (
              <EmptyState title="还没有提交过申请">
                到<Link to="/apply">办事</Link>选择事项,填写并提交。
              </EmptyState>
            );
          }
          return (
            <ul className="org-rows panel" aria-label="我的申请列表">
              {rows.map((row) => (
                <li key={row.id} data-case-no={row.caseNo}>
                  <Link to={`/cases/${row.caseId}`}>
                    <span>
                      <b>{row.title}</b>
                      <small>
                        {row.businessName} · <span className="numbers">{row.caseNo}</span>
                      </small>
                    </span>
                    <span>
                      <CaseStateTag
                        state={row.caseState}
                        outcome={row.caseOutcome}
                        label={row.caseOutcome ? caseOutcomes[row.caseOutcome] : caseStates[row.caseState]}
                      />
                      {!row.caseOutcome && row.nodeName && <small>当前:{row.nodeName}</small>}
                    </span>
                    <span className="right">{dateTime(row.at)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      {query.hasNextPage && (
        <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          载入更多
        </Button>
      )}
    </main>
  );
}
