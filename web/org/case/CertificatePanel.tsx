import { SafetyCertificateOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { CaseView } from "#domain/platform/cases.ts";

/** What the case brought, and where anybody can see whether it still counts. */
export function CertificatePanel({ certificate }: { certificate: NonNullable<CaseView["certificate"]> }) {
  return (
    <section className="panel certificate" aria-label="证书">
      <SafetyCertificateOutlined className="certificate-icon" aria-hidden />
      <div className="certificate-words">
        <span className="org-second">证书编号</span>
        <b className="numbers">{certificate.number}</b>
      </div>
      <Button href={certificate.verifyUrl} target="_blank" rel="noopener">
        核验证书
      </Button>
    </section>
  );
}
