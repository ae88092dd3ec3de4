import type { CaseView } from "#domain/platform/cases.ts";
import { dateTime, sizeText } from "../look/words.ts";
import "./caseEnd.css";

/** How the result reached the applicant and where the case is kept; nothing while there is neither. */
export function CaseEnd({ view: { id, delivery, archive } }: { view: CaseView }) {
  if (!delivery && !archive) return null;
  return (
    <section className="case-end" aria-label="送达和归档">
      {delivery && (
        <p>
          <b>送达</b>
          {delivery.deliveredOn
            ? `${delivery.deliveredOn} ${delivery.wayLabel}，${delivery.receiver}`
            : `尚未送达，应于 ${delivery.due} 前送达`}
        </p>
      )}
      {archive && (
        <details>
          <summary>
            <b>归档</b>
            案卷号 <span className="numbers">{archive.number}</span>，{dateTime(archive.archivedAt)}，共{" "}
            {archive.entries.length} 件 <a href={`/api/cases/${id}/archive`}>下载案卷</a>
          </summary>
          <ol>
            {archive.entries.map(({ n, title, size, hash }) => (
              <li key={n}>
                {title} <span className="case-end-size">{sizeText(size)}</span>
                <code title={hash}>{hash.slice(0, 16)}</code>
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}
