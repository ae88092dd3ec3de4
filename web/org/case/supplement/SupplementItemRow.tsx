import { useQueryClient } from "@tanstack/react-query";
import { Input } from "antd";
import type { MaterialSlot } from "#domain/platform/drafts.ts";
import type { SupplementRound } from "#domain/platform/supplementRounds.ts";
import { caseKey } from "../../../platform/api/cases.ts";
import { callVoid } from "../../../platform/api/client.ts";
import type { ShownFile } from "../../../platform/files/FilePane.tsx";
import { DropZone } from "../../draft/DropZone.tsx";
import { acceptOf, hintOf } from "../../draft/fileRules.ts";
import { MaterialRow } from "../../draft/MaterialRow.tsx";
import { UploadRows } from "../../draft/UploadRows.tsx";
import { useSlotUploads } from "../../draft/useSlotUploads.ts";

type Item = SupplementRound["items"][number];

interface Props {
  caseId: number;
  item: Item;
  n: number;
  /** Where files of it go; none where it asks for something else, or while the matter is loading. */
  slot: MaterialSlot | undefined;
  text: string;
  wrong: string | undefined;
  onText: (text: string) => void;
  onShow: (file: ShownFile) => void;
}

/** One thing asked for, with its files and its words. */
export function SupplementItemRow({ caseId, item, n, slot, text, wrong, onText, onShow }: Props) {
  return (
    <li className={`supplement-item${wrong ? " supplement-item-wrong" : ""}`} aria-label={`第 ${n + 1} 项`}>
      <p className="supplement-asked">
        <b>{item.slotName ?? "其他事项"}</b>
        <span>{item.text}</span>
      </p>
      {slot && <Files caseId={caseId} slot={slot} item={item} onShow={onShow} />}
      <Input.TextArea
        aria-label={`第 ${n + 1} 项说明`}
        placeholder={item.slot === null ? "请说明如何补正" : "说明（上传了材料的可以不填）"}
        value={text}
        autoSize={{ minRows: 1, maxRows: 6 }}
        maxLength={1000}
        status={wrong ? "error" : ""}
        onChange={({ target }) => onText(target.value)}
      />
      {wrong && (
        <span className="company-refused" role="alert">
          {wrong}
        </span>
      )}
    </li>
  );
}

function Files({ caseId, slot, item, onShow }: Pick<Props, "caseId" | "item" | "onShow"> & { slot: MaterialSlot }) {
  const client = useQueryClient();
  const readAgain = () => client.invalidateQueries({ queryKey: caseKey(caseId) });
  const files = item.materials;
  const path = `/api/cases/${caseId}/supplement-files`;
  const uploads = useSlotUploads({
    ...{ slot, there: files.length, path: `${path}/${encodeURIComponent(slot.slot)}` },
    onAdded: () => void readAgain(),
  });
  const remove = async (materialId: number) => {
    await callVoid(`${path}/${materialId}`, { method: "DELETE" });
    await readAgain();
  };
  return (
    <>
      <ul className="org-list">
        {files.map((file) => (
          <MaterialRow key={file.id} file={file} onShow={onShow} onRemove={() => remove(file.id)} />
        ))}
        <UploadRows of={uploads} />
      </ul>
      {files.length < slot.most && (
        <DropZone
          label={files.length > 0 ? "继续添加" : "选择文件"}
          accept={acceptOf(slot.accept)}
          multiple={slot.most > 1}
          onFiles={uploads.offer}
        >
          {hintOf(slot)}
        </DropZone>
      )}
    </>
  );
}
