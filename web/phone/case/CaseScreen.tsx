import { useState } from "react";
import { useLocation, useNavigate, useParams, useSearchParams } from "react-router";
import type { CaseView } from "#domain/platform/cases.ts";
import { useCase } from "../../platform/api/cases.ts";
import { taskAtHand } from "../../platform/case/taskAtHand.ts";
import { Loaded } from "../../platform/look/States.tsx";
import { TopBar } from "../look/TopBar.tsx";
import { TaskScreen } from "../work/TaskScreen.tsx";
import { CaseBody } from "./CaseBody.tsx";
import { LookBar } from "./LookBar.tsx";
import "./case.css";

/** One case: stamp and summary, what stands in it, and a bar of what the person may do. */
export function CaseScreen() {
  const caseId = Number(useParams().caseId);
  const [params] = useSearchParams();
  const taskId = Number(params.get("task")) || null;
  const view = useCase(caseId);
  const { key } = useLocation();
  const navigate = useNavigate();
  return (
    <main className="screen case-screen">
      <TopBar
        title={<span className="numbers">{view.data?.caseNo ?? ""}</span>}
        onBack={() => (key === "default" ? navigate("/todo", { replace: true }) : navigate(-1))}
      />
      <Loaded of={view} rows={10}>
        {(data) => <OpenedCase key={`${caseId}:${taskId}`} view={data} taskId={taskId} />}
      </Loaded>
    </main>
  );
}

/**
 * Chooses what a person does here. A task that was begun stays on screen when it is no longer theirs, so that they are
 * told instead of finding their work gone.
 */
function OpenedCase({ view, taskId }: { view: CaseView; taskId: number | null }) {
  const task = taskAtHand(view.tasks, taskId);
  const decidable = task?.actions.includes("decide") ? task : null;
  const [begun, setBegun] = useState(decidable);
  if (decidable && !begun) setBegun(decidable);
  return (
    <article className="case-article" aria-label={`${view.businessName} ${view.caseNo}`} data-case-no={view.caseNo}>
      {begun ? (
        <TaskScreen key={begun.id} view={view} begun={begun} onLeave={() => setBegun(null)} />
      ) : (
        <>
          <CaseBody view={view} task={task} />
          <LookBar view={view} task={task} />
        </>
      )}
    </article>
  );
}
