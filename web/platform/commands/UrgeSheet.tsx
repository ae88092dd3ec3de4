import { useCaseCommand } from "../api/caseCommands.ts";
import { CommandSheet } from "./CommandSheet.tsx";
import type { CaseSheetProps } from "./sheetProps.ts";
import { whenDone } from "./whenDone.ts";

/** 催办: whoever has the case in hand is told, once a day. */
export function UrgeSheet({ view, onClose, onDone }: CaseSheetProps) {
  const command = useCaseCommand("urge");
  const send = () =>
    whenDone(command.mutateAsync({ caseId: view.id, version: view.version }), () => {
      onClose();
      onDone("已催办");
    });
  return (
    <CommandSheet title="催办" command={command} confirm="确认催办" onSend={send} onClose={onClose}>
      <p className="sheet-words">当前环节的办理人员会在待阅中收到提醒。同一案件每天可以催办一次。</p>
    </CommandSheet>
  );
}
