import { CheckCircleOutlined, CloudSyncOutlined, ExclamationCircleOutlined } from "@ant-design/icons";
import { dateTime } from "../../platform/look/words.ts";
import type { SaveState } from "./DraftSaver.ts";

/** One quiet line: is what I typed safe? */
export function SaveStatus({ state }: { state: SaveState }) {
  const { icon, text, tone } = wordsOf(state);
  return (
    <span className={`save-status save-status-${tone}`} role="status">
      {icon} {text}
    </span>
  );
}

function wordsOf(state: SaveState) {
  switch (state.kind) {
    case "saved":
      return {
        icon: <CheckCircleOutlined aria-hidden />,
        text: state.at === null ? "内容自动保存" : `已保存 ${dateTime(state.at).slice(11)}`,
        tone: "quiet",
      };
    case "waiting":
    case "saving":
      return { icon: <CloudSyncOutlined aria-hidden />, text: "正在保存", tone: "quiet" };
    case "offline":
      return {
        icon: <ExclamationCircleOutlined aria-hidden />,
        text: "连接中断，内容暂存在本机，将自动重试",
        tone: "warn",
      };
    case "stale":
    case "refused":
      return { icon: <ExclamationCircleOutlined aria-hidden />, text: "尚未保存", tone: "warn" };
  }
}
