import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { BusinessError, TryAgainError } from "#domain/errors.ts";
import {
  type Content,
  FileDamagedError,
  FileMissingError,
  type Guard,
  noGuard,
  readContent,
  requireHash,
  type Storage,
  type StoredFile,
} from "./storage.ts";

/**
 * Storage in a folder of this machine: `<folder>/ab/cd/<sha-256>`. A file is written under `<folder>/incoming`, flushed,
 * and moved to its name in one step, so that a reader sees it whole or not at all.
 */
export class LocalStorage implements Storage {
  readonly #folder: string;
  readonly #guard: Guard;

  constructor(folder: string, guard: Guard = noGuard) {
    this.#folder = folder;
    this.#guard = guard;
  }

  async put(content: Content, limit?: { maxBytes: number }): Promise<StoredFile> {
    this.#guard();
    const incoming = join(this.#folder, "incoming");
    const temporary = join(incoming, randomUUID());
    try {
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      const stored = await write(temporary, readContent(content, limit));
      await this.#keep(temporary, stored);
      return stored;
    } catch (error) {
      throw asTryAgain(error);
    } finally {
      await rm(temporary, { force: true });
    }
  }

  async open(hash: string, options: { verify?: boolean } = {}): Promise<Readable> {
    this.#guard();
    const path = this.#path(hash);
    try {
      if (options.verify && (await hashOf(path)) !== hash) throw new FileDamagedError(hash);
      const file = await open(path, "r");
      return file.createReadStream();
    } catch (error) {
      if (isCode(error, "ENOENT")) throw new FileMissingError(hash);
      throw asTryAgain(error);
    }
  }

  async has(hash: string): Promise<boolean> {
    this.#guard();
    return (await sizeOf(this.#path(hash))) !== null;
  }

  /**
   * Removes what uploads cut short have left behind: files in `incoming` last written before `before` (epoch
   * milliseconds). Stored content is never touched. Answers how many went.
   */
  async sweep(before: number): Promise<number> {
    this.#guard();
    const incoming = join(this.#folder, "incoming");
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    let removed = 0;
    for (const name of await readdir(incoming)) {
      const path = join(incoming, name);
      if ((await stat(path)).mtimeMs >= before) continue;
      await rm(path, { force: true });
      removed += 1;
    }
    return removed;
  }

  #path(hash: string): string {
    requireHash(hash);
    return join(this.#folder, hash.slice(0, 2), hash.slice(2, 4), hash);
  }

  /** A file of another length under this name is damaged; the good copy at hand takes its place. */
  async #keep(temporary: string, { hash, size }: StoredFile): Promise<void> {
    const path = this.#path(hash);
    const outer = join(this.#folder, hash.slice(0, 2));
    const inner = join(outer, hash.slice(2, 4));
    await mkdir(inner, { recursive: true, mode: 0o700 });
    if ((await sizeOf(path)) !== size) await rename(temporary, path);
    // The name, and folders made for it, live in their folders' entries: those have to reach the disk too, also where
    // another upload of the same content has just made them.
    for (const folder of [inner, outer, this.#folder]) await flushFolder(folder);
  }
}

async function write(path: string, chunks: AsyncIterable<Uint8Array>): Promise<StoredFile> {
  const file = await open(path, "wx", 0o600);
  try {
    const digest = createHash("sha256");
    let size = 0;
    for await (const chunk of chunks) {
      digest.update(chunk);
      await writeWhole(file, chunk);
      size += chunk.byteLength;
    }
    await file.sync();
    return { hash: digest.digest("hex"), size };
  } finally {
    await file.close();
  }
}

/** A single write may take less than it was given. */
async function writeWhole(file: FileHandle, chunk: Uint8Array): Promise<void> {
  let rest = chunk;
  while (rest.byteLength > 0) {
    const { bytesWritten } = await file.write(rest);
    rest = rest.subarray(bytesWritten);
  }
}

async function flushFolder(folder: string): Promise<void> {
  // Windows cannot open a folder for flushing; its file system journals the rename.
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function hashOf(path: string): Promise<string> {
  const digest = createHash("sha256");
  for await (const chunk of createReadStream(path)) digest.update(chunk as Buffer);
  return digest.digest("hex");
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isCode(error, "ENOENT")) return null;
    throw asTryAgain(error);
  }
}

const passing = new Set(["ENOSPC", "EDQUOT", "EIO", "EMFILE", "ENFILE", "EBUSY", "ETIMEDOUT", "ESTALE"]);

function asTryAgain(error: unknown): unknown {
  if (error instanceof BusinessError || !(error instanceof Error)) return error;
  const code = codeOf(error);
  return code !== undefined && passing.has(code) ? new TryAgainError("文件存储暂时不可用。", { cause: error }) : error;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && codeOf(error) === code;
}

function codeOf(error: Error): string | undefined {
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}
