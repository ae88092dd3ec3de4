import { UploadOutlined } from "@ant-design/icons";
import { type DragEvent, useState } from "react";
import "./fileDrop.css";

interface Props {
  /** Accessible name: 上传 and what. */
  label: string;
  hint: string;
  accept: string[];
  multiple: boolean;
  disabled?: boolean;
  onFiles: (files: File[]) => void;
}

/** Files by pressing, by keyboard or by dropping. */
export function FileDrop({ label, hint, accept, multiple, disabled = false, onFiles }: Props) {
  const [over, setOver] = useState(false);
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])];
    if (files.length > 0 && !disabled) onFiles(multiple ? files : files.slice(0, 1));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <label
      className={`file-drop${over ? " file-drop-over" : ""}${disabled ? " file-drop-off" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        type="file"
        className="visually-hidden"
        aria-label={label}
        accept={accept.join(",")}
        multiple={multiple}
        disabled={disabled}
        onChange={({ target }) => {
          take(target.files);
          target.value = "";
        }}
      />
      <UploadOutlined aria-hidden /> <b>选择文件</b>
      <span>或拖到这里</span>
      <small>{hint}</small>
    </label>
  );
}
