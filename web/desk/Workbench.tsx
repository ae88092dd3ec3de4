import { useCallback, useMemo, useState } from "react";
import { Navigate, useNavigate, useParams } from "react-router";
import { type Box, boxes, type InboxRow } from "#domain/platform/inbox.ts";
import { useInbox, useLeaveInbox } from "../platform/api/inbox.ts";
import { CasePane } from "../platform/case/CasePane.tsx";
import type { Decided } from "../platform/case/useDecision.ts";
import { BoxNav } from "../platform/inbox/BoxNav.tsx";
import { facetsOf, useInboxAddress } from "../platform/inbox/filters.ts";
import { InboxFilters } from "../platform/inbox/InboxFilters.tsx";
import { InboxList } from "../platform/inbox/InboxList.tsx";
import { useListKeys } from "../platform/inbox/useListKeys.ts";
import { EmptyState } from "../platform/look/States.tsx";
import { useSettings } from "../platform/look/settings.ts";
import { BackToList } from "./BackToList.tsx";
import { DecidedBar } from "./DecidedBar.tsx";
import { DraftBox } from "./DraftBox.tsx";
import { NoticeBox } from "./NoticeBox.tsx";

const isBox = (name: string | undefined): name is Box => name !== undefined && name in boxes;

/** Boxes, the list of one, and the case that is open: like a mail client. */
export function Workbench() {
  const { box } = useParams();
  if (!isBox(box) && box !== "notices") return <Navigate to="/todo" replace />;
  return (
    <div className="bench">
      <BoxNav />
      {box === "notices" ? <NoticeBox /> : box === "drafts" ? <DraftBox /> : <BoxPane key={box} box={box} />}
    </div>
  );
}

function BoxPane({ box }: { box: Exclude<Box, "drafts"> }) {
  useListKeys();
  const { filter, changeFilter, linkTo, selected, filtered } = useInboxAddress();
  const query = useInbox(box, filter);
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  const { last, onDecided, onBack, dismiss } = useAfterDecision(rows, linkTo);
  return (
    <>
      <section className={`bench-list${selected.caseId ? " bench-list-behind" : ""}`} aria-label={boxes[box]}>
        <InboxFilters filter={filter} facets={facetsOf(rows, filter.business)} onChange={changeFilter} />
        <InboxList box={box} filtered={filtered} query={query} rows={rows} selected={selected} linkTo={linkTo} />
      </section>
      <main className={`bench-detail${selected.caseId ? "" : " bench-detail-empty"}`}>
        {last && (
          <DecidedBar
            key={last.taskId}
            decided={last}
            onDone={dismiss}
            onBack={(taskId) => onBack(last.caseId, taskId)}
          />
        )}
        {selected.caseId ? (
          <>
            <BackToList to={linkTo(null)} />
            <CasePane
              key={`${selected.caseId}:${selected.taskId}`}
              caseId={selected.caseId}
              taskId={selected.taskId}
              onDecided={onDecided}
              onBack={(taskId) => onBack(selected.caseId!, taskId)}
            />
          </>
        ) : (
          <EmptyState title={rows.length > 0 ? "请选择一件案件" : "没有打开的案件"}>
            点击左侧列表打开；双击在新标签页打开。键盘：j、k 上下移动，回车打开。
          </EmptyState>
        )}
      </main>
    </>
  );
}

/** After a decision: the caller's next task of the case, else the next row, as the person likes it. */
function useAfterDecision(rows: InboxRow[], linkTo: ReturnType<typeof useInboxAddress>["linkTo"]) {
  const [last, setLast] = useState<Decided | null>(null);
  const navigate = useNavigate();
  const leave = useLeaveInbox();
  const { afterDecision } = useSettings();
  const onDecided = (decided: Decided) => {
    setLast(decided);
    const at = rows.findIndex((row) => row.taskId === decided.taskId);
    const nextRow = rows[at + 1] ?? rows.find((row) => row.taskId !== decided.taskId) ?? null;
    void leave(decided.taskId);
    const { next } = decided.result;
    if (afterDecision === "list") navigate(linkTo(null));
    else if (afterDecision === "stay") navigate(linkTo({ caseId: decided.caseId, taskId: null }));
    else if (next.kind === "task" && next.taskId !== null) {
      navigate(linkTo({ caseId: decided.caseId, taskId: next.taskId }));
    } else navigate(linkTo(nextRow));
  };
  const dismiss = useCallback(() => setLast(null), []);
  const onBack = (caseId: number, taskId: number) => {
    dismiss();
    navigate(linkTo({ caseId, taskId }));
  };
  return { last, onDecided, onBack, dismiss };
}
