import { UploadOutlined } from "@ant-design/icons";
import { type DragEvent, type ReactNode, useId, useRef, useState } from "react";

interface Props {
  label: string;
  accept: string;
  multiple: boolean;
  onFiles: (files: File[]) => void;
  children?: ReactNode;
}

/** Files are dropped here or chosen; works with keyboard and screen reader because it is a label of a file input. */
export function DropZone({ label, accept, multiple, onFiles, children }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) onFiles(multiple ? files : files.slice(0, 1));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut; the input inside does the same.
    <div
      className={`drop-zone${over ? " drop-zone-over" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        id={id}
        type="file"
        className="visually-hidden"
        accept={accept}
        multiple={multiple}
        onChange={({ target }) => {
          if (target.files) onFiles([...target.files]);
          // The same file may be chosen again after it was mended.
          target.value = "";
        }}
      />
      <label htmlFor={id}>
        <UploadOutlined aria-hidden /> {label}
      </label>
      <span className="drop-hint">或拖到此处</span>
      {children && <span className="org-second">{children}</span>}
    </div>
  );
}
