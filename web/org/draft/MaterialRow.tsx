import { FileExcelOutlined, FileImageOutlined, FileOutlined, FilePdfOutlined } from "@ant-design/icons";
import { App, Button, Popconfirm } from "antd";
import { useState } from "react";
import { sentenceOf } from "../../platform/api/problem.ts";
import type { ShownFile } from "../../platform/files/FilePane.tsx";
import { kindOf } from "../../platform/files/kinds.ts";
import { dateTime, sizeText } from "../../platform/look/words.ts";
import type { Material } from "./useSlotUploads.ts";

const icons = { pdf: FilePdfOutlined, image: FileImageOutlined, table: FileExcelOutlined, other: FileOutlined };

interface Props {
  file: Material;
  onShow: (file: ShownFile) => void;
  onRemove: () => Promise<void>;
}

/** One uploaded file: look at it, or take it away. */
export function MaterialRow({ file, onShow, onRemove }: Props) {
  const { removing, remove } = useRemove(onRemove);
  const kind = kindOf(file.mediaType);
  const Icon = icons[kind];
  const note = `${sizeText(file.size)} · ${dateTime(file.at)}`;
  return (
    <li className="file-row" data-material-id={file.id}>
      <Icon className={`file-row-icon file-row-${kind}`} aria-hidden />
      <span className="file-row-words">
        <span className="file-row-name" title={file.name}>
          {file.name}
        </span>
        <span className="org-second numbers">{note}</span>
      </span>
      {kind === "pdf" || kind === "image" ? (
        <Button size="small" onClick={() => onShow({ ...file, title: file.slotName, note })}>
          预览
        </Button>
      ) : (
        <Button size="small" href={file.url} download={file.name}>
          下载
        </Button>
      )}
      <Popconfirm
        title="删除这份文件？"
        okText="删除"
        cancelText="保留"
        okButtonProps={{ danger: true }}
        onConfirm={remove}
      >
        <Button size="small" type="text" danger loading={removing} aria-label={`删除${file.name}`}>
          删除
        </Button>
      </Popconfirm>
    </li>
  );
}

function useRemove(onRemove: () => Promise<void>) {
  const { message } = App.useApp();
  const [removing, setRemoving] = useState(false);
  const remove = async () => {
    setRemoving(true);
    try {
      await onRemove();
    } catch (error) {
      void message.error(sentenceOf(error));
      setRemoving(false);
    }
  };
  return { removing, remove };
}
