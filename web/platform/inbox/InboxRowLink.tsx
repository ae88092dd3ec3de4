import { memo } from "react";
import { Link } from "react-router";
import type { InboxRow } from "#domain/platform/inbox.ts";
import { caseOutcomes, caseStates } from "#domain/platform/states.ts";
import { CaseStateTag, DeemedTag, TimeLeftTag } from "../look/Tags.tsx";
import { shortTime } from "../look/words.ts";

/** Two lines: what it is about and how long there is; which business and step, and its number. */
export const InboxRowLink = memo(function InboxRowLink({
  row,
  to,
  current,
}: {
  row: InboxRow;
  to: string;
  current: boolean;
}) {
  const open = row.taskId !== null;
  const stateLabel = row.caseOutcome ? caseOutcomes[row.caseOutcome] : caseStates[row.caseState];
  return (
    <li className="inbox-row" data-case-no={row.caseNo} data-task-id={row.taskId ?? undefined}>
      <Link
        to={to}
        aria-current={current ? "true" : undefined}
        title={`${row.title}\n${row.applicantName} · ${shortTime(row.at)}`}
        onDoubleClick={() => window.open(`/cases/${row.caseId}`, "_blank", "noopener")}
      >
        <span className="inbox-line">
          <span className="inbox-title">{row.title}</span>
          {open && row.timeLeft ? (
            <TimeLeftTag of={row.timeLeft} />
          ) : (
            <CaseStateTag state={row.caseState} outcome={row.caseOutcome} label={stateLabel} />
          )}
        </span>
        <span className="inbox-line inbox-second">
          <span className="inbox-step">
            {row.nodeName && <b>{row.nodeName}</b>} {open && row.deemedAccepted && <DeemedTag />} {row.businessName}
          </span>
          <span className="inbox-no">{row.caseNo}</span>
        </span>
      </Link>
    </li>
  );
});
