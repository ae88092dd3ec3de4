import { dateTime } from "../look/words.ts";
import type { SaveState } from "./useTaskWork.ts";

/** Where what was typed is by now. */
export function saveWords(state: SaveState): string {
  if (state === "untouched") return "";
  if (state === "changed") return "未暂存";
  if (state === "saving") return "正在暂存";
  if (state === "failed") return "暂存失败，已留在本机";
  return `已暂存 ${dateTime(state.savedAt).slice(11)}`;
}
