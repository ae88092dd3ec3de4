import type { CaseTask } from "#domain/platform/cases.ts";
import { saveWords } from "../../platform/decision/saveWords.ts";
import { usePhrases } from "../../platform/decision/usePhrases.ts";
import type { TaskWork } from "../../platform/decision/useTaskWork.ts";

interface Props {
  task: CaseTask;
  work: TaskWork;
  wrong?: string | null;
}

/** The opinion with its phrases: a tap puts one in place of what stands there. */
export function OpinionFields({ task, work, wrong = null }: Props) {
  const { offered, canKeep, canPrefer, keep, prefer } = usePhrases(task.node, work.opinion);
  return (
    <div className="opinion-fields">
      <textarea
        id={`opinion-${task.id}`}
        aria-label="意见"
        aria-invalid={wrong !== null}
        aria-describedby={wrong ? `opinion-wrong-${task.id}` : undefined}
        placeholder="办理意见"
        rows={4}
        maxLength={2000}
        value={work.opinion}
        onChange={({ target }) => work.setOpinion(target.value)}
      />
      {wrong && (
        <p id={`opinion-wrong-${task.id}`} className="entry-wrong" role="alert">
          {wrong}
        </p>
      )}
      <div className="opinion-state">
        <span role="status">{saveWords(work.saveState)}</span>
        {canKeep && (
          <button type="button" onClick={keep}>
            存为常用语
          </button>
        )}
        {canPrefer && (
          <button type="button" onClick={prefer}>
            设为默认
          </button>
        )}
      </div>
      <ul className="phrases" aria-label="常用语">
        {offered.map((phrase) => (
          <li key={phrase}>
            <button type="button" onClick={() => work.setOpinion(phrase)}>
              {phrase}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
