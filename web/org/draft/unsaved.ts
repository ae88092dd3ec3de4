import { z } from "zod";

/**
 * What was typed and has not reached the server, kept in this tab: it survives a reload, a lost line and an expired
 * session. Logging out wipes it with the rest of the session storage.
 */
const unsavedSchema = z.object({ version: z.number(), data: z.record(z.string(), z.unknown()) });
export type Unsaved = z.infer<typeof unsavedSchema>;

const keyOf = (draftId: number) => `anju.draft.${draftId}`;

export function keepUnsaved(draftId: number, unsaved: Unsaved): void {
  try {
    sessionStorage.setItem(keyOf(draftId), JSON.stringify(unsaved));
  } catch {
    // Full or forbidden: the copy in memory and the next save remain.
  }
}

export function readUnsaved(draftId: number): Unsaved | null {
  try {
    return unsavedSchema.nullable().parse(JSON.parse(sessionStorage.getItem(keyOf(draftId)) ?? "null"));
  } catch {
    return null;
  }
}

export function forgetUnsaved(draftId: number): void {
  try {
    sessionStorage.removeItem(keyOf(draftId));
  } catch {
    // Nothing was kept where nothing can be.
  }
}
