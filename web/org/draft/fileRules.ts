import type { MaterialSlot } from "#domain/platform/drafts.ts";
import { ApiError } from "../../platform/api/problem.ts";

const known: Record<string, { name: string; extensions: string[] }> = {
  "application/pdf": { name: "PDF", extensions: [".pdf"] },
  "image/png": { name: "PNG", extensions: [".png"] },
  "image/jpeg": { name: "JPG", extensions: [".jpg", ".jpeg"] },
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": { name: "Excel（xlsx）", extensions: [".xlsx"] },
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": {
    name: "Word（docx）",
    extensions: [".docx"],
  },
  "text/csv": { name: "CSV", extensions: [".csv"] },
  "application/ofd": { name: "OFD", extensions: [".ofd"] },
};
/** A slot that names no types takes all of ours. */
const typesOf = (accept: readonly string[]) => (accept.length > 0 ? accept : Object.keys(known));
const extensionsOf = (accept: readonly string[]) => typesOf(accept).flatMap((type) => known[type]?.extensions ?? []);

/** For a file input: extensions too, because Windows knows no media type for some of them. */
export const acceptOf = (accept: readonly string[]): string => [...extensionsOf(accept), ...typesOf(accept)].join(",");

/** "PDF、JPG、PNG，最多 5 份". */
export function hintOf({ accept, most }: Pick<MaterialSlot, "accept" | "most">): string {
  const names = typesOf(accept).map((type) => known[type]?.name ?? type);
  return `${names.join("、")}，${most === 1 ? "一份" : `最多 ${most} 份`}`;
}

/** Says before a slow upload what the server would refuse by name; what is inside only the server judges. */
export function refusalOf(file: File, accept: readonly string[]): ApiError | null {
  if (file.size === 0) return new ApiError("refused", "文件是空的，请检查后重新选择。", { code: "FILE_EMPTY" });
  const extensions = extensionsOf(accept);
  const fits = extensions.length === 0 || extensions.some((extension) => file.name.toLowerCase().endsWith(extension));
  if (fits) return null;
  return new ApiError("refused", `不支持这种文件，请上传 ${extensions.join("、")} 格式。`, {
    code: "FILE_TYPE_NOT_ALLOWED",
  });
}
