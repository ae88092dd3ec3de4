import { useState } from "react";
import type { CaseView } from "#domain/platform/cases.ts";
import { useTaskCommand } from "../api/tasks.ts";
import { Icon } from "../look/Icon.tsx";
import { PlainButton } from "../look/PlainButton.tsx";
import { CommandSheet } from "./CommandSheet.tsx";
import type { TaskSheetProps } from "./sheetProps.ts";
import { whenDone } from "./whenDone.ts";

interface Item {
  key: number;
  slot: string;
  text: string;
}
const mostItems = 50;

/** 补正: the one complete list of what the applicant has to add or correct, and until when. */
export function SupplementSheet({ view, task, work, onClose, onDone }: TaskSheetProps) {
  const [items, setItems] = useState<Item[]>([{ key: 1, slot: "", text: "" }]);
  const [due, setDue] = useState("");
  const command = useTaskCommand("supplement");
  const change = (key: number, changed: Partial<Item>) =>
    setItems(items.map((item) => (item.key === key ? { ...item, ...changed } : item)));
  const complete = due !== "" && items.length > 0 && items.every(({ text }) => text.trim() !== "");
  const send = async () => {
    await work.save();
    const list = items.map(({ slot, text }) => ({ slot: slot || null, text: text.trim() }));
    whenDone(
      command.mutateAsync({ taskId: task.id, caseId: view.id, version: task.version, items: list, due }),
      (result) => onDone("已告知补正", result),
    );
  };
  return (
    <CommandSheet
      title="补正告知"
      command={command}
      confirm={`确认告知（${items.length} 项）`}
      disabled={!complete}
      onSend={() => void send()}
      onClose={onClose}
    >
      <p className="sheet-words">请一次性写全需要补正的内容，申请人会收到补正告知书。</p>
      <ol className="supplement-items">
        {items.map((item, index) => (
          <li key={item.key}>
            <div className="supplement-head">
              <select
                aria-label={`第 ${index + 1} 项材料`}
                value={item.slot}
                onChange={({ target }) => change(item.key, { slot: target.value })}
              >
                <option value="">表单或其他</option>
                {slotsOf(view).map(([slot, name]) => (
                  <option key={slot} value={slot}>
                    {name}
                  </option>
                ))}
              </select>
              {items.length > 1 && (
                <button
                  type="button"
                  aria-label={`删除第 ${index + 1} 项`}
                  onClick={() => setItems(items.filter(({ key }) => key !== item.key))}
                >
                  <Icon name="close" />
                </button>
              )}
            </div>
            <textarea
              aria-label={`第 ${index + 1} 项内容`}
              placeholder="哪里不对，需要怎样补正"
              rows={2}
              maxLength={500}
              value={item.text}
              onChange={({ target }) => change(item.key, { text: target.value })}
            />
          </li>
        ))}
      </ol>
      {items.length < mostItems && (
        <PlainButton
          className="sheet-wide"
          onClick={() =>
            setItems([...items, { key: Math.max(...items.map(({ key }) => key)) + 1, slot: "", text: "" }])
          }
        >
          增加一项
        </PlainButton>
      )}
      <label className="sheet-field">
        请申请人在此日期前补正
        <input type="date" value={due} onChange={({ target }) => setDue(target.value)} />
      </label>
    </CommandSheet>
  );
}

/** The materials of the case, each once. */
const slotsOf = (view: CaseView): [string, string][] => [
  ...new Map(view.materials.map(({ slot, slotName }) => [slot, slotName])),
];
