import { newKeyFile, readKeys } from "#adapters/keys/keys.ts";
import { signerOf, verifierOf } from "#adapters/keys/signing.ts";
import type { Note, NoteName, Notes } from "#adapters/notes/notes.ts";

const { audit } = readKeys(JSON.stringify(newKeyFile()), "测试");
export const testSigner = signerOf(audit);
export const testVerifier = verifierOf(audit);

/** Keys of somebody else. */
export const foreignSigner = signerOf(readKeys(JSON.stringify(newKeyFile()), "测试").audit);

export function memoryNotes(): Notes {
  const notes = new Map<NoteName, Note>();
  return {
    read: async (name) => notes.get(name) ?? null,
    write: async (name, note) => void notes.set(name, note),
  };
}
