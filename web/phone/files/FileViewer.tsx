import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { ShownFile } from "../../platform/files/FilePane.tsx";
import { kindOf } from "../../platform/files/kinds.ts";
import { PdfFrame } from "../../platform/files/PdfFrame.tsx";
import { Icon } from "../../platform/look/Icon.tsx";
import { PinchPicture } from "./PinchPicture.tsx";

interface Props {
  file: ShownFile;
  /** "2 / 9" */
  place: string;
  onStep: ((by: 1 | -1) => void) | undefined;
  onClose: () => void;
}

/** One file over the whole screen: two fingers zoom, arrows leaf. */
export function FileViewer({ file, place, onStep, onClose }: Props) {
  const kind = kindOf(file.mediaType);
  const [turn, setTurn] = useState(0);
  const viewer = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    viewer.current?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") close.current();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return createPortal(
    <div
      className="viewer"
      role="dialog"
      aria-modal="true"
      aria-label={`查看：${file.title}`}
      tabIndex={-1}
      ref={viewer}
    >
      <header className="viewer-head">
        <button type="button" aria-label="关闭查看" onClick={onClose}>
          <Icon name="close" />
        </button>
        <span className="viewer-name">
          <b>{file.title}</b>
          <small>{file.name}</small>
        </span>
        {kind === "image" && (
          <button type="button" aria-label="旋转" onClick={() => setTurn(turn + 90)}>
            <Icon name="turn" />
          </button>
        )}
        <a href={`${file.url}?save`} download={file.name} aria-label="下载">
          <Icon name="download" />
        </a>
      </header>
      <div className="viewer-stage">
        {kind === "image" && <PinchPicture key={turn} src={file.url} alt={file.title} turn={turn} />}
        {kind === "pdf" && <Pdf file={file} />}
        {(kind === "table" || kind === "other") && <p className="viewer-none">这类文件不能在线查看，请下载后打开。</p>}
      </div>
      {onStep && (
        <footer className="viewer-foot">
          <button type="button" aria-label="上一份" onClick={() => onStep(-1)}>
            <Icon name="back" />
          </button>
          <span className="numbers">{place}</span>
          <button type="button" aria-label="下一份" onClick={() => onStep(1)}>
            <Icon name="next" />
          </button>
        </footer>
      )}
    </div>,
    document.body,
  );
}

/** Phones that show a PDF inside a page are rare and say so; the others hand it to their own reader, which can pinch. */
function Pdf({ file }: { file: ShownFile }) {
  if (navigator.pdfViewerEnabled) return <PdfFrame file={file} />;
  return (
    <p className="viewer-none">
      <a className="plain-button plain-button-main" href={file.url} target="_blank" rel="noopener">
        用阅读器打开
      </a>
    </p>
  );
}
