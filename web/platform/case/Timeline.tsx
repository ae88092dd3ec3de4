import type { CaseView } from "#domain/platform/cases.ts";
import { EmptyState } from "../look/States.tsx";
import { dateTime } from "../look/words.ts";

const refusing = new Set(["refuse", "proposeRefusal", "notAccept"]);

/** Who did what, when, with which opinion; and who has it now. */
export function Timeline({ view }: { view: CaseView }) {
  const current = view.tasks.filter((task) => task.state === "active" || task.state === "pooled");
  if (view.timeline.length === 0 && current.length === 0) {
    return <EmptyState title="还没有办理记录">有人办理后，意见和时间会列在这里。</EmptyState>;
  }
  return (
    <ol className="timeline" aria-label="办理记录">
      {view.timeline.map((entry) => (
        <li
          key={`${entry.at}-${entry.node}-${entry.what}`}
          className={entry.state === "void" ? "timeline-void" : refusing.has(entry.outcome ?? "") ? "timeline-no" : ""}
        >
          <div className="timeline-head">
            <b>{entry.nodeName}</b>
            <span className="timeline-what">{entry.what}</span>
            {entry.state === "void" && <span className="tag tag-grey">已失效</span>}
            <span>{[entry.who, entry.orgName].filter(Boolean).join(" · ")}</span>
            <time className="numbers">{dateTime(entry.at)}</time>
          </div>
          {entry.opinion && <p>{entry.opinion}</p>}
        </li>
      ))}
      {current.map((task) => (
        <li key={task.id} className="timeline-now">
          <div className="timeline-head">
            <b>{task.node.name}</b>
            <span>{task.assigneeName ? `${task.assigneeName} 办理中` : "待领"}</span>
            <time className="numbers">收到 {dateTime(task.receivedAt)}</time>
          </div>
        </li>
      ))}
    </ol>
  );
}
