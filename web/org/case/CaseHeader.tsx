import { SyncOutlined } from "@ant-design/icons";
import type { CaseView } from "#domain/platform/cases.ts";
import { CaseStateTag, TimeLeftTag } from "../../platform/look/Tags.tsx";
import { dateTime } from "../../platform/look/words.ts";
import { CaseActs } from "./CaseActs.tsx";
import { milestonesOf } from "./milestones.ts";

/** What it is, where it stands, when the next answer is due. */
export function CaseHeader({ view }: { view: CaseView }) {
  return (
    <header className="panel company-head">
      <div className="company-head-line">
        <div className="company-head-words">
          <h1>{view.title}</h1>
          <p className="org-second">
            {view.businessName} · 编号 <b className="numbers">{view.caseNo}</b> · {view.applicantName}
          </p>
        </div>
        <div className="company-state">
          <CaseStateTag state={view.state} outcome={view.outcome} label={view.stateLabel} />
          {view.pending && (
            <span className="tag tag-amber" role="status">
              <SyncOutlined spin aria-hidden /> 系统处理中
            </span>
          )}
        </div>
      </div>
      <ol className="milestones" aria-label="办理阶段">
        {milestonesOf(view).map(({ name, at, state }) => (
          <li key={name} className={`milestone milestone-${state}`} aria-current={state === "now" ? "step" : undefined}>
            <b>{name}</b>
            <span className="numbers">{at === null ? (state === "now" ? "等待中" : "") : dateTime(at)}</span>
          </li>
        ))}
      </ol>
      <Due view={view} />
      <CaseActs view={view} />
    </header>
  );
}

/** The promise to the applicant, while there is one to keep. */
function Due({ view }: { view: CaseView }) {
  // While an answer to 补正 is awaited the time of acceptance does not run.
  if (view.outcome !== null || view.decidedAt !== null || view.state === "supplementing") return null;
  const due = view.acceptedAt === null ? view.acceptDue : (view.promisedDue ?? view.statutoryDue);
  if (due === null) return null;
  return (
    <p className="company-due">
      {view.acceptedAt === null
        ? `应于 ${due} 前决定是否受理`
        : `承诺 ${view.matter.promisedDays} 个工作日，应于 ${due} 前办结`}
      {view.timeLeft && <TimeLeftTag of={view.timeLeft} />}
    </p>
  );
}
