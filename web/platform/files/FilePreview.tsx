import {
  DownloadOutlined,
  ExportOutlined,
  LeftOutlined,
  RightOutlined,
  RotateRightOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import type { ShownFile } from "./FilePane.tsx";
import { kindOf } from "./kinds.ts";
import { PdfFrame } from "./PdfFrame.tsx";

interface Props {
  file: ShownFile;
  onStep: ((by: 1 | -1) => void) | undefined;
}

/** One file: looked at where the browser can, downloaded where it cannot. */
export function FilePreview({ file, onStep }: Props) {
  const [turn, setTurn] = useState(0);
  const [zoom, setZoom] = useState(1);
  const kind = kindOf(file.mediaType);
  return (
    <section className="file-preview" aria-label={`预览：${file.title}`}>
      <div className="file-tools">
        {onStep && (
          <>
            <Button size="small" icon={<LeftOutlined />} aria-label="上一份" onClick={() => onStep(-1)} />
            <Button size="small" icon={<RightOutlined />} aria-label="下一份" onClick={() => onStep(1)} />
          </>
        )}
        <span className="file-name" title={file.name}>
          {file.name}
        </span>
        {kind === "image" && (
          <>
            <Button size="small" icon={<ZoomOutOutlined />} aria-label="缩小" onClick={() => setZoom(zoom / 1.25)} />
            <Button size="small" icon={<ZoomInOutlined />} aria-label="放大" onClick={() => setZoom(zoom * 1.25)} />
            <Button size="small" icon={<RotateRightOutlined />} aria-label="旋转" onClick={() => setTurn(turn + 90)} />
          </>
        )}
        {kind !== "table" && kind !== "other" && (
          <Button size="small" icon={<ExportOutlined />} href={file.url} target="_blank" rel="noopener">
            新窗口
          </Button>
        )}
        <Button size="small" icon={<DownloadOutlined />} href={file.url} download={file.name}>
          下载
        </Button>
      </div>
      <div className="file-stage">
        {kind === "image" && (
          <img
            src={file.url}
            alt={file.title}
            style={{ transform: `rotate(${turn}deg) scale(${zoom})`, transformOrigin: zoom > 1 ? "0 0" : "center" }}
          />
        )}
        {kind === "pdf" && <PdfFrame file={file} className="file-pdf" />}
        {(kind === "table" || kind === "other") && <p className="file-none">这类文件不能在线预览，请下载后查看。</p>}
      </div>
    </section>
  );
}
