import { useCaseCommand } from "../api/caseCommands.ts";
import { CommandSheet } from "./CommandSheet.tsx";
import type { CaseSheetProps } from "./sheetProps.ts";
import { whenDone } from "./whenDone.ts";

/** 归档: the volume is made now and closed for good. */
export function ArchiveSheet({ view, onClose, onDone }: CaseSheetProps) {
  const command = useCaseCommand("archive");
  const send = () =>
    whenDone(command.mutateAsync({ caseId: view.id, version: view.version }), () => {
      onClose();
      onDone("已归档");
    });
  return (
    <CommandSheet title="归档" command={command} confirm="确认归档" onSend={send} onClose={onClose}>
      <p className="sheet-words">系统按卷内目录收齐申请表、材料和文书并编号。归档后案卷不能再变动。</p>
    </CommandSheet>
  );
}
