import { App, Button } from "antd";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useNavigate, useParams } from "react-router";
import type { DraftView } from "#domain/platform/drafts.ts";
import { type FormSchema, useForm } from "../../platform/api/forms.ts";
import { type Problem, sentenceOf } from "../../platform/api/problem.ts";
import { type FormHandle, FormView } from "../../platform/forms/FormView.tsx";
import { CheckStep } from "./CheckStep.tsx";
import { focusField } from "./focusField.ts";
import { MaterialsStep } from "./MaterialsStep.tsx";
import { byField, slotOf } from "./places.ts";
import { SaveStatus } from "./SaveStatus.tsx";
import { SaveTrouble } from "./SaveTrouble.tsx";
import { StepNav } from "./StepNav.tsx";
import { SurveyStep } from "./SurveyStep.tsx";
import { type StepKey, stepsOf } from "./steps.ts";
import { useDraftSaver } from "./useDraftSaver.ts";
import { useSubmit } from "./useSubmit.ts";

interface Props {
  draft: DraftView;
  reload: () => Promise<void>;
}

/** The parts of one application around one saver. The form stays drawn while other parts are open: it holds the typing. */
export function DraftEditor({ draft, reload }: Props) {
  const { message } = App.useApp();
  const { saver, state, data } = useDraftSaver(draft);
  const schema = useForm(draft.matter.startFormId);
  const form = useRef<FormHandle>(null);
  const formPlace = useRef<HTMLElement>(null);
  const [slot, setSlot] = useState<string | null>(null);
  const { steps, step, at, go } = useSteps(draft);
  const focusLater = useFocusLater(formPlace, schema.data, step === "form");

  const typed = () => {
    const read = form.current?.read();
    if (read) saver.change(read);
  };
  const submission = useSubmit(draft, saver, () => {
    // The server has another version: what stands here becomes the other side of the choice.
    typed();
    void saver.flush();
  });
  const showInForm = (refused: Problem[], field: string | undefined) => {
    form.current?.showProblems(byField(refused));
    go("form");
    focusLater(field);
  };
  const mend = (problem: Problem, place: StepKey) => {
    if (place === "form") return showInForm(submission.refusal?.problems ?? [problem], problem.field);
    setSlot(slotOf(problem));
    go(place);
  };
  const again = () => reload().catch((error: unknown) => void message.error(sentenceOf(error)));

  return (
    <div className="draft" data-draft-id={draft.id}>
      <div className="draft-top">
        <header className="draft-head">
          <div className="draft-head-line">
            <h1 title={draft.title}>{draft.matter.name}</h1>
            <SaveStatus state={state} />
          </div>
          <StepNav draftId={draft.id} steps={steps} current={step} />
        </header>
        <SaveTrouble draftId={draft.id} saver={saver} state={state} reload={() => void again()} />
      </div>
      <div className="draft-body">
        <section ref={formPlace} hidden={step !== "form"} className="draft-form" aria-label="填写表单">
          <FormView
            ref={form}
            formId={draft.matter.startFormId}
            data={data}
            dataKey={String(draft.id)}
            writable="all"
            onChange={typed}
          />
        </section>
        {step === "survey" && <SurveyStep draft={draft} saver={saver} openForm={showInForm} />}
        {step === "materials" && <MaterialsStep draft={draft} highlight={slot} />}
        {step === "check" && (
          <CheckStep draft={draft} steps={steps} schema={schema} submission={submission} mend={mend} />
        )}
      </div>
      <footer className="draft-foot no-print">
        <Button disabled={at === 0} onClick={() => go(steps[at - 1]!.key)}>
          上一步
        </Button>
        {step === "check" ? (
          <Button type="primary" loading={submission.sending} onClick={() => void submission.submit()}>
            提交申请
          </Button>
        ) : (
          <Button type="primary" onClick={() => go(steps[at + 1]!.key)}>
            下一步：{steps[at + 1]!.name}
          </Button>
        )}
      </footer>
    </div>
  );
}

/** Puts the cursor into a field once the form is on the screen again. */
function useFocusLater(place: RefObject<HTMLElement | null>, schema: FormSchema | undefined, shown: boolean) {
  const [target, setTarget] = useState<{ field: string } | null>(null);
  useEffect(() => {
    if (!shown || !target) return;
    focusField(place.current, schema, target.field);
    setTarget(null);
  }, [place, schema, shown, target]);
  return (field: string | undefined) => setTarget(field === undefined ? null : { field });
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
