import { Button, Segmented } from "antd";
import { Link } from "react-router";
import type { NoticeRow } from "#domain/platform/notices.ts";
import { CasePane } from "../platform/case/CasePane.tsx";
import { useInboxAddress } from "../platform/inbox/filters.ts";
import { MoreRows } from "../platform/inbox/MoreRows.tsx";
import { useListKeys } from "../platform/inbox/useListKeys.ts";
import { useNoticeBox } from "../platform/inbox/useNoticeBox.ts";
import { EmptyState, ErrorState, LoadingState } from "../platform/look/States.tsx";
import { countText, shortTime } from "../platform/look/words.ts";
import { BackToList } from "./BackToList.tsx";
import "../platform/inbox/inboxList.css";

/** 待阅 and 已阅: what a person is told; opening a notice marks it as read and shows its case. */
export function NoticeBox() {
  useListKeys();
  const { linkTo, selected } = useInboxAddress();
  const notices = useNoticeBox();
  const { box, setBox, unread, rows } = notices;
  return (
    <>
      <section className={`bench-list${selected.caseId ? " bench-list-behind" : ""}`} aria-label="待阅">
        <div className="notice-head">
          <Segmented
            aria-label="待阅和已阅"
            value={box}
            options={[
              { value: "unread", label: unread > 0 ? `待阅 ${countText(unread)}` : "待阅" },
              { value: "read", label: "已阅" },
            ]}
            onChange={setBox}
          />
          {box === "unread" && rows.length > 0 && (
            <Button type="link" size="small" loading={notices.reading} onClick={notices.readAll}>
              全部已阅
            </Button>
          )}
        </div>
        <NoticeList notices={notices} linkTo={linkTo} caseId={selected.caseId} />
      </section>
      <main className={`bench-detail${selected.caseId ? "" : " bench-detail-empty"}`}>
        {selected.caseId ? (
          <>
            <BackToList to={linkTo(null)} />
            <CasePane key={selected.caseId} caseId={selected.caseId} taskId={null} />
          </>
        ) : (
          <EmptyState title={rows.length > 0 ? "请选择一条通知" : "没有打开的案件"}>
            抄送、退回、补正答复和时限提醒会列在左侧，点击打开相关案件。
          </EmptyState>
        )}
      </main>
    </>
  );
}

interface ListProps {
  notices: ReturnType<typeof useNoticeBox>;
  linkTo: ReturnType<typeof useInboxAddress>["linkTo"];
  caseId: number | null;
}

function NoticeList({ notices: { box, query, rows, open }, linkTo, caseId }: ListProps) {
  if (query.isPending) return <LoadingState rows={8} />;
  if (query.isError && rows.length === 0) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (rows.length === 0) return <EmptyState title={box === "unread" ? "没有待阅的通知" : "没有已阅的通知"} />;
  return (
    <div className="inbox-scroll">
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role of a list without bullets. */}
      <ul className="inbox" role="list" aria-label="通知列表">
        {rows.map((notice) => (
          <li key={notice.id} className="inbox-row">
            <Link
              to={notice.caseId === null ? linkTo(null) : linkTo({ caseId: notice.caseId, taskId: null })}
              aria-current={notice.caseId !== null && notice.caseId === caseId ? "true" : undefined}
              onClick={() => open(notice)}
            >
              <NoticeLines of={notice} />
            </Link>
          </li>
        ))}
      </ul>
      <MoreRows query={query} />
    </div>
  );
}

function NoticeLines({ of: { label, text, at, caseNo } }: { of: NoticeRow }) {
  return (
    <>
      <span className="inbox-line">
        <span className="tag tag-blue">{label}</span>
        <span className="inbox-no">{shortTime(at)}</span>
      </span>
      <span className="notice-words">{text}</span>
      {caseNo && <span className="inbox-no">{caseNo}</span>}
    </>
  );
}
