import { useState } from "react";
import type { CaseView } from "#domain/platform/cases.ts";
import type { ShownFile } from "../../platform/files/FilePane.tsx";
import { type FileKind, kindOf } from "../../platform/files/kinds.ts";
import { Icon, type IconName } from "../../platform/look/Icon.tsx";
import { EmptyState } from "../../platform/look/States.tsx";
import { FileViewer } from "./FileViewer.tsx";
import "./files.css";

const icons: Record<FileKind, IconName> = { pdf: "paper", image: "picture", table: "table", other: "paper" };

/** Files of a case as rows; one opens over the whole screen. */
export function FileList({ files, view }: { files: ShownFile[]; view: CaseView }) {
  const [at, setAt] = useState<number | null>(null);
  if (files.length === 0) return <NoFiles view={view} />;
  return (
    <>
      <ul className="phone-files" aria-label="材料列表">
        {files.map((file, index) => (
          <li key={file.url}>
            <button type="button" onClick={() => setAt(index)}>
              <span className={`phone-file-kind phone-file-${kindOf(file.mediaType)}`}>
                <Icon name={icons[kindOf(file.mediaType)]} />
              </span>
              <span className="phone-file-words">
                <b>{file.title}</b>
                <span>{file.name}</span>
                <small>{file.note}</small>
              </span>
              <Icon name="next" />
            </button>
          </li>
        ))}
      </ul>
      {at !== null && (
        <FileViewer
          key={files[at]!.url}
          file={files[at]!}
          place={`${at + 1} / ${files.length}`}
          onStep={files.length > 1 ? (by) => setAt((at + by + files.length) % files.length) : undefined}
          onClose={() => setAt(null)}
        />
      )}
    </>
  );
}

function NoFiles({ view }: { view: CaseView }) {
  if (view.materialNames.length === 0) return <EmptyState title="这件申请没有附材料" />;
  return (
    <EmptyState title="领取后可以查看材料内容">
      <ul className="material-names">
        {view.materialNames.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </EmptyState>
  );
}
