import type { CaseView } from "#domain/platform/cases.ts";
import { Judgement } from "../building/Judgement.tsx";
import { FormView } from "../forms/FormView.tsx";
import type { Writing } from "./CaseTabs.tsx";

/** What this task has to fill in first, then what was filled in before it, only to be looked at. */
export function CaseForms({ view, writing }: { view: CaseView; writing?: Writing }) {
  const formId = writing?.task.formId ?? null;
  const before = view.sections.filter((section) => section.formId !== formId);
  const same = view.sections.find((section) => section.formId === formId);
  const judgement = view.sections.map(({ data }) => data.judgement).find(Boolean);
  return (
    <div className="case-forms">
      {view.summary.length > 0 && (
        <dl className="case-summary">
          {view.summary.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <Judgement of={judgement} />
      {writing && formId && (
        <section className="case-section case-section-write" aria-label="本环节填写">
          <h2>{writing.task.node.name} · 本环节填写</h2>
          <FormView
            ref={writing.form}
            formId={formId}
            data={{ ...same?.data, ...writing.data }}
            dataKey={String(writing.task.id)}
            writable={writing.task.node.writable}
            onChange={writing.onChange}
          />
        </section>
      )}
      {before.map((section) => (
        <section key={section.formId} className="case-section" aria-label={section.title}>
          <h2>{section.title}</h2>
          <FormView
            formId={section.formId}
            data={withoutJudgement(section.data)}
            dataKey={`${view.id}:${view.version}`}
            writable="none"
          />
        </section>
      ))}
      {view.level === "summary" && (
        <p className="case-hint">您是这件任务的候选人，领取后可以查看申请表、材料和办理意见。</p>
      )}
    </div>
  );
}

/** It stands above all sections already. */
const withoutJudgement = ({ judgement: _shownAbove, ...data }: CaseView["sections"][number]["data"]) => data;
