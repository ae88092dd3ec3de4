import type { ReactNode } from "react";
import { sentenceOf } from "../api/problem.ts";
import { PlainButton } from "../look/PlainButton.tsx";
import { Sheet } from "../look/Sheet.tsx";
import "./commands.css";

interface Props {
  title: string;
  /** What is sent; the sheet cannot be closed while it is under way, and says why it was refused. */
  command: { isPending: boolean; isError: boolean; error: unknown };
  /** The words on the button that sends. */
  confirm: ReactNode;
  tone?: "main" | "danger";
  /** Whether something that is needed is still missing. */
  disabled?: boolean;
  onSend: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A sheet that prepares one command on a task and sends it. */
export function CommandSheet({ title, command, confirm, tone = "main", disabled, onSend, onClose, children }: Props) {
  return (
    <Sheet
      title={title}
      onClose={command.isPending ? undefined : onClose}
      foot={
        <PlainButton tone={tone} busy={command.isPending} disabled={disabled} onClick={onSend}>
          {confirm}
        </PlainButton>
      }
    >
      {children}
      {command.isError && (
        <p className="sheet-wrong" role="alert">
          {sentenceOf(command.error)}
        </p>
      )}
    </Sheet>
  );
}
