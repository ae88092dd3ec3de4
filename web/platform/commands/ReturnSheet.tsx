import { useState } from "react";
import type { ReturnPreview } from "#domain/platform/returns.ts";
import { useReturnPreview, useReturnTargets } from "../api/returns.ts";
import { useTaskCommand } from "../api/tasks.ts";
import { Loaded } from "../look/States.tsx";
import { dateTime } from "../look/words.ts";
import { CommandSheet } from "./CommandSheet.tsx";
import type { TaskSheetProps } from "./sheetProps.ts";
import { whenDone } from "./whenDone.ts";

/** 退回: where to, what that ends and leaves, and why. */
export function ReturnSheet({ view, task, work, onClose, onDone }: TaskSheetProps) {
  const targets = useReturnTargets(task.id, task.version);
  const [target, setTarget] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const preview = useReturnPreview(task.id, task.version, target);
  const command = useTaskCommand("return");
  const send = async () => {
    if (target === null) return;
    await work.hold();
    whenDone(
      command.mutateAsync({ taskId: task.id, caseId: view.id, version: task.version, target, reason: reason.trim() }),
      (result) => onDone("已退回", result),
    );
  };
  return (
    <CommandSheet
      title="退回"
      command={command}
      confirm="确认退回"
      tone="danger"
      disabled={target === null || reason.trim() === "" || preview.data === undefined}
      onSend={() => void send()}
      onClose={onClose}
    >
      <fieldset className="choices">
        <legend>退回到</legend>
        <Loaded of={targets} rows={3}>
          {({ targets: nodes }) =>
            nodes.length === 0 ? (
              <p className="sheet-words">本案还没有可以退回的环节。</p>
            ) : (
              nodes.map(({ node, nodeName, personName, at, allowed, message }) => (
                <label key={node} className={allowed ? "" : "choice-shut"}>
                  <input
                    type="radio"
                    name="return-target"
                    disabled={!allowed}
                    checked={target === node}
                    onChange={() => setTarget(node)}
                  />
                  <span>
                    <b>{nodeName}</b>
                    <small>{allowed ? [personName, dateTime(at)].filter(Boolean).join(" · ") : message}</small>
                  </span>
                </label>
              ))
            )
          }
        </Loaded>
      </fieldset>
      {target !== null && (
        <Loaded of={preview} rows={2}>
          {(planned) => <Preview of={planned} />}
        </Loaded>
      )}
      <label className="sheet-field">
        退回理由
        <textarea rows={3} maxLength={2000} value={reason} onChange={({ target: box }) => setReason(box.value)} />
      </label>
    </CommandSheet>
  );
}

function Preview({ of: { ends, stays, effects } }: { of: ReturnPreview }) {
  const names = (lines: ReturnPreview["ends"]) =>
    lines.map(({ nodeName, personName }) => (personName ? `${nodeName}（${personName}）` : nodeName)).join("、");
  return (
    <ul className="changes" aria-label="退回的影响">
      {ends.length > 0 && <li>将结束：{names(ends)}</li>}
      {stays.length > 0 && <li>继续办理：{names(stays)}</li>}
      {effects.map((effect) => (
        <li key={effect}>{effect}</li>
      ))}
    </ul>
  );
}
