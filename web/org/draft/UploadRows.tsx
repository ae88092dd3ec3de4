import { Button, Progress } from "antd";
import { sentenceOf } from "../../platform/api/problem.ts";
import { sizeText } from "../../platform/look/words.ts";
import type { useUploads } from "./useUploads.ts";

/** Files under way or refused, below the place they go to. */
export function UploadRows({ of: { uploads, again, cancel, canRepeat } }: { of: ReturnType<typeof useUploads> }) {
  return uploads.map(({ id, name, size, share, error }) => (
    <li key={id} className={`file-row${error ? " file-row-failed" : ""}`}>
      <span className="file-row-words">
        <span className="file-row-name" title={name}>
          {name}
        </span>
        {error ? (
          <span className="file-row-error" role="alert">
            {sentenceOf(error)}
          </span>
        ) : (
          <span className="file-row-progress">
            <Progress percent={Math.floor(share * 100)} size="small" showInfo={false} aria-label={`${name}上传进度`} />
            <span className="org-second numbers">
              {share < 1 ? `${sizeText(size * share)} / ${sizeText(size)}` : "正在检查文件"}
            </span>
          </span>
        )}
      </span>
      {Boolean(error) && canRepeat(id) && (
        <Button size="small" onClick={() => again(id)}>
          重试
        </Button>
      )}
      <Button size="small" type="text" onClick={() => cancel(id)} aria-label={`${error ? "清除" : "取消上传"}${name}`}>
        {error ? "清除" : "取消"}
      </Button>
    </li>
  ));
}
