import { useState } from "react";
import type { CaseTask, CaseView } from "#domain/platform/cases.ts";
import { type TaskSheet, taskSheets } from "../../platform/commands/taskSheets.ts";
import type { OutcomeButton } from "../../platform/decision/DecisionBar.tsx";
import type { TaskWork } from "../../platform/decision/useTaskWork.ts";
import { PlainButton } from "../../platform/look/PlainButton.tsx";
import { Sheet } from "../../platform/look/Sheet.tsx";
import { otherOutcomes } from "./mainOutcomes.ts";
import { ReleaseSheet } from "./ReleaseSheet.tsx";
import { useMoveOn } from "./useMoveOn.ts";

const sheets: readonly TaskSheet[] = [
  ...taskSheets,
  { action: "release", label: "放回", hint: "放回待领，由其他人领取", Of: ReleaseSheet },
];

interface Props {
  view: CaseView;
  task: CaseTask;
  work: TaskWork;
  onPress: (outcome: OutcomeButton) => void;
  /** Colleagues read along: the case has changed by this person's own act. */
  onCopied: () => void;
  onClose: () => void;
}

/** 更多: the other outcomes and the commands; each command opens its own sheet. */
export function TaskSheets({ view, task, work, onPress, onCopied, onClose }: Props) {
  const [chosen, setChosen] = useState<TaskSheet | null>(null);
  const moveOn = useMoveOn();
  if (chosen) {
    return (
      <chosen.Of
        view={view}
        task={task}
        work={work}
        onClose={onClose}
        onDone={(words, result) => {
          onClose();
          if (chosen.action === "copy") return onCopied();
          work.finish();
          moveOn({ words, caseNo: view.caseNo, caseId: view.id, taskId: task.id, decided: false, result });
        }}
      />
    );
  }
  const offered = sheets.filter(({ action }) => task.actions.includes(action));
  return (
    <Sheet title="更多" onClose={onClose}>
      <ul className="more-list">
        {otherOutcomes(task.node.outcomes).map((outcome) => (
          <li key={outcome.outcome}>
            <PlainButton
              tone={outcome.danger ? "danger" : "plain"}
              onClick={() => {
                onClose();
                onPress(outcome);
              }}
            >
              {outcome.label}
            </PlainButton>
          </li>
        ))}
        {offered.map((command) => (
          <li key={command.action}>
            <PlainButton onClick={() => setChosen(command)}>
              <b>{command.label}</b>
              <span className="more-hint">{command.hint}</span>
            </PlainButton>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
