import { promisify } from "node:util";
import { crc32, inflateRaw } from "node:zlib";
import { LIMITS, type SpreadsheetLimits } from "./limits.ts";
import { bomb, damaged, refusal } from "./refusals.ts";

const inflate = promisify(inflateRaw);

/** One entry of the central directory, as declared; `read` counts for itself. */
interface Entry {
  name: string;
  method: number;
  crc: number;
  packedBytes: number;
  bytes: number;
  headerAt: number;
}

export interface Archive {
  names: string[];
  /** The inflated entry, or null when there is none of that name. */
  read(name: string): Promise<Buffer | null>;
}

const END = { signature: 0x06054b50, bytes: 22, longestComment: 0xffff };
const CENTRAL = { signature: 0x02014b50, bytes: 46 };
const LOCAL = { signature: 0x04034b50, bytes: 30 };
const MEGABYTE = 1024 * 1024;
const ENCRYPTED = 1;

/**
 * Opens a zip without unpacking it. Refuses by what the directory declares (entries, sizes, ratio) before anything is
 * inflated; and since a directory can lie, each entry is inflated under a hard limit of its declared size.
 * @throws BusinessError FILE_DAMAGED, FILE_ENCRYPTED, FILE_EXPANDS_TOO_MUCH
 */
export function openArchive(content: Uint8Array, limits: SpreadsheetLimits = LIMITS): Archive {
  const file = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const entries = new Map<string, Entry>();
  let total = 0;
  for (const entry of readDirectory(file, limits)) {
    if (entries.has(entry.name)) throw damaged();
    entries.set(entry.name, entry);
    total += entry.bytes;
    const packed = Math.max(entry.packedBytes, 1);
    const tooDense = entry.bytes > MEGABYTE && entry.bytes / packed > limits.ratio;
    if (tooDense || entry.bytes > limits.entryBytes || total > limits.totalBytes) throw bomb();
  }
  return {
    names: [...entries.keys()],
    read: async (name) => {
      const entry = entries.get(name);
      return entry === undefined ? null : readEntry(file, entry);
    },
  };
}

function* readDirectory(file: Buffer, limits: SpreadsheetLimits): Generator<Entry> {
  const end = findEnd(file);
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  if (count > limits.entries) throw bomb();
  for (let index = 0; index < count; index++) {
    if (at + CENTRAL.bytes > file.length || file.readUInt32LE(at) !== CENTRAL.signature) throw damaged();
    if (file.readUInt16LE(at + 8) & ENCRYPTED) throw refusal("FILE_ENCRYPTED", "文件已加密,请取消密码后再上传。");
    const nameBytes = file.readUInt16LE(at + 28);
    yield {
      name: file.toString("utf8", at + CENTRAL.bytes, at + CENTRAL.bytes + nameBytes),
      method: file.readUInt16LE(at + 10),
      crc: file.readUInt32LE(at + 16),
      packedBytes: file.readUInt32LE(at + 20),
      bytes: file.readUInt32LE(at + 24),
      headerAt: file.readUInt32LE(at + 42),
    };
    at += CENTRAL.bytes + nameBytes + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
}

function findEnd(file: Buffer): number {
  const earliest = Math.max(0, file.length - END.bytes - END.longestComment);
  for (let at = file.length - END.bytes; at >= earliest; at--) {
    if (file.readUInt32LE(at) === END.signature) return at;
  }
  throw damaged();
}

async function readEntry(file: Buffer, entry: Entry): Promise<Buffer> {
  const { headerAt, packedBytes, bytes, method } = entry;
  if (headerAt + LOCAL.bytes > file.length || file.readUInt32LE(headerAt) !== LOCAL.signature) throw damaged();
  const start = headerAt + LOCAL.bytes + file.readUInt16LE(headerAt + 26) + file.readUInt16LE(headerAt + 28);
  if (start + packedBytes > file.length) throw damaged();
  const packed = file.subarray(start, start + packedBytes);
  const content = method === 0 ? packed : method === 8 ? await inflateWithin(packed, bytes) : null;
  if (content === null || content.length !== bytes || crc32(content) !== entry.crc) throw damaged();
  return content;
}

/** Inflates off the main thread; zlib stops as soon as one byte more than declared comes out. */
async function inflateWithin(packed: Buffer, bytes: number): Promise<Buffer> {
  try {
    return await inflate(packed, { maxOutputLength: Math.max(bytes, 1) });
  } catch (error) {
    throw error instanceof RangeError ? bomb() : damaged();
  }
}
