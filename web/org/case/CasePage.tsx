import { Alert } from "antd";
import { useLocation, useParams } from "react-router";
import { useCase } from "../../platform/api/cases.ts";
import { EmptyState, Loaded } from "../../platform/look/States.tsx";
import { CompanyCase } from "./CompanyCase.tsx";
import "../../platform/case/case.css";
import "./companyCase.css";

/** A case as its applicant may see it. */
export function CasePage() {
  const caseId = Number(useParams().caseId);
  if (!Number.isSafeInteger(caseId) || caseId < 1)
    return <EmptyState title="没有这个案件">请从“我的案件”进入。</EmptyState>;
  return <Opened key={caseId} caseId={caseId} />;
}

function Opened({ caseId }: { caseId: number }) {
  const view = useCase(caseId);
  const { state } = useLocation();
  const submitted = typeof state === "object" && state !== null && "submitted" in state;
  return (
    <div className="page company-case">
      <Loaded of={view} rows={10}>
        {(data) => (
          <>
            {submitted && (
              <Alert
                type="success"
                showIcon
                role="status"
                title={`提交成功，编号 ${data.caseNo}`}
                description="窗口收到后会作出是否受理的决定，办理进度和文书都在本页查看。"
              />
            )}
            <CompanyCase view={data} />
          </>
        )}
      </Loaded>
    </div>
  );
}
