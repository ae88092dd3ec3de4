import { DownloadOutlined, SafetyCertificateOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useParams } from "react-router";
import type { CaseView } from "#domain/platform/cases.ts";
import { useCase } from "../platform/api/cases.ts";
import { CaseHead } from "../platform/case/CaseHead.tsx";
import { CaseTabs } from "../platform/case/CaseTabs.tsx";
import { Loaded } from "../platform/look/States.tsx";
import { dateTime } from "../platform/look/words.ts";
import "../platform/case/case.css";

/** One's own case: where it stands, what came out, what was handed in. */
export function MyCasePage() {
  const caseId = Number(useParams().caseId);
  const view = useCase(caseId);
  return (
    <main className="org-case">
      <Loaded of={view}>
        {(data) => (
          <article className="case" data-case-no={data.caseNo} aria-label={`${data.businessName} ${data.caseNo}`}>
            <CaseHead view={data} task={null} />
            <Results view={data} />
            <CaseTabs view={data} />
          </article>
        )}
      </Loaded>
    </main>
  );
}

function Results({ view }: { view: CaseView }) {
  const ready = view.documents.filter((document) => document.ready);
  if (ready.length === 0 && !view.certificate) return null;
  return (
    <section className="org-results" aria-label="办理结果">
      {view.certificate && (
        <Button icon={<SafetyCertificateOutlined />} href={view.certificate.verifyUrl} target="_blank" rel="noopener">
          核验证书
        </Button>
      )}
      {ready.map((document) => (
        <Button
          key={document.id}
          type="primary"
          ghost
          icon={<DownloadOutlined />}
          href={document.url}
          download={`${document.title}.pdf`}
          title={`${document.number},${dateTime(document.at)}`}
        >
          下载{document.title}
        </Button>
      ))}
    </section>
  );
}
