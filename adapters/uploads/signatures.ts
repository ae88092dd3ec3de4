import type { FileKind } from "./kinds.ts";

/** What the first bytes say. `archive` may be xlsx, docx or ofd; `text` may be csv; the rest is never taken. */
export type Signature =
  | Exclude<FileKind, "xlsx" | "docx" | "ofd" | "csv">
  | "archive"
  | "text"
  | "executable"
  | "ole"
  | "unknown";

const signatures: [Signature, ...number[][]][] = [
  ["pdf", bytes("%PDF-")],
  ["png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["jpeg", [0xff, 0xd8, 0xff]],
  ["archive", [0x50, 0x4b, 0x03, 0x04]],
  // Old Office files and encrypted new ones.
  ["ole", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  [
    "executable",
    bytes("MZ"),
    [0x7f, ...bytes("ELF")],
    bytes("#!"),
    [0xfe, 0xed, 0xfa, 0xce],
    [0xfe, 0xed, 0xfa, 0xcf],
    [0xce, 0xfa, 0xed, 0xfe],
    [0xcf, 0xfa, 0xed, 0xfe],
    [0xca, 0xfe, 0xba, 0xbe],
    // Windows shortcut.
    [0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00],
  ],
];

/** Reads the signature of a file. "MZ" begins text as well: it is an executable only where binary follows. */
export function signatureOf(content: Buffer): Signature {
  const found = signatures.find(([, ...starts]) => starts.some((start) => startsWith(content, start)))?.[0];
  if (found !== undefined && !startsWith(content, bytes("MZ"))) return found;
  return encodingOf(content) === null ? (found ?? "unknown") : "text";
}

/** How a text is encoded: UTF-8 or GB 18030, which Excel writes in Chinese; null where it is no text. */
export function encodingOf(content: Buffer): "utf-8" | "gb18030" | null {
  if (hasControls(content)) return null;
  for (const encoding of ["utf-8", "gb18030"] as const) {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(content);
      return encoding;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return null;
}

/** Text holds no control characters but tabulator and line ends. */
function hasControls(content: Buffer): boolean {
  return content.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);
}

function startsWith(content: Buffer, start: readonly number[]): boolean {
  return content.length >= start.length && start.every((byte, index) => content[index] === byte);
}

function bytes(text: string): number[] {
  return [...Buffer.from(text, "latin1")];
}
