import { dateTime } from "../platform/look/words.ts";
import type { DraftState } from "./useDraftSaving.ts";

export function DraftStatus({ state }: { state: DraftState }) {
  return (
    <span className={`draft-status${state.kind === "failed" ? " draft-status-failed" : ""}`} role="status">
      {words(state)}
    </span>
  );
}

function words(state: DraftState): string {
  switch (state.kind) {
    case "saved":
      return `已自动保存 ${dateTime(state.at).slice(5)}`;
    case "changed":
      return "有未保存的修改";
    case "saving":
      return "正在保存";
    case "failed":
      return `保存失败:${state.why}`;
    case "conflict":
      return "草稿已在别处修改";
  }
}
