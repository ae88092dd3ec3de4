import { useState } from "react";
import type { CaseTask, CaseView } from "#domain/platform/cases.ts";
import { sentenceOf } from "../../platform/api/problem.ts";
import { useTaskCommand } from "../../platform/api/tasks.ts";
import { PlainButton } from "../../platform/look/PlainButton.tsx";
import { Sheet } from "../look/Sheet.tsx";

/** 结束补正: the handler goes on without the applicant's answer, and says why. */
export function EndSupplementSheet({ view, task, onClose }: { view: CaseView; task: CaseTask; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const command = useTaskCommand("end-supplement");
  const send = () =>
    command.mutate(
      { taskId: task.id, caseId: view.id, version: task.version, reason: reason.trim() },
      { onSuccess: onClose },
    );
  return (
    <Sheet
      title="结束补正"
      onClose={command.isPending ? undefined : onClose}
      foot={
        <PlainButton tone="main" busy={command.isPending} disabled={reason.trim() === ""} onClick={send}>
          确认结束，继续办理
        </PlainButton>
      }
    >
      <p className="sheet-words">不再等待申请人答复，任务回到办理中。</p>
      <label className="sheet-field">
        理由
        <textarea rows={3} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
      </label>
      {command.isError && (
        <p className="entry-wrong" role="alert">
          {sentenceOf(command.error)}
        </p>
      )}
    </Sheet>
  );
}
