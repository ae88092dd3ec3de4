import { kindOfArchive } from "./archives.ts";
import { extensionOf, sanitiseFileName } from "./fileNames.ts";
import { defaultLimits, type FileKind, fileKinds, type UploadLimits } from "./kinds.ts";
import { requirePassivePdf } from "./pdfs.ts";
import { readJpeg, readPng, requireModest } from "./pictures.ts";
import { asBusinessError, Refused } from "./refusals.ts";
import { encodingOf, signatureOf } from "./signatures.ts";

export interface InspectedFile {
  kind: FileKind;
  mediaType: string;
  /** Without dot, in lower case; the usual one of its kind. */
  extension: string;
  /** The name to keep and show, made harmless. */
  fileName: string;
  /** Of a csv; null for everything else. */
  encoding: "utf-8" | "gb18030" | null;
}

/**
 * Looks into an upload before anything is stored: its type by content, never by what the browser says; size; hidden
 * executables; pictures and archives that unfold; documents that act.
 * @param allowed what this place takes, all kinds where left out
 * @throws BusinessError with one of the codes of `UploadRefusal`, 413 for too large, else 422
 */
export async function inspectUpload(
  file: { fileName: string; content: Buffer },
  allowed: readonly FileKind[] = allKinds,
  limits: UploadLimits = defaultLimits,
): Promise<InspectedFile> {
  const fileName = sanitiseFileName(file.fileName);
  try {
    const kind = await inspect(fileName, file.content, allowed, limits);
    return {
      kind,
      mediaType: fileKinds[kind].mediaType,
      extension: fileKinds[kind].extensions[0],
      fileName,
      encoding: kind === "csv" ? encodingOf(file.content) : null,
    };
  } catch (error) {
    throw error instanceof Refused ? asBusinessError(error, fileName) : error;
  }
}

const allKinds = Object.keys(fileKinds) as FileKind[];

/** The largest upload that any of these kinds allows: what a route stops reading at. Bytes. */
export function largestUpload(allowed: readonly FileKind[] = allKinds, limits: UploadLimits = defaultLimits): number {
  return Math.max(...allowed.map((kind) => limits.maxBytes[kind]));
}

async function inspect(
  fileName: string,
  content: Buffer,
  allowed: readonly FileKind[],
  limits: UploadLimits,
): Promise<FileKind> {
  if (content.length === 0) throw new Refused("FILE_EMPTY", "文件是空的，请重新选择。");
  // Before anything is read: reading costs as much as the file is large.
  requireSize(content, largestUpload(allowed, limits));
  const kind = await kindOf(content, allowed, limits);
  if (!allowed.includes(kind)) throw notAllowed(allowed);
  const extension = extensionOf(fileName);
  if (!fileKinds[kind].extensions.includes(extension)) {
    // Only its name tells a table from any other text.
    if (kind === "csv") throw notAllowed(allowed);
    const given = extension === "" ? "没有扩展名" : `扩展名却是 .${extension}`;
    const wanted = fileKinds[kind].extensions[0];
    throw new Refused("FILE_TYPE_MISMATCH", `内容是${fileKinds[kind].name}，${given}，请改为 .${wanted} 后重新上传。`);
  }
  requireSize(content, limits.maxBytes[kind]);
  if (kind === "pdf") requirePassivePdf(content, limits.maxUnpackedBytes);
  if (kind === "png") requireModest(readPng(content), limits.maxPixels);
  if (kind === "jpeg") requireModest(readJpeg(content), limits.maxPixels);
  return kind;
}

/** What the content is, whatever its name says. */
async function kindOf(content: Buffer, allowed: readonly FileKind[], limits: UploadLimits): Promise<FileKind> {
  const signature = signatureOf(content);
  switch (signature) {
    case "executable":
      throw new Refused("FILE_EXECUTABLE", "这是可执行程序，已拒绝。");
    case "ole":
      throw new Refused(
        "FILE_TYPE_NOT_ALLOWED",
        "这是旧版或加密的 Office 文件，请去除密码并另存为 .xlsx 或 .docx 后重新上传。",
      );
    case "unknown":
      throw notAllowed(allowed);
    case "text":
      return "csv";
    case "archive": {
      const kind = await kindOfArchive(content, limits);
      if (kind === null) throw notAllowed(allowed);
      return kind;
    }
    default:
      return signature;
  }
}

function notAllowed(allowed: readonly FileKind[]): Refused {
  const names = allowed.flatMap((kind) => fileKinds[kind].extensions.map((extension) => `.${extension}`)).join("、");
  return new Refused("FILE_TYPE_NOT_ALLOWED", `不接受这种类型的文件，可上传 ${names}。`);
}

function requireSize(content: Buffer, maxBytes: number): void {
  if (content.length <= maxBytes) return;
  const [size, cap] = [content.length, maxBytes].map((bytes) => (bytes / (1024 * 1024)).toFixed(1).replace(/\.0$/, ""));
  throw new Refused("FILE_TOO_LARGE", `文件大小 ${size} MB，超过 ${cap} MB 的上限，请压缩或拆分后重新上传。`);
}
