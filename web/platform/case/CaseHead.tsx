import { SyncOutlined } from "@ant-design/icons";
import type { CaseTask, CaseView } from "#domain/platform/cases.ts";
import { CaseStateTag, DeemedTag, TimeLeftTag } from "../look/Tags.tsx";
import { dateOnly } from "../look/words.ts";

/** What it is, whose, where it stands, how long there is. */
export function CaseHead({ view, task }: { view: CaseView; task: CaseTask | null }) {
  const timeLeft = task?.timeLeft ?? view.timeLeft;
  return (
    <header className="case-head">
      <div className="case-line">
        <h1 title={view.title}>{view.title}</h1>
        <span className="case-no numbers">{view.caseNo}</span>
        <CaseStateTag state={view.state} outcome={view.outcome} label={view.stateLabel} />
        {view.deemedAccepted && <DeemedTag />}
        {task && <span className="tag tag-blue">{task.node.name}</span>}
        {view.pending && (
          <span className="tag tag-amber" role="status">
            <SyncOutlined spin aria-hidden /> 处理中
          </span>
        )}
      </div>
      <div className="case-line case-facts">
        <span>{view.businessName}</span>
        <span className="case-applicant" title={view.applicantName}>
          {view.applicantName}
        </span>
        <span className="numbers">
          {view.acceptedAt ? `受理 ${dateOnly(view.acceptedAt)}` : `申请 ${dateOnly(view.submittedAt)}`}
        </span>
        <span>承诺 {view.matter.promisedDays} 个工作日</span>
        {timeLeft && <TimeLeftTag of={timeLeft} />}
      </div>
    </header>
  );
}
