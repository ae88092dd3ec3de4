import { type ReactNode, useCallback, useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { sentenceOf } from "../../platform/api/problem.ts";
import { useRecall } from "../../platform/commands/useRecall.ts";
import { Icon } from "../../platform/look/Icon.tsx";
import { PlainButton } from "../../platform/look/PlainButton.tsx";
import { type Done, DoneContext } from "./done.ts";

const shownFor = 10_000;

/** Holds what was just done, for ten seconds, over whatever screen comes next. */
export function WithDoneBar({ children }: { children: ReactNode }) {
  const [done, setDone] = useState<Done | null>(null);
  const clear = useCallback(() => setDone(null), []);
  return (
    <DoneContext.Provider value={setDone}>
      {children}
      {done && <DoneBar key={`${done.taskId} ${done.words}`} done={done} onGone={clear} />}
    </DoneContext.Provider>
  );
}

function DoneBar({ done, onGone }: { done: Done; onGone: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onGone, shownFor);
    return () => clearTimeout(timer);
  }, [onGone]);
  return (
    <div className="done-bar" role="status">
      <Icon name="check" />
      <span className="done-words">
        {done.words} <b className="numbers">{done.caseNo}</b>
      </span>
      {done.decided && <Recall done={done} onGone={onGone} />}
      <button type="button" aria-label="关闭提示" onClick={onGone}>
        <Icon name="close" />
      </button>
    </div>
  );
}

/** 取回 in one tap, where the case still names the decision as one that may be taken back. */
function Recall({ done, onGone }: { done: Done; onGone: () => void }) {
  const recall = useRecall(done);
  const navigate = useNavigate();
  if (recall.error) return <span role="alert">{sentenceOf(recall.error)}</span>;
  if (!recall.possible) return null;
  return (
    <PlainButton
      busy={recall.busy}
      onClick={() =>
        recall.send((taskId) => {
          onGone();
          void navigate(`/cases/${done.caseId}?task=${taskId}`);
        })
      }
    >
      取回
    </PlainButton>
  );
}
