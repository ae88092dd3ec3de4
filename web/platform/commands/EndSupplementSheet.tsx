import { useState } from "react";
import type { CaseTask, CaseView } from "#domain/platform/cases.ts";
import { useTaskCommand } from "../api/tasks.ts";
import { CommandSheet } from "./CommandSheet.tsx";
import { whenDone } from "./whenDone.ts";

/** 结束补正: the handler goes on without the applicant's answer, and says why. */
export function EndSupplementSheet({ view, task, onClose }: { view: CaseView; task: CaseTask; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const command = useTaskCommand("end-supplement");
  const send = () =>
    whenDone(
      command.mutateAsync({ taskId: task.id, caseId: view.id, version: task.version, reason: reason.trim() }),
      onClose,
    );
  return (
    <CommandSheet
      title="结束补正"
      command={command}
      confirm="确认结束，继续办理"
      disabled={reason.trim() === ""}
      onSend={send}
      onClose={onClose}
    >
      <p className="sheet-words">不再等待申请人答复，任务回到办理中。</p>
      <label className="sheet-field">
        理由
        <textarea rows={3} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
      </label>
    </CommandSheet>
  );
}
