import { Button, Input } from "antd";
import { type ReactNode, useRef } from "react";
import type { CaseTask } from "#domain/platform/cases.ts";
import { useAwake } from "../look/useAwake.ts";
import { PhraseMenu } from "./PhraseMenu.tsx";
import { saveWords } from "./saveWords.ts";
import { useDecisionKeys } from "./useDecisionKeys.ts";
import type { TaskWork } from "./useTaskWork.ts";
import "./decisionBar.css";

export type OutcomeButton = CaseTask["node"]["outcomes"][number];

interface Props {
  task: CaseTask;
  work: TaskWork;
  busy: boolean;
  opinionError: string | null;
  onPress: (outcome: OutcomeButton) => void;
  onRelease: () => void;
  releasing: boolean;
  notice?: ReactNode;
  /** What can be done beside deciding, after the outcomes. */
  commands: ReactNode;
}

/** Opinion and outcomes of the task at hand; always inside the window. */
export function DecisionBar({
  task,
  work,
  busy,
  opinionError,
  onPress,
  onRelease,
  releasing,
  notice,
  commands,
}: Props) {
  const bar = useRef<HTMLDivElement>(null);
  const awake = useAwake();
  const { node, actions } = task;
  useDecisionKeys(bar, node.outcomes, awake && !busy ? onPress : null);
  const firstPositive = node.outcomes.find(({ danger }) => !danger);
  return (
    <div className="decision-bar no-print" role="toolbar" aria-label="决定" ref={bar}>
      {notice}
      <div className="decision-row">
        <div className="decision-opinion">
          <Input.TextArea
            id={`opinion-${task.id}`}
            aria-label="意见"
            aria-invalid={opinionError !== null}
            aria-describedby={opinionError ? `opinion-error-${task.id}` : undefined}
            status={opinionError ? "error" : ""}
            placeholder="办理意见"
            autoSize={{ minRows: 2, maxRows: 4 }}
            maxLength={2000}
            value={work.opinion}
            onChange={({ target }) => work.setOpinion(target.value)}
          />
          {opinionError && (
            <p id={`opinion-error-${task.id}`} className="decision-error" role="alert">
              {opinionError}
            </p>
          )}
        </div>
        <div className="decision-side">
          <div className="decision-buttons">
            {node.outcomes.map((outcome, index) => (
              <Button
                key={outcome.outcome}
                type={outcome === firstPositive ? "primary" : "default"}
                danger={outcome.danger}
                data-outcome={outcome.outcome}
                disabled={!awake || !actions.includes("decide")}
                loading={busy}
                // The name stays what the button does, also while the spinner fades out.
                aria-label={outcome.label}
                title={`Alt+${index + 1} 选中，Ctrl+Enter 确认`}
                onClick={() => onPress(outcome)}
              >
                {outcome.label}
              </Button>
            ))}
            {commands}
          </div>
          <div className="decision-minor">
            <PhraseMenu node={node} opinion={work.opinion} onChoose={work.setOpinion} />
            {actions.includes("saveDraft") && (
              <Button size="small" type="text" disabled={busy} onClick={() => void work.save()}>
                暂存
              </Button>
            )}
            {actions.includes("release") && (
              <Button size="small" type="text" disabled={busy} loading={releasing} onClick={onRelease}>
                放回
              </Button>
            )}
            <span className="decision-saved" role="status">
              {saveWords(work.saveState)}
            </span>
          </div>
        </div>
      </div>
    </div>
  );
}
