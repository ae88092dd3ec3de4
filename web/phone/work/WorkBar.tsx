import type { ReactNode } from "react";
import type { CaseTask } from "#domain/platform/cases.ts";
import type { OutcomeButton } from "../../platform/decision/DecisionBar.tsx";
import type { TaskWork } from "../../platform/decision/useTaskWork.ts";
import { Icon } from "../../platform/look/Icon.tsx";
import { PlainButton } from "../../platform/look/PlainButton.tsx";
import { useAwake } from "../../platform/look/useAwake.ts";
import { mainOutcomes } from "./mainOutcomes.ts";
import "./work.css";

interface Props {
  task: CaseTask;
  work: TaskWork;
  busy: boolean;
  onPress: (outcome: OutcomeButton) => void;
  onOpen: (sheet: "opinion" | "more") => void;
  notice: ReactNode;
}

/** Always in reach of a thumb: two icons at the left, the two main outcomes at the right, the rest in a sheet. */
export function WorkBar({ task, work, busy, onPress, onOpen, notice }: Props) {
  const awake = useAwake();
  const written = work.opinion.trim() !== "";
  return (
    <div className="work-bar" role="toolbar" aria-label="决定">
      {notice}
      <div className="work-row">
        <button type="button" className="work-icon" onClick={() => onOpen("more")}>
          <Icon name="more" />
          更多
        </button>
        <button
          type="button"
          className="work-icon"
          onClick={() => onOpen("opinion")}
          data-written={written || undefined}
        >
          <Icon name="pen" />
          意见
        </button>
        {mainOutcomes(task.node.outcomes).map((outcome) => (
          <PlainButton
            key={outcome.outcome}
            className="work-main"
            tone={outcome.danger ? "danger" : "main"}
            disabled={!awake || busy}
            onClick={() => onPress(outcome)}
          >
            {outcome.label}
          </PlainButton>
        ))}
      </div>
    </div>
  );
}
