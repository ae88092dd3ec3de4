import type { Readable } from "node:stream";
import { BusinessError } from "#domain/errors.ts";

/**
 * The storage port: files by content. A file's name is the sha-256 of its bytes, so equal files are kept once and a
 * stored file never changes. There is deliberately no delete: what a case refers to stays.
 *
 * The hash is never a permission. Callers fetch a file through its case each time (`design.md` §7).
 */
export interface Storage {
  /**
   * Stores bytes durably: when this answers, a power cut loses nothing. Storing the same content again is free of effect.
   * @throws BusinessError FILE_TOO_LARGE (413) as soon as more than `limit.maxBytes` have arrived; nothing is kept
   * @throws TryAgainError where the disk or the service fails for now
   */
  put(content: Content, limit?: { maxBytes: number }): Promise<StoredFile>;
  /**
   * A stream over a stored file. With `verify` the content is read and compared to its hash before the first byte
   * leaves, so that damage is found before an answer has begun.
   * @throws FileMissingError, FileDamagedError, TryAgainError
   */
  open(hash: string, options?: { verify?: boolean }): Promise<Readable>;
  /** True where the content is stored. */
  has(hash: string): Promise<boolean>;
}

export type Content = Uint8Array | AsyncIterable<Uint8Array>;

export interface StoredFile {
  /** sha-256, 64 lower-case hexadecimal digits. */
  hash: string;
  /** Bytes. */
  size: number;
}

/**
 * Called first in every method of a port. The kernel passes one that throws inside a database transaction, where
 * nothing but the database may be awaited (`kernel.md` "Transactions and locks").
 */
export type Guard = () => void;
export const noGuard: Guard = () => {};

/** A record names content that storage does not hold: a defect or a lost disk, never the person's fault. */
export class FileMissingError extends Error {
  readonly hash: string;
  constructor(hash: string) {
    super(`Stored file ${hash} is missing`);
    this.name = "FileMissingError";
    this.hash = hash;
  }
}

/** Stored content no longer has the hash it is named by. */
export class FileDamagedError extends Error {
  readonly hash: string;
  constructor(hash: string) {
    super(`Stored file ${hash} is damaged: its content has another hash`);
    this.name = "FileDamagedError";
    this.hash = hash;
  }
}

/** Refuses everything but a sha-256 in hexadecimal, which makes leaving the storage folder impossible. */
export function requireHash(hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new RangeError("Not a sha-256 in lower-case hexadecimal");
  return hash;
}

/** One way of reading content, whether it is at hand or still arriving, with its cap. */
export async function* readContent(
  content: Content,
  limit: { maxBytes: number } | undefined,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of content instanceof Uint8Array ? [content] : content) {
    size += chunk.byteLength;
    if (limit !== undefined && size > limit.maxBytes) throw tooLarge(limit.maxBytes);
    yield chunk;
  }
}

export function tooLarge(maxBytes: number): BusinessError {
  const megabytes = Math.floor((maxBytes / (1024 * 1024)) * 10) / 10;
  const size = megabytes >= 1 ? `${megabytes} MB` : `${Math.floor(maxBytes / 1024)} KB`;
  return new BusinessError("FILE_TOO_LARGE", `文件超过 ${size} 的大小上限，请压缩或拆分后重新上传。`, {
    status: 413,
  });
}
