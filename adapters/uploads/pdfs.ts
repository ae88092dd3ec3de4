import { inflateSync } from "node:zlib";
import { Refused } from "./refusals.ts";

/** Names that make a reader run something; too long to come about by chance in compressed data. */
const activeAnywhere = /\/(?:JavaScript|Launch|RichMedia|ImportData|SubmitForm|GoToE)(?![A-Za-z0-9])/;
/** Names too short to be searched for in compressed data. */
const activeInStructure = /\/(?:JS|XFA)(?![A-Za-z0-9])/;

const uncheckable = () => new Refused("FILE_DAMAGED", "PDF 文件的内容无法检查，请重新导出或“打印为 PDF”后上传。");

/**
 * Refuses PDF files that could act: scripts, launched programs, forms that send themselves; also encrypted ones, into
 * which nobody can look, and cut ones. A scan of names, spelled in any way, also inside compressed object streams; it
 * does not replace a virus scanner. Takes time linear in the size of the file.
 * @throws Refused FILE_DAMAGED, FILE_ENCRYPTED, FILE_ACTIVE_CONTENT, FILE_ARCHIVE_BOMB
 */
export function requirePassivePdf(content: Buffer, maxUnpackedBytes: number): void {
  const raw = content.toString("latin1");
  if (!raw.includes("%%EOF", Math.max(0, raw.length - 2048))) {
    throw new Refused("FILE_DAMAGED", "PDF 文件不完整，请重新导出后上传。");
  }
  const structure = structureOf(content, raw, maxUnpackedBytes);
  if (/\/Encrypt(?![A-Za-z0-9])/.test(structure)) {
    throw new Refused("FILE_ENCRYPTED", "PDF 文件已加密或限制了权限，无法检查和预览，请去除密码后重新上传。");
  }
  if (activeAnywhere.test(plainNames(raw)) || activeAnywhere.test(structure) || activeInStructure.test(structure)) {
    throw new Refused("FILE_ACTIVE_CONTENT", "PDF 文件含有脚本或可执行动作，请“打印为 PDF”后重新上传。");
  }
}

/** A name may spell any character as #xx: /J#61vaScript. */
function plainNames(text: string): string {
  return text.replace(/#([0-9a-fA-F]{2})/g, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** Everything outside of streams, and what object streams hold, where dictionaries may hide. Names are spelled plainly. */
function structureOf(content: Buffer, raw: string, maxUnpackedBytes: number): string {
  const parts: string[] = [];
  let room = maxUnpackedBytes;
  for (const { before, start, end } of streamsOf(raw)) {
    const region = plainNames(before);
    parts.push(region);
    if (start === null || !region.includes("/ObjStm")) continue;
    const unpacked = unpack(content.subarray(start, end), region, room);
    room -= unpacked.length;
    parts.push(plainNames(unpacked));
  }
  return parts.join("\n");
}

/** The text before each stream, with the place of the stream; last the text after all streams. */
function* streamsOf(raw: string): Generator<{ before: string; start: number | null; end: number }> {
  const keyword = /stream\r?\n/g;
  let from = 0;
  for (let match = keyword.exec(raw); match !== null; match = keyword.exec(raw)) {
    if (
      !raw
        .slice(Math.max(from, match.index - 64), match.index)
        .trimEnd()
        .endsWith(">>")
    )
      continue;
    const start = keyword.lastIndex;
    const found = raw.indexOf("endstream", start);
    const end = found < 0 ? raw.length : found;
    yield { before: raw.slice(from, match.index), start, end };
    from = end;
    keyword.lastIndex = found < 0 ? raw.length : end + "endstream".length;
  }
  yield { before: raw.slice(from), start: null, end: raw.length };
}

function unpack(packed: Buffer, dictionary: string, room: number): string {
  if (!dictionary.includes("/Filter")) return packed.toString("latin1");
  if (dictionary.includes("/Predictor")) throw uncheckable();
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, room) }).toString("latin1");
  } catch (error) {
    if (error instanceof RangeError) throw new Refused("FILE_ARCHIVE_BOMB", "PDF 文件解压后过大，已拒绝。");
    throw uncheckable();
  }
}
