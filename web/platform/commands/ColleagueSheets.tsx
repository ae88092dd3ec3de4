import { useState } from "react";
import type { Colleague } from "#domain/platform/colleagues.ts";
import { useColleagues } from "../api/colleagues.ts";
import { useTaskCommand } from "../api/tasks.ts";
import { Loaded } from "../look/States.tsx";
import { CommandSheet } from "./CommandSheet.tsx";
import type { TaskSheetProps } from "./sheetProps.ts";
import { whenDone } from "./whenDone.ts";

/** 转办: the task goes to one eligible colleague. */
export function TransferSheet({ view, task, work, onClose, onDone }: TaskSheetProps) {
  const [person, setPerson] = useState<Colleague | null>(null);
  const [reason, setReason] = useState("");
  const command = useTaskCommand("transfer");
  const send = async () => {
    if (!person) return;
    await work.save();
    whenDone(
      command.mutateAsync({
        taskId: task.id,
        caseId: view.id,
        version: task.version,
        personId: person.personId,
        reason: reason.trim(),
      }),
      (result) => onDone(`已转给${person.name}`, result),
    );
  };
  return (
    <CommandSheet
      title="转办"
      command={command}
      confirm={person ? `确认转给${person.name}` : "请选择同事"}
      disabled={!person}
      onSend={() => void send()}
      onClose={onClose}
    >
      <People
        taskId={task.id}
        purpose="transfer"
        isChosen={({ personId }) => personId === person?.personId}
        onChoose={setPerson}
      />
      <label className="sheet-field">
        说明（可不填）
        <textarea rows={2} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
      </label>
    </CommandSheet>
  );
}

/** 抄送: colleagues read along; the task stays where it is. */
export function CopySheet({ view, task, onClose, onDone }: TaskSheetProps) {
  const [people, setPeople] = useState<Colleague[]>([]);
  const [note, setNote] = useState("");
  const command = useTaskCommand("copy");
  const isChosen = ({ personId }: Colleague) => people.some((one) => one.personId === personId);
  const send = () => {
    const personIds = people.map(({ personId }) => personId);
    whenDone(
      command.mutateAsync({ taskId: task.id, caseId: view.id, version: task.version, personIds, note: note.trim() }),
      (result) => onDone("已抄送", result),
    );
  };
  return (
    <CommandSheet
      title="抄送"
      command={command}
      confirm={people.length === 0 ? "请选择同事" : `确认抄送 ${people.length} 人`}
      disabled={people.length === 0}
      onSend={send}
      onClose={onClose}
    >
      <People
        taskId={task.id}
        purpose="copy"
        isChosen={isChosen}
        onChoose={(person) =>
          setPeople(
            isChosen(person) ? people.filter(({ personId }) => personId !== person.personId) : [...people, person],
          )
        }
      />
      <label className="sheet-field">
        说明（可不填）
        <textarea rows={2} maxLength={300} value={note} onChange={({ target }) => setNote(target.value)} />
      </label>
    </CommandSheet>
  );
}

interface PeopleProps {
  taskId: number;
  purpose: "transfer" | "copy";
  isChosen: (person: Colleague) => boolean;
  onChoose: (person: Colleague) => void;
}

function People({ taskId, purpose, isChosen, onChoose }: PeopleProps) {
  const colleagues = useColleagues(taskId, purpose);
  return (
    <fieldset className="choices">
      <legend>同事</legend>
      <Loaded of={colleagues} rows={4}>
        {({ people }) =>
          people.length === 0 ? (
            <p className="sheet-words">没有可以选择的同事。</p>
          ) : (
            people.map((person) => (
              <label key={person.personId}>
                <input
                  type={purpose === "copy" ? "checkbox" : "radio"}
                  name="colleague"
                  checked={isChosen(person)}
                  onChange={() => onChoose(person)}
                />
                <span>
                  <b>{person.name}</b>
                  <small>
                    {person.orgName} · {person.position} · 在办 {person.load} 件
                  </small>
                </span>
              </label>
            ))
          )
        }
      </Loaded>
    </fieldset>
  );
}
