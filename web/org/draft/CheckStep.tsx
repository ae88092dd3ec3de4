import { Button } from "antd";
import type { DraftView } from "#domain/platform/drafts.ts";
import type { useForm } from "../../platform/api/forms.ts";
import type { Problem } from "../../platform/api/problem.ts";
import { UnitPicker } from "../../platform/building/UnitPicker.tsx";
import { Loaded } from "../../platform/look/States.tsx";
import { RefusalPanel } from "./RefusalPanel.tsx";
import type { Step, StepKey } from "./steps.ts";
import { summarise, unitChoicesOf } from "./summary.ts";
import type { useSubmit } from "./useSubmit.ts";
import "./check.css";

interface Props {
  draft: DraftView;
  steps: Step[];
  schema: ReturnType<typeof useForm>;
  submission: ReturnType<typeof useSubmit>;
  mend: (problem: Problem, place: StepKey) => void;
}

/** Everything on one page before it is handed in, and everything that the authority's check found. */
export function CheckStep({ draft, steps, schema, submission: { refusal }, mend }: Props) {
  return (
    <section className="check" aria-label="核对并提交">
      {refusal && <RefusalPanel refusal={refusal} steps={steps} schema={schema.data} mend={mend} />}
      <Loaded of={schema} rows={8}>
        {(form) => (
          <article className="panel check-panel">
            <PartHead title="填写的内容" open={() => mend({ code: "", message: "" }, "form")} />
            {summarise(form, draft.data).map(({ title, lines }) => (
              <div key={title}>
                {title && <h3>{title}</h3>}
                <dl className="check-lines">
                  {lines.map(({ key, label, value, required }) => (
                    <div key={key}>
                      <dt>{label}</dt>
                      <dd className={value === "" && required ? "check-missing" : undefined}>
                        {value === "" ? (required ? "未填写" : "—") : value}
                      </dd>
                    </div>
                  ))}
                </dl>
              </div>
            ))}
            {unitChoicesOf(form, draft.data).map(({ key, label, buildingId, chosen }) => (
              <div key={key} className="check-units">
                <h3>{label}</h3>
                <UnitPicker buildingId={buildingId} chosen={chosen} readOnly judgement={null} onChange={() => {}} />
              </div>
            ))}
          </article>
        )}
      </Loaded>
      {steps
        .filter(({ key }) => key === "survey" || key === "materials")
        .map((step) => (
          <article key={step.key} className="panel check-panel">
            <PartHead title={step.name} note={step} open={() => mend({ code: "", message: "" }, step.key)} />
            {step.key === "materials" && <MaterialNames draft={draft} />}
            {step.key === "survey" && draft.survey && <p className="check-file">{draft.survey.fileName}</p>}
          </article>
        ))}
      <p className="check-promise">
        提交后由住房主管部门审核，承诺受理后 {draft.matter.promisedDays} 个工作日办结；请确认所填内容和材料真实、完整。
      </p>
    </section>
  );
}

function PartHead({ title, note, open }: { title: string; note?: Step; open: () => void }) {
  return (
    <header className="check-head">
      <h2>{title}</h2>
      {note && <span className={`step-note step-note-${note.tone}`}>{note.note}</span>}
      <Button size="small" type="link" onClick={open} aria-label={`修改${title}`}>
        修改
      </Button>
    </header>
  );
}

function MaterialNames({ draft: { matter, materials } }: { draft: DraftView }) {
  return (
    <dl className="check-lines check-materials">
      {matter.materials.map(({ slot, name, required }) => {
        const given = materials.filter((material) => material.slot === slot);
        return (
          <div key={slot}>
            <dt>{name}</dt>
            <dd className={given.length === 0 && required ? "check-missing" : undefined}>
              {given.length > 0 ? given.map((material) => material.name).join("、") : required ? "未上传" : "—"}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
