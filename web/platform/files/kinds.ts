export type FileKind = "pdf" | "image" | "table" | "other";

export function kindOf(mediaType: string): FileKind {
  if (mediaType === "application/pdf") return "pdf";
  if (mediaType.startsWith("image/")) return "image";
  return mediaType === "text/csv" || mediaType.includes("sheet") || mediaType.includes("excel") ? "table" : "other";
}
