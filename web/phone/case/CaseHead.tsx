import type { CaseTask, CaseView } from "#domain/platform/cases.ts";
import { DeemedTag, TimeLeftTag } from "../../platform/look/Tags.tsx";
import { dateOnly } from "../../platform/look/words.ts";

/** Stamp and summary: what it is, whose, where it stands, how long there is. */
export function CaseHead({ view, task }: { view: CaseView; task: CaseTask | null }) {
  const timeLeft = task?.timeLeft ?? view.timeLeft;
  return (
    <header className="phone-case-head">
      <span className={`stamp stamp-${toneOf(view)}`}>{view.stateLabel}</span>
      <p className="phone-case-business">{view.businessName}</p>
      <h2>{view.title}</h2>
      <p className="phone-case-applicant">{view.applicantName}</p>
      <p className="phone-case-facts">
        {task && <span className="tag tag-blue">{task.node.name}</span>}
        {view.deemedAccepted && <DeemedTag />}
        {view.pending && (
          <span className="tag tag-amber" role="status">
            处理中
          </span>
        )}
        {timeLeft && <TimeLeftTag of={timeLeft} />}
        <span className="numbers">
          {view.acceptedAt ? `受理 ${dateOnly(view.acceptedAt)}` : `申请 ${dateOnly(view.submittedAt)}`}
        </span>
        <span>承诺 {view.matter.promisedDays} 个工作日</span>
      </p>
    </header>
  );
}

function toneOf({ outcome, state }: CaseView): "red" | "green" | "blue" | "amber" {
  if (outcome) return outcome === "approved" ? "green" : "red";
  return state === "supplementing" ? "amber" : "blue";
}
