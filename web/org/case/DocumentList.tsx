import { DownloadOutlined, FilePdfOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { CaseView } from "#domain/platform/cases.ts";
import { dateTime } from "../../platform/look/words.ts";

/** Notices, decisions and the certificate, to look at or keep. */
export function DocumentList({ view: { documents } }: { view: CaseView }) {
  if (documents.length === 0)
    return <p className="company-none">还没有文书。受理、决定后制作的通知书和证书会列在这里。</p>;
  return (
    <ul className="org-list">
      {documents.map(({ id, title, number, at, ready, url }) => (
        <li key={id} className="document-row" data-document-id={id}>
          <FilePdfOutlined className="document-icon" aria-hidden />
          <span className="document-words">
            {ready ? (
              <a href={url} target="_blank" rel="noopener">
                {title}
              </a>
            ) : (
              <span>{title}</span>
            )}
            <span className="org-second numbers">
              {number} · {dateTime(at)}
            </span>
          </span>
          {ready ? (
            <Button
              size="small"
              icon={<DownloadOutlined />}
              href={`${url}?save=1`}
              download={`${title} ${number}.pdf`}
              aria-label={`下载${title}`}
            >
              下载
            </Button>
          ) : (
            <span className="tag tag-amber">正在制作</span>
          )}
        </li>
      ))}
    </ul>
  );
}
