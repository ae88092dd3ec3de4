import { useParams } from "react-router";
import { CasePane } from "../platform/case/CasePane.tsx";

/** A case in a tab of its own. */
export function CasePage() {
  const caseId = Number(useParams().caseId);
  return (
    <main className="desk-case">
      <CasePane key={caseId} caseId={caseId} taskId={null} />
    </main>
  );
}
