import type { CaseTask } from "#domain/platform/cases.ts";
import type { TaskWork } from "../../platform/decision/useTaskWork.ts";
import { PlainButton } from "../../platform/look/PlainButton.tsx";
import { Sheet } from "../../platform/look/Sheet.tsx";
import { OpinionFields } from "./OpinionFields.tsx";

/** The opinion written before anything is decided; kept as a draft. */
export function OpinionSheet({ task, work, onClose }: { task: CaseTask; work: TaskWork; onClose: () => void }) {
  const done = () => {
    void work.save();
    onClose();
  };
  return (
    <Sheet
      title="办理意见"
      onClose={done}
      foot={
        <PlainButton tone="main" onClick={done}>
          暂存
        </PlainButton>
      }
    >
      <OpinionFields task={task} work={work} />
    </Sheet>
  );
}
