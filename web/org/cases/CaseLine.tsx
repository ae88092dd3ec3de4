import { Link } from "react-router";
import type { InboxRow } from "#domain/platform/inbox.ts";
import { caseOutcomes, caseStates } from "#domain/platform/states.ts";
import { CaseStateTag, TimeLeftTag } from "../../platform/look/Tags.tsx";
import { shortTime } from "../../platform/look/words.ts";
import "./caseLine.css";

/** One case of the company: what it is about, where it stands, how long it may still take. */
export function CaseLine({ row, detailed = false }: { row: InboxRow; detailed?: boolean }) {
  const ended = row.caseOutcome !== null;
  const label = row.caseOutcome ? caseOutcomes[row.caseOutcome] : caseStates[row.caseState];
  return (
    <li className="org-case" data-case-no={row.caseNo}>
      <Link to={`/cases/${row.caseId}`}>
        <span className="org-case-top">
          <span className="org-case-title">{row.title}</span>
          <CaseStateTag state={row.caseState} outcome={row.caseOutcome} label={label} />
        </span>
        <span className="org-case-top org-second">
          <span className="org-case-facts">
            {row.businessName} · <span className="numbers">{row.caseNo}</span> · {shortTime(row.at)}提交
          </span>
          {!ended && row.timeLeft && <TimeLeftTag of={row.timeLeft} />}
        </span>
        {detailed && row.summary.length > 0 && (
          <span className="org-case-summary org-second">
            {row.summary.map(({ label, value }) => (
              <span key={label}>
                {label}：{value}
              </span>
            ))}
          </span>
        )}
      </Link>
    </li>
  );
}
