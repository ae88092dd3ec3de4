import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** An anchor of the audit record that this machine knows. */
const noteSchema = z.strictObject({ n: z.number(), hash: z.string() });
export type Note = z.infer<typeof noteSchema>;
/** `lastAnchor`: the last this machine wrote. `verified`: up to where `audit verify` found everything sound. */
export type NoteName = "lastAnchor" | "verified";

/** What a machine remembers of the audit record outside the database, so that a removed end of it is noticed. */
export interface Notes {
  /** Null where nothing was noted. @throws where the file was damaged */
  read(name: NoteName): Promise<Note | null>;
  write(name: NoteName, note: Note): Promise<void>;
}

/** Notes as small files in `<home>/audit`. */
export function fileNotes(folder: string): Notes {
  const pathOf = (name: NoteName) => join(folder, `${name}.json`);
  return {
    async read(name) {
      let text: string;
      try {
        text = await readFile(pathOf(name), "utf8");
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
        throw error;
      }
      return noteSchema.parse(JSON.parse(text));
    },
    async write(name, note) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const temporary = join(folder, `.${randomUUID()}`);
      const file = await open(temporary, "wx", 0o600);
      try {
        await file.writeFile(JSON.stringify(note));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, pathOf(name));
    },
  };
}
