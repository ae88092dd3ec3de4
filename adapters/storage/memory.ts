import { createHash } from "node:crypto";
import { Readable } from "node:stream";
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

/** Storage that forgets with the process, for tests. Passes the same contract as the others and can be told to fail. */
export class MemoryStorage implements Storage {
  readonly files = new Map<string, Buffer>();
  /** Thrown by every method while set. */
  failure: Error | null = null;
  readonly #guard: Guard;

  constructor(guard: Guard = noGuard) {
    this.#guard = guard;
  }

  async put(content: Content, limit?: { maxBytes: number }): Promise<StoredFile> {
    this.#enter();
    const chunks: Uint8Array[] = [];
    for await (const chunk of readContent(content, limit)) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const hash = sha256(bytes);
    this.files.set(hash, bytes);
    return { hash, size: bytes.byteLength };
  }

  async open(hash: string, options: { verify?: boolean } = {}): Promise<Readable> {
    this.#enter();
    const bytes = this.files.get(requireHash(hash));
    if (bytes === undefined) throw new FileMissingError(hash);
    if (options.verify && sha256(bytes) !== hash) throw new FileDamagedError(hash);
    return Readable.from([bytes]);
  }

  async has(hash: string): Promise<boolean> {
    this.#enter();
    return this.files.has(requireHash(hash));
  }

  #enter(): void {
    this.#guard();
    if (this.failure !== null) throw this.failure;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
