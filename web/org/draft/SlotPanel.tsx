import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import type { DraftView, MaterialSlot } from "#domain/platform/drafts.ts";
import { draftKey, removeMaterial } from "../../platform/api/drafts.ts";
import type { ShownFile } from "../../platform/files/FilePane.tsx";
import { DropZone } from "./DropZone.tsx";
import { acceptOf, hintOf } from "./fileRules.ts";
import { MaterialRow } from "./MaterialRow.tsx";
import { UploadRows } from "./UploadRows.tsx";
import { type Material, useSlotUploads } from "./useSlotUploads.ts";
import "./files.css";

/** A slot may hold hundreds of plans; this many are shown before a person asks for all. */
const shownAtFirst = 6;

interface Props {
  draftId: number;
  slot: MaterialSlot;
  files: Material[];
  /** A problem of this slot was followed here. */
  highlighted: boolean;
  onShow: (file: ShownFile) => void;
}

export function SlotPanel({ draftId, slot, files, highlighted, onShow }: Props) {
  const change = useMaterials(draftId);
  const uploads = useSlotUploads({
    ...{ slot, there: files.length, path: `/api/drafts/${draftId}/files/${encodeURIComponent(slot.slot)}` },
    onAdded: (material) => change((materials) => [...materials, material]),
  });
  const remove = async (materialId: number) => {
    await removeMaterial(draftId, materialId);
    change((materials) => materials.filter(({ id }) => id !== materialId));
  };
  const [all, setAll] = useState(false);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (highlighted) panel.current?.scrollIntoView({ block: "center" });
  }, [highlighted]);
  const missing = slot.required && files.length === 0;
  const open = slot.most - files.length;
  return (
    <article
      ref={panel}
      className={`panel slot${missing ? " slot-missing" : ""}${highlighted && files.length === 0 ? " slot-highlighted" : ""}`}
      data-slot={slot.slot}
      aria-label={slot.name}
    >
      <header className="slot-head">
        <h2>
          {slot.name}
          <span className={slot.required ? "tag tag-red" : "tag tag-grey"}>{slot.required ? "必需" : "按需"}</span>
        </h2>
        <span className={`slot-state${files.length > 0 ? " slot-state-good" : ""}`}>
          {files.length > 0 ? `✓ 已上传 ${files.length} 份` : missing ? "未上传" : ""}
        </span>
      </header>
      {slot.note && <p className="slot-note">{slot.note}</p>}
      <ul className="org-list slot-files">
        {(all ? files : files.slice(-shownAtFirst)).map((file) => (
          <MaterialRow key={file.id} file={file} onShow={onShow} onRemove={() => remove(file.id)} />
        ))}
        <UploadRows of={uploads} />
      </ul>
      {files.length > shownAtFirst && (
        <Button type="link" size="small" onClick={() => setAll(!all)}>
          {all ? "收起" : `显示全部 ${files.length} 份`}
        </Button>
      )}
      {open > 0 && (
        <DropZone
          label={files.length > 0 ? "继续添加" : "选择文件"}
          accept={acceptOf(slot.accept)}
          multiple={slot.most > 1}
          onFiles={uploads.offer}
        >
          {hintOf(slot)}
        </DropZone>
      )}
    </article>
  );
}

function useMaterials(draftId: number) {
  const client = useQueryClient();
  return (change: (materials: Material[]) => Material[]) =>
    client.setQueryData<DraftView>(draftKey(draftId), (draft) =>
      draft ? { ...draft, materials: change(draft.materials) } : draft,
    );
}
