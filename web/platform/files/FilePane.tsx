import { FileExcelOutlined, FileImageOutlined, FileOutlined, FilePdfOutlined } from "@ant-design/icons";
import { useState } from "react";
import { FilePreview } from "./FilePreview.tsx";
import { kindOf } from "./kinds.ts";
import "./filePane.css";

export interface ShownFile {
  id: number;
  /** What it is: the slot's or the document's name. */
  title: string;
  /** File name or number. */
  name: string;
  note: string;
  mediaType: string;
  url: string;
}

const icons = { pdf: FilePdfOutlined, image: FileImageOutlined, table: FileExcelOutlined, other: FileOutlined };

/** Files at the left, the opened one at the right. */
export function FilePane({ files, label }: { files: ShownFile[]; label: string }) {
  const [openId, setOpenId] = useState<number | null>(null);
  const at = Math.max(
    0,
    files.findIndex((file) => file.id === openId),
  );
  const opened = files[at]!;
  return (
    <div className="file-pane">
      <ul className="file-list" aria-label={label}>
        {files.map((file) => {
          const kind = kindOf(file.mediaType);
          const Icon = icons[kind];
          return (
            <li key={file.id}>
              <button type="button" aria-current={file === opened} onClick={() => setOpenId(file.id)}>
                <span className="file-thumb">
                  {kind === "image" ? (
                    <img src={file.url} alt="" loading="lazy" />
                  ) : (
                    <Icon className={`file-${kind}`} aria-hidden />
                  )}
                </span>
                <span className="file-words">
                  <b>{file.title}</b>
                  <span title={file.name}>{file.name}</span>
                  <small>{file.note}</small>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <FilePreview
        key={opened.id}
        file={opened}
        onStep={files.length > 1 ? (by) => setOpenId(files[(at + by + files.length) % files.length]!.id) : undefined}
      />
    </div>
  );
}
