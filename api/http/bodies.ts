import type { IncomingMessage } from "node:http";
import { sanitiseFileName } from "#adapters/uploads/fileNames.ts";
import { BusinessError } from "#domain/errors.ts";
import type { Upload } from "../platform/route.ts";

const MEGABYTE = 1024 * 1024;
export const maxUpload = 20 * MEGABYTE;
/** A form with every room of a large building stays below a tenth of this. */
export const maxJson = MEGABYTE;

/** @throws BusinessError BODY_TOO_LARGE (413), BODY_NOT_JSON (400) */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) throw notJson();
  const bytes = await readBytes(
    request,
    maxJson,
    () => new BusinessError("BODY_TOO_LARGE", "提交的内容过大，请分次保存。", { status: 413 }),
  );
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    // The parser's message quotes what came in.
    throw notJson();
  }
}

const notJson = (): BusinessError => new BusinessError("BODY_NOT_JSON", "提交的内容不是有效的 JSON。", { status: 400 });

/**
 * The file of an upload. Its size is known from the header before a byte is read, and counted all the same.
 * @throws BusinessError FILE_TOO_LARGE (413), FILE_NAME_MISSING (400)
 */
export async function readUpload(request: IncomingMessage): Promise<Upload> {
  const tooLarge = () =>
    new BusinessError("FILE_TOO_LARGE", `文件超过 ${maxUpload / MEGABYTE} MB 的大小上限，请压缩或拆分后重新上传。`, {
      status: 413,
    });
  const name = readFileName(request.headers["x-file-name"]);
  return { name, bytes: await readBytes(request, maxUpload, tooLarge) };
}

function readFileName(header: string | string[] | undefined): string {
  if (typeof header === "string" && header.trim() !== "") return sanitiseFileName(decode(header));
  throw new BusinessError("FILE_NAME_MISSING", "缺少文件名，请重新选择文件。", { status: 400 });
}

function decode(header: string): string {
  try {
    return decodeURIComponent(header);
  } catch {
    // Not percent-encoded: an old client sent it as it is.
    return header;
  }
}

async function readBytes(request: IncomingMessage, most: number, tooLarge: () => BusinessError): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > most) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  // Not for await: leaving that loop early would destroy the socket before the refusal is read.
  const done = Promise.withResolvers<void>();
  const take = (chunk: Buffer) => {
    size += chunk.byteLength;
    if (size > most) done.reject(tooLarge());
    else chunks.push(chunk);
  };
  request.on("data", take);
  request.once("end", done.resolve);
  request.once("error", done.reject);
  request.once("aborted", () =>
    done.reject(new BusinessError("UPLOAD_ABORTED", "上传中断，请重试。", { status: 400 })),
  );
  try {
    await done.promise;
  } finally {
    request.off("data", take);
    request.off("end", done.resolve);
    request.off("error", done.reject);
  }
  return Buffer.concat(chunks);
}
