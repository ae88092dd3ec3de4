import { type ReactNode, useCallback, useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { useCase } from "../../platform/api/cases.ts";
import { sentenceOf } from "../../platform/api/problem.ts";
import { useTaskCommand } from "../../platform/api/tasks.ts";
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
  const { data: view } = useCase(done.caseId);
  const recall = useTaskCommand("recall");
  const navigate = useNavigate();
  if (recall.isError) return <span role="alert">{sentenceOf(recall.error)}</span>;
  if (view?.recallable?.taskId !== done.taskId) return null;
  return (
    <PlainButton
      busy={recall.isPending}
      onClick={() =>
        recall.mutate(
          { taskId: done.taskId, caseId: done.caseId, version: view.version },
          {
            onSuccess: ({ taskId }) => {
              onGone();
              void navigate(`/cases/${done.caseId}?task=${taskId}`);
            },
          },
        )
      }
    >
      取回
    </PlainButton>
  );
}
