import { App, Button } from "antd";
import { useRef, useState } from "react";
import { useNavigate, useParams } from "react-router";
import type { DraftView } from "#domain/platform/drafts.ts";
import { type Problem, sentenceOf } from "../../platform/api/problem.ts";
import { type FormHandle, FormView } from "../../platform/forms/FormView.tsx";
import { CheckStep } from "./CheckStep.tsx";
import { focusField } from "./focusField.ts";
import { MaterialsStep } from "./MaterialsStep.tsx";
import { byField } from "./places.ts";
import { SaveStatus } from "./SaveStatus.tsx";
import { SaveTrouble } from "./SaveTrouble.tsx";
import { StepNav } from "./StepNav.tsx";
import { SurveyStep } from "./SurveyStep.tsx";
import { type StepKey, stepsOf } from "./steps.ts";
import { useDraftSaver } from "./useDraftSaver.ts";

interface Props {
  draft: DraftView;
  reload: () => Promise<void>;
}

/** The parts of one application around one saver. The form stays drawn while other parts are open: it holds the typing. */
export function DraftEditor({ draft, reload }: Props) {
  const { message } = App.useApp();
  const { saver, state, data } = useDraftSaver(draft);
  const form = useRef<FormHandle>(null);
  const [problems, setProblems] = useState<Problem[]>([]);
  const { steps, step, at, go } = useSteps(draft);
  const [highlight, setHighlight] = useState<string | null>(null);

  const typed = () => {
    const read = form.current?.read();
    if (read) saver.change(read);
  };
  const showInForm = (refused: Problem[], field: string | null) => {
    form.current?.showProblems(byField(refused));
    go("form");
    if (field) requestAnimationFrame(() => focusField(form.current, draft.matter.startFormId, field));
  };
  const open = (problem: Problem, place: StepKey) => {
    if (place === "form") return showInForm(problems, problem.field ?? null);
    setHighlight(problem.field?.startsWith("materials.") ? problem.field.slice("materials.".length) : null);
    go(place);
  };
  const again = () => reload().catch((error: unknown) => void message.error(sentenceOf(error)));

  return (
    <div className="draft" data-draft-id={draft.id}>
      <header className="draft-head">
        <div className="draft-head-line">
          <h1 title={draft.title}>{draft.matter.name}</h1>
          <SaveStatus state={state} />
        </div>
        <StepNav draftId={draft.id} steps={steps} current={step} />
      </header>
      <div className="draft-body">
        <SaveTrouble draftId={draft.id} saver={saver} state={state} reload={() => void again()} />
        <section hidden={step !== "form"} aria-label="填写表单">
          <FormView
            ref={form}
            formId={draft.matter.startFormId}
            data={data}
            dataKey={String(draft.id)}
            writable="all"
            onChange={typed}
          />
        </section>
        {step === "survey" && (
          <SurveyStep draft={draft} saver={saver} openForm={(refused) => showInForm(refused, refused[0]?.field ?? null)} />
        )}
        {step === "materials" && <MaterialsStep draft={draft} highlight={highlight} />}
        {step === "check" && (
          <CheckStep draft={draft} saver={saver} problems={problems} setProblems={setProblems} open={open} />
        )}
      </div>
      <footer className="draft-foot no-print">
        <Button disabled={at === 0} onClick={() => go(steps[at - 1]!.key)}>
          上一步
        </Button>
        {at < steps.length - 1 && (
          <Button type="primary" onClick={() => go(steps[at + 1]!.key)}>
            下一步：{steps[at + 1]!.name}
          </Button>
        )}
        <div id="draft-submit" className="draft-submit" />
      </footer>
    </div>
  );
}

/** The open part stands in the address, so that back and reload do what they should. */
function useSteps(draft: DraftView) {
  const navigate = useNavigate();
  const asked = useParams().step;
  const steps = stepsOf(draft);
  const at = Math.max(
    0,
    steps.findIndex(({ key }) => key === asked),
  );
  const go = (key: StepKey) => {
    void navigate(`/drafts/${draft.id}/${key}`, { replace: true });
    window.scrollTo({ top: 0 });
  };
  return { steps, step: steps[at]!.key, at, go };
}
