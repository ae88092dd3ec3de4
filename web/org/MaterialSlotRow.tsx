import { DeleteOutlined, EyeOutlined } from "@ant-design/icons";
import { Button, Progress } from "antd";
import { useState } from "react";
import type { DraftView, MaterialSlot } from "#domain/platform/drafts.ts";
import { removeMaterial, uploadMaterial } from "../platform/api/drafts.ts";
import { type Problem, sentenceOf } from "../platform/api/problem.ts";
import { FileDrop } from "../platform/files/FileDrop.tsx";
import { sizeText } from "../platform/look/words.ts";

interface Props {
  draftId: number;
  slot: MaterialSlot;
  files: DraftView["materials"];
  problems: Problem[];
  onChanged: () => Promise<void>;
}

export function MaterialSlotRow({ draftId, slot, files, problems, onChanged }: Props) {
  const upload = useSlotUpload(draftId, slot, files.length, onChanged);
  const complaints = [...problems.map(({ message }) => message), ...upload.refused];
  const full = files.length + upload.running.length >= slot.most;
  return (
    <li className={`slot${complaints.length > 0 ? " slot-wrong" : ""}`} data-slot={slot.slot}>
      <div className="slot-head">
        <b>{slot.name}</b>
        <span className={`tag ${slot.required ? "tag-blue" : "tag-grey"}`}>{slot.required ? "必需" : "可选"}</span>
        <span className="slot-note">{slot.note}</span>
        <span className="slot-count">
          {files.length} / {slot.most}
        </span>
      </div>
      {files.length > 0 && (
        <ul className="slot-files" aria-label={`${slot.name} 已上传`}>
          {files.map((file) => (
            <li key={file.id}>
              <a href={file.url} target="_blank" rel="noopener">
                <EyeOutlined aria-hidden /> {file.name}
              </a>
              <span className="numbers">{sizeText(file.size)}</span>
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={`删除 ${file.name}`}
                loading={upload.removing === file.id}
                onClick={() => void upload.remove(file.id)}
              />
            </li>
          ))}
        </ul>
      )}
      {upload.running.map(({ key, name, share }) => (
        <div key={key} className="slot-progress">
          <span>{name}</span>
          <Progress percent={Math.round(share * 100)} size="small" />
        </div>
      ))}
      {!full && (
        <FileDrop
          label={`上传${slot.name}`}
          hint={kinds(slot.accept)}
          accept={slot.accept}
          multiple={slot.most > 1}
          onFiles={upload.send}
        />
      )}
      {complaints.map((sentence) => (
        <p key={sentence} className="slot-complaint" role="alert">
          {sentence}
        </p>
      ))}
    </li>
  );
}

interface Running {
  key: string;
  name: string;
  share: number;
}

/** Uploads one file after the other, each with its progress; a refused one leaves its sentence. */
function useSlotUpload(draftId: number, slot: MaterialSlot, present: number, onChanged: () => Promise<void>) {
  const [running, setRunning] = useState<Running[]>([]);
  const [refused, setRefused] = useState<string[]>([]);
  const [removing, setRemoving] = useState<number | null>(null);
  const one = async (file: File, key: string) => {
    const progress = (share: number) =>
      setRunning((before) => before.map((row) => (row.key === key ? { ...row, share } : row)));
    try {
      await uploadMaterial(draftId, slot.slot, file, progress);
    } catch (error) {
      setRefused((before) => [...before, `${file.name}:${sentenceOf(error)}`]);
    } finally {
      setRunning((before) => before.filter((row) => row.key !== key));
    }
  };
  const send = async (files: File[]) => {
    const room = slot.most - present - running.length;
    const taken = files.slice(0, room);
    setRefused(taken.length < files.length ? [`最多上传 ${slot.most} 份,其余文件没有上传。`] : []);
    const rows = taken.map((file, index) => ({ key: `${Date.now()}-${index}`, name: file.name, share: 0 }));
    setRunning((before) => [...before, ...rows]);
    for (const [index, file] of taken.entries()) await one(file, rows[index]!.key);
    await onChanged();
  };
  const remove = async (materialId: number) => {
    setRemoving(materialId);
    setRefused([]);
    try {
      await removeMaterial(draftId, materialId);
    } catch (error) {
      setRefused([sentenceOf(error)]);
    } finally {
      await onChanged();
      setRemoving(null);
    }
  };
  return { running, refused, removing, remove, send: (files: File[]) => void send(files) };
}

const names: Record<string, string> = {
  "application/pdf": "PDF",
  "image/png": "PNG",
  "image/jpeg": "JPG",
  "text/csv": "CSV",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
};
const kinds = (accept: string[]) => [...new Set(accept.map((type) => names[type] ?? type))].join("、");
