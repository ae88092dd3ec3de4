import { Icon } from "../../platform/look/Icon.tsx";
import { useOnline } from "./useOnline.ts";

/** Said for as long as there is no line; everything already on screen can still be read and written. */
export function OfflineLine() {
  if (useOnline()) return null;
  return (
    <div className="offline-line" role="status">
      <Icon name="offline" />
      网络已断开，填写的内容会保留，恢复后再提交。
    </div>
  );
}
