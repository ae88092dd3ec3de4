import { sentenceOf } from "../../platform/api/problem.ts";
import { useTaskCommand } from "../../platform/api/tasks.ts";
import type { TaskSheetProps } from "../../platform/commands/sheetProps.ts";
import { PlainButton } from "../../platform/look/PlainButton.tsx";
import { Sheet } from "../../platform/look/Sheet.tsx";

/** 放回: what was written stays as a draft and is there again after the next 领取. */
export function ReleaseSheet({ view, task, work, onClose, onDone }: TaskSheetProps) {
  const release = useTaskCommand("release");
  const send = async () => {
    await work.save();
    release.mutate(
      { taskId: task.id, caseId: view.id, version: task.version },
      { onSuccess: (result) => onDone("已放回", result) },
    );
  };
  return (
    <Sheet
      title="放回待领"
      onClose={onClose}
      foot={
        <PlainButton tone="main" busy={release.isPending} onClick={() => void send()}>
          确认放回
        </PlainButton>
      }
    >
      <p className="sheet-words">放回后由本岗位的其他人领取。已填写的意见和表单会保留。</p>
      {release.isError && (
        <p className="entry-wrong" role="alert">
          {sentenceOf(release.error)}
        </p>
      )}
    </Sheet>
  );
}
