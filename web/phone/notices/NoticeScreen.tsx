import { Link } from "react-router";
import type { NoticeRow } from "#domain/platform/notices.ts";
import { useNoticeBox } from "../../platform/inbox/useNoticeBox.ts";
import { EmptyState, ErrorState, LoadingState } from "../../platform/look/States.tsx";
import { countText, shortTime } from "../../platform/look/words.ts";
import { MoreRows } from "../look/MoreRows.tsx";
import { TopBar } from "../look/TopBar.tsx";
import "../list/list.css";

/** 待阅 and 已阅. Opening a notice marks it as read. */
export function NoticeScreen() {
  const { box, setBox, query, rows, unread, reading, readAll, open } = useNoticeBox();
  return (
    <main className="screen">
      <TopBar title="通知">
        {box === "unread" && rows.length > 0 && (
          <button type="button" className="top-action" disabled={reading} onClick={readAll}>
            全部已阅
          </button>
        )}
      </TopBar>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a line in Chromium 86. */}
      <div className="pool-switch" role="group" aria-label="待阅和已阅">
        <button type="button" aria-pressed={box === "unread"} onClick={() => setBox("unread")}>
          待阅{unread > 0 ? ` ${countText(unread)}` : ""}
        </button>
        <button type="button" aria-pressed={box === "read"} onClick={() => setBox("read")}>
          已阅
        </button>
      </div>
      {query.isPending ? (
        <LoadingState rows={8} />
      ) : query.isError && rows.length === 0 ? (
        <ErrorState error={query.error} retry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState title={box === "unread" ? "没有待阅的通知" : "没有已阅的通知"}>
          抄送、退回、补正答复和时限提醒会列在这里。
        </EmptyState>
      ) : (
        <>
          {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role of a list without bullets. */}
          <ul className="cards" role="list" aria-label="通知列表">
            {rows.map((notice) => (
              <Notice key={notice.id} notice={notice} onOpen={() => open(notice)} />
            ))}
          </ul>
          <MoreRows query={query} />
        </>
      )}
    </main>
  );
}

function Notice({ notice: { label, text, at, caseId, caseNo }, onOpen }: { notice: NoticeRow; onOpen: () => void }) {
  const words = (
    <>
      <span className="card-line card-head">
        <span className="tag tag-blue">{label}</span>
        <span className="numbers">{caseNo}</span>
        <span className="card-wait">{shortTime(at)}</span>
      </span>
      <span className="notice-text">{text}</span>
    </>
  );
  return (
    <li className="card-place">
      {caseId === null ? (
        <button type="button" className="card" onClick={onOpen}>
          {words}
        </button>
      ) : (
        <Link className="card" to={`/cases/${caseId}`} onClick={onOpen}>
          {words}
        </Link>
      )}
    </li>
  );
}
