/** Reserved on Windows, where people open what they download. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
/** Control characters, marks that reverse the reading direction, and characters without width. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const forbidden = /[<>:"/\\|?*]/g;
/** Bytes in UTF-8; file systems allow 255. */
const maxBytes = 200;

/**
 * The name under which an upload is kept and offered again: only its last part, without invisible characters, Chinese
 * kept, at most 200 bytes with the extension intact. It is shown, never used as a path.
 */
export function sanitiseFileName(typed: string): string {
  const last = typed.normalize("NFC").replace(invisible, "").split(/[/\\]/).at(-1) ?? "";
  const clean = last
    .replace(forbidden, "_")
    .replace(/\s+/g, " ")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  const safe = reserved.test(clean) ? `_${clean}` : clean;
  return shorten(safe === "" ? "未命名" : safe);
}

/** The extension in lower case without dot; empty where there is none. */
export function extensionOf(fileName: string): string {
  return /\.([^.\s]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? "";
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= maxBytes) return name;
  const extension = /\.[^.\s]{1,10}$/.exec(name)?.[0] ?? "";
  let room = maxBytes - Buffer.byteLength(extension);
  let stem = "";
  for (const character of name.slice(0, name.length - extension.length)) {
    room -= Buffer.byteLength(character);
    if (room < 0) break;
    stem += character;
  }
  return stem.trimEnd() + extension;
}
