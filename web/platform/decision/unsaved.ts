import { z } from "zod";

const unsavedSchema = z.object({ opinion: z.string(), form: z.record(z.string(), z.unknown()) });
export type Unsaved = z.infer<typeof unsavedSchema>;

/** Where a door keeps what a person typed and the server does not have yet. */
export interface Keeper {
  read(personId: number, taskId: number): Unsaved | null;
  keep(personId: number, taskId: number, work: Unsaved): void;
  forget(personId: number, taskId: number): void;
}

const keyOf = (personId: number, taskId: number) => `anju.unsaved.${personId}.${taskId}`;

/** In this tab's session storage: a reload, a lost session or a lost line keep it, closing or logging out forget it. */
export const tabKeeper: Keeper = {
  read(personId, taskId) {
    const text = sessionStorage.getItem(keyOf(personId, taskId));
    return text === null ? null : parseUnsaved(text);
  },
  keep: (personId, taskId, work) => sessionStorage.setItem(keyOf(personId, taskId), JSON.stringify(work)),
  forget: (personId, taskId) => sessionStorage.removeItem(keyOf(personId, taskId)),
};

/** Null for what an older version of the page kept in another shape. */
export function parseUnsaved(text: string): Unsaved | null {
  const parsed = unsavedSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}
