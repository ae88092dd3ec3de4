import type { Matter } from "#domain/platform/drafts.ts";

/** 办事指南: materials, results and the law, folded away until somebody wants to know. */
export function MatterGuide({ matter }: { matter: Matter }) {
  return (
    <details className="guide">
      <summary>办事指南：材料、结果与依据</summary>
      <dl>
        {matter.materials.length > 0 && (
          <>
            <dt>申请材料</dt>
            <dd>
              <ol>
                {matter.materials.map(({ slot, name, required, note }) => (
                  <li key={slot}>
                    {name} {required ? <b className="must">必需</b> : <span className="org-second">按需</span>}
                    {note && <span className="org-second">。{note.replace(/。$/, "")}</span>}
                  </li>
                ))}
              </ol>
            </dd>
          </>
        )}
        {matter.results.length > 0 && (
          <>
            <dt>办理结果</dt>
            <dd>{matter.results.join("、")}</dd>
          </>
        )}
        <dt>办理依据</dt>
        <dd>
          {matter.legalBasis.map((basis) => (
            <p key={basis}>{basis}</p>
          ))}
        </dd>
      </dl>
    </details>
  );
}
