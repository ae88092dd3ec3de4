import unzipper from "unzipper";
import type { FileKind, UploadLimits } from "./kinds.ts";
import { Refused } from "./refusals.ts";

const marks: [FileKind, string][] = [
  ["xlsx", "xl/workbook.xml"],
  ["docx", "word/document.xml"],
  ["ofd", "OFD.xml"],
];

/** Macros, controls and embedded programs inside Office files. */
const active = /(?:^|\/)(?:vbaProject\.bin|vbaData\.xml|activeX\/|macrosheets\/|embeddings\/.*\.(?:bin|exe|dll))/i;

/**
 * Tells which document an archive is by its table of contents, without unpacking it. The sizes are what the archive
 * declares: whoever unpacks it counts the bytes again.
 * @returns null where it is an archive of another kind
 * @throws Refused FILE_DAMAGED, FILE_ENCRYPTED, FILE_ARCHIVE_BOMB, FILE_ACTIVE_CONTENT
 */
export async function kindOfArchive(content: Buffer, limits: UploadLimits): Promise<FileKind | null> {
  const entries = await readEntries(content);
  const bomb = () => new Refused("FILE_ARCHIVE_BOMB", "文件解压后过大或内含文件过多，已拒绝。");
  if (entries.length > limits.maxEntries) throw bomb();
  let unpacked = 0;
  for (const { uncompressedSize, compressedSize } of entries) {
    unpacked += uncompressedSize;
    const suspicious = uncompressedSize > 1024 * 1024 && uncompressedSize > compressedSize * limits.maxRatio;
    if (unpacked > limits.maxUnpackedBytes || suspicious) throw bomb();
  }
  const paths = new Set(entries.map(({ path }) => path));
  const kind = marks.find(([, path]) => paths.has(path))?.[0] ?? null;
  if (kind === null) return null;
  if (kind !== "ofd" && !paths.has("[Content_Types].xml")) {
    throw new Refused("FILE_DAMAGED", "文件缺少必要的内容，请用办公软件重新保存后上传。");
  }
  if (entries.some(({ flags }) => (flags & 1) === 1)) {
    throw new Refused("FILE_ENCRYPTED", "文件已加密，请去除密码后重新上传。");
  }
  if ([...paths].some((path) => path.split(/[/\\]/).includes("..") || active.test(path))) {
    throw new Refused("FILE_ACTIVE_CONTENT", "文件含有宏、控件或可执行内容，请另存为不含宏的文件后重新上传。");
  }
  return kind;
}

async function readEntries(content: Buffer) {
  try {
    return (await unzipper.Open.buffer(content)).files;
  } catch {
    // unzipper throws plain errors with English texts for whatever is wrong with a table of contents.
    throw new Refused("FILE_DAMAGED", "文件不完整或已损坏，请重新导出后上传。");
  }
}
