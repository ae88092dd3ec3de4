import { Checkbox } from "antd";
import type { Ref } from "react";
import type { CaseView } from "#domain/platform/cases.ts";
import { type FormHandle, FormView } from "../../../platform/forms/FormView.tsx";

interface Props {
  view: CaseView;
  open: boolean;
  onToggle: (open: boolean) => void;
  ref: Ref<FormHandle>;
}

/** The start form, opened for correction where the company wants to change it. */
export function CorrectedForm({ view, open, onToggle, ref }: Props) {
  const section = view.sections[0];
  if (!section) return null;
  return (
    <div className="supplement-correction">
      <Checkbox checked={open} onChange={({ target }) => onToggle(target.checked)}>
        同时修改申请表
      </Checkbox>
      {open && (
        <section className="supplement-form" aria-label="修改申请表">
          <FormView ref={ref} formId={section.formId} data={section.data} dataKey={`${view.id}`} writable="all" />
        </section>
      )}
    </div>
  );
}
