import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import type { z } from "zod";
import type { DraftView, MaterialSlot } from "#domain/platform/drafts.ts";
import { materialSchema } from "#domain/platform/materials.ts";
import { draftKey } from "../../platform/api/drafts.ts";
import { ApiError } from "../../platform/api/problem.ts";
import type { ShownFile } from "../../platform/files/FilePane.tsx";
import { DropZone } from "./DropZone.tsx";
import { acceptOf, hintOf, refusalOf } from "./fileRules.ts";
import { MaterialRow } from "./MaterialRow.tsx";
import { sendFile } from "./sendFile.ts";
import { UploadRows } from "./UploadRows.tsx";
import { useUploads } from "./useUploads.ts";
import "./files.css";

/** A slot may hold hundreds of plans; this many are shown before a person asks for all. */
const shownAtFirst = 6;

export type Material = z.infer<typeof materialSchema>;

interface Props {
  draftId: number;
  slot: MaterialSlot;
  files: Material[];
  /** A problem of this slot was followed here. */
  highlighted: boolean;
  onShow: (file: ShownFile) => void;
}

export function SlotPanel({ draftId, slot, files, highlighted, onShow }: Props) {
  const uploads = useSlotUploads(draftId, slot, files.length);
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
          <MaterialRow key={file.id} draftId={draftId} file={file} onShow={onShow} />
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

/** Uploads into one slot; what cannot fit is told before it is sent. */
function useSlotUploads(draftId: number, slot: MaterialSlot, there: number) {
  const client = useQueryClient();
  const uploads = useUploads(async (file, sending) => {
    const path = `/api/drafts/${draftId}/files/${encodeURIComponent(slot.slot)}`;
    const material = await sendFile(materialSchema, path, file, sending);
    client.setQueryData<DraftView>(draftKey(draftId), (draft) =>
      draft ? { ...draft, materials: [...draft.materials, material] } : draft,
    );
  });
  const offer = (files: File[]) => {
    let open = slot.most - there - uploads.uploads.filter(({ error }) => !error).length;
    for (const file of files) {
      const refused = refusalOf(file, slot.accept) ?? (open > 0 ? null : slotFull(slot));
      if (refused) uploads.refuse(file, refused);
      else {
        open -= 1;
        uploads.add([file]);
      }
    }
  };
  return { ...uploads, offer };
}

const slotFull = ({ name, most }: MaterialSlot) =>
  new ApiError("refused", `“${name}”最多上传 ${most} 份，请先删除再上传。`, { code: "SLOT_FULL" });
