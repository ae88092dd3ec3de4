import { Readable } from "node:stream";
import { Zip, ZipPassThrough } from "fflate";

export interface ZipPart {
  /** Path inside the archive. */
  name: string;
  open(): Promise<Readable>;
}

/**
 * An archive of these files, one after the other, never more of it in memory than a chunk. Not compressed: PDF and
 * pictures are already, and so it costs nothing to hand out.
 */
export function zipStream(parts: readonly ZipPart[], modified: Date): Readable {
  return Readable.from(pack(parts, modified));
}

async function* pack(parts: readonly ZipPart[], modified: Date): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    made.push(chunk);
  });
  const take = () => made.splice(0);
  for (const { name, open } of parts) {
    const file = new ZipPassThrough(name);
    file.mtime = modified;
    zip.add(file);
    for await (const chunk of await open()) {
      file.push(chunk as Uint8Array);
      yield* take();
    }
    file.push(new Uint8Array(0), true);
    yield* take();
  }
  zip.end();
  yield* take();
}
