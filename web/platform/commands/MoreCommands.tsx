import { DownOutlined } from "@ant-design/icons";
import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import type { CommandResult } from "#domain/platform/cases.ts";
import { useAwake } from "../look/useAwake.ts";
import { type CaseSheet, caseSheetsOf } from "./caseSheets.ts";
import type { TaskSheetProps } from "./sheetProps.ts";
import { type TaskSheet, taskSheets } from "./taskSheets.ts";

interface Props extends Pick<TaskSheetProps, "view" | "task" | "work"> {
  busy: boolean;
  /** The task is gone from this person. */
  onGone: (words: string, result: CommandResult) => void;
}

/** 退回 and 更多 on the desk: what can be done with a task beside deciding it, and with its case. */
export function MoreCommands({ view, task, work, busy, onGone }: Props) {
  const { message } = App.useApp();
  const awake = useAwake();
  const [ofTask, setOfTask] = useState<TaskSheet | null>(null);
  const [ofCase, setOfCase] = useState<CaseSheet | null>(null);
  const offered = taskSheets.filter(({ action }) => task.actions.includes(action));
  const back = offered.find(({ action }) => action === "return");
  const others = offered.filter((sheet) => sheet !== back);
  const cases = caseSheetsOf(view);
  const items = [
    ...others.map((sheet) => ({
      key: sheet.action,
      label: sheet.label,
      title: sheet.hint,
      open: () => setOfTask(sheet),
    })),
    ...cases.map((sheet) => ({ key: sheet.action, label: sheet.label, title: "", open: () => setOfCase(sheet) })),
  ];
  const done = (words: string, result: CommandResult) => {
    const wasCopy = ofTask?.action === "copy";
    setOfTask(null);
    if (wasCopy) void message.success(words);
    else onGone(words, result);
  };
  const disabled = !awake || busy;
  return (
    <>
      {back && (
        <Button disabled={disabled} title={back.hint} onClick={() => setOfTask(back)}>
          {back.label}
        </Button>
      )}
      {items.length > 0 && (
        <Dropdown
          trigger={["click"]}
          placement="topRight"
          disabled={disabled}
          menu={{
            items: items.map(({ key, label, title }) => ({ key, label, title })),
            onClick: ({ key }) => items.find((item) => item.key === key)?.open(),
          }}
        >
          <Button icon={<DownOutlined aria-hidden />} iconPlacement="end">
            更多
          </Button>
        </Dropdown>
      )}
      {ofTask && <ofTask.Of view={view} task={task} work={work} onClose={() => setOfTask(null)} onDone={done} />}
      {ofCase && (
        <ofCase.Of view={view} onClose={() => setOfCase(null)} onDone={(words) => void message.success(words)} />
      )}
    </>
  );
}
