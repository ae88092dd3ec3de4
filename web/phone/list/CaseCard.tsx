import { Link } from "react-router";
import type { InboxRow } from "#domain/platform/inbox.ts";
import { caseOutcomes, caseStates } from "#domain/platform/states.ts";
import { sentenceOf } from "../../platform/api/problem.ts";
import { useTaskCommand } from "../../platform/api/tasks.ts";
import { PlainButton } from "../../platform/look/PlainButton.tsx";
import { CaseStateTag, DeemedTag, TimeLeftTag } from "../../platform/look/Tags.tsx";
import { shortTime, waitedText } from "../../platform/look/words.ts";
import { useSwipe } from "./useSwipe.ts";

/** What a swipe offers in each box; never a decision. */
const offered = { pool: { command: "claim", label: "领取" }, todo: { command: "release", label: "放回" } } as const;

/** A case as a card: what, whose, two facts, how long there is and how long it has waited. */
export function CaseCard({ row, box }: { row: InboxRow; box: "todo" | "pool" | "done" | "finished" }) {
  const offer = box === "todo" || box === "pool" ? offered[box] : null;
  const swipe = useSwipe(offer !== null);
  const act = useTaskCommand(offer?.command ?? "claim");
  const to = `/cases/${row.caseId}${row.taskId === null ? "" : `?task=${row.taskId}`}`;
  return (
    <li className="card-place" data-case-no={row.caseNo} data-swiped={swipe.open || undefined}>
      {offer && row.taskId !== null && (
        <span className="card-offer" hidden={!swipe.open}>
          <PlainButton
            tone="main"
            busy={act.isPending}
            onClick={() => act.mutate({ taskId: row.taskId!, caseId: row.caseId, version: row.version })}
          >
            {offer.label}
          </PlainButton>
        </span>
      )}
      <Link className="card" to={to} draggable={false} {...swipe.handlers}>
        <span className="card-line card-head">
          <span className="card-business">{row.businessName}</span>
          <span className="numbers">{row.caseNo}</span>
          <CardState row={row} />
        </span>
        <b className="card-title">{row.title}</b>
        <span className="card-applicant">{row.applicantName}</span>
        <span className="card-facts">
          {row.summary.slice(0, 2).map(({ label, value }) => (
            <span key={label}>
              {label} <b>{value}</b>
            </span>
          ))}
        </span>
        <span className="card-line card-foot">
          {row.nodeName && <span className="tag tag-blue">{row.nodeName}</span>}
          {row.taskId !== null && row.deemedAccepted && <DeemedTag />}
          <span className="card-wait">
            {row.taskId === null ? shortTime(row.at) : `${shortTime(row.at)} 收到 · 已等 ${waitedText(row.at)}`}
          </span>
        </span>
      </Link>
      {act.isError && (
        <p className="card-refused" role="alert">
          {sentenceOf(act.error)}
        </p>
      )}
    </li>
  );
}

function CardState({ row }: { row: InboxRow }) {
  if (row.taskId !== null) return row.timeLeft && <TimeLeftTag of={row.timeLeft} />;
  const label = row.caseOutcome ? caseOutcomes[row.caseOutcome] : caseStates[row.caseState];
  return <CaseStateTag state={row.caseState} outcome={row.caseOutcome} label={label} />;
}
