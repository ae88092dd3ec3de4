import { useState } from "react";
import { useCaseCommand } from "../api/caseCommands.ts";
import { CommandSheet } from "./CommandSheet.tsx";
import type { CaseSheetProps } from "./sheetProps.ts";
import { whenDone } from "./whenDone.ts";

/** 终止办理: a leader ends a case before it is decided, and says why. */
export function TerminateSheet({ view, onClose, onDone }: CaseSheetProps) {
  const [reason, setReason] = useState("");
  const command = useCaseCommand("terminate");
  const send = () =>
    whenDone(command.mutateAsync({ caseId: view.id, version: view.version, reason: reason.trim() }), ({ pending }) => {
      onClose();
      onDone(pending ? "已提交终止，系统正在办理" : "已终止");
    });
  return (
    <CommandSheet
      title="终止办理"
      command={command}
      confirm="确认终止"
      tone="danger"
      disabled={reason.trim() === ""}
      onSend={send}
      onClose={onClose}
    >
      <p className="sheet-words">终止后“{view.title}”不再办理，申请人和经办人员会收到通知。终止不能撤销。</p>
      <label className="sheet-field">
        终止理由
        <textarea rows={3} maxLength={1000} value={reason} onChange={({ target }) => setReason(target.value)} />
      </label>
    </CommandSheet>
  );
}
