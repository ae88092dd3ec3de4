import { type ComponentType, useState } from "react";
import type { CaseTask, CaseView, CommandResult } from "#domain/platform/cases.ts";
import type { OutcomeButton } from "../../platform/decision/DecisionBar.tsx";
import type { TaskWork } from "../../platform/decision/useTaskWork.ts";
import { PlainButton } from "../../platform/look/PlainButton.tsx";
import { Sheet } from "../look/Sheet.tsx";
import { CopySheet, TransferSheet } from "./ColleagueSheets.tsx";
import { otherOutcomes } from "./mainOutcomes.ts";
import { ReleaseSheet } from "./ReleaseSheet.tsx";
import { ReturnSheet } from "./ReturnSheet.tsx";
import { SupplementSheet } from "./SupplementSheet.tsx";
import { useMoveOn } from "./useMoveOn.ts";

export interface TaskSheetProps {
  view: CaseView;
  task: CaseTask;
  work: TaskWork;
  onClose: () => void;
  /** It was done: `words` say what, and the task is gone from this person. */
  onDone: (words: string, result: CommandResult) => void;
}

/** What can be done with a task beside deciding it; shown only where the server names the action. */
const commands: {
  action: CaseTask["actions"][number];
  label: string;
  hint: string;
  Of: ComponentType<TaskSheetProps>;
}[] = [
  { action: "return", label: "退回", hint: "退回到前面的环节重新办理", Of: ReturnSheet },
  { action: "supplement", label: "补正", hint: "一次性告知申请人需要补正的内容", Of: SupplementSheet },
  { action: "transfer", label: "转办", hint: "交给同岗位的同事办理", Of: TransferSheet },
  { action: "copy", label: "抄送", hint: "请同事知悉，不影响办理", Of: CopySheet },
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
  const [chosen, setChosen] = useState<(typeof commands)[number] | null>(null);
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
  const offered = commands.filter(({ action }) => task.actions.includes(action));
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
