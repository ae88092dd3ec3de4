import type { CaseTask, CaseView } from "#domain/platform/cases.ts";
import type { OutcomeButton } from "../../platform/decision/DecisionBar.tsx";
import type { TaskWork } from "../../platform/decision/useTaskWork.ts";
import { PlainButton } from "../../platform/look/PlainButton.tsx";
import { Sheet } from "../../platform/look/Sheet.tsx";
import { useAwake } from "../../platform/look/useAwake.ts";
import { OpinionFields } from "./OpinionFields.tsx";

interface Props {
  outcome: OutcomeButton;
  view: CaseView;
  task: CaseTask;
  work: TaskWork;
  busy: boolean;
  wrong: string | null;
  onConfirm: () => void;
  onCancel: () => void;
}

/** The one confirmation: what, on which case, with which opinion. */
export function DecideSheet({ outcome, view, task, work, busy, wrong, onConfirm, onCancel }: Props) {
  const awake = useAwake();
  return (
    <Sheet
      title={`确认“${outcome.label}”`}
      onClose={busy ? undefined : onCancel}
      foot={
        <>
          <PlainButton disabled={busy} onClick={onCancel}>
            再看看
          </PlainButton>
          <PlainButton
            tone={outcome.danger ? "danger" : "main"}
            className="decide-confirm"
            busy={busy}
            disabled={!awake}
            onClick={onConfirm}
          >
            确认{outcome.label}
          </PlainButton>
        </>
      }
    >
      <p className="decide-case">
        {view.businessName} <b className="numbers">{view.caseNo}</b>
        <br />
        {view.title}
      </p>
      <OpinionFields task={task} work={work} wrong={wrong} />
    </Sheet>
  );
}
