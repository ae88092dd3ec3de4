import { z } from "zod";

const unsavedSchema = z.object({ opinion: z.string(), form: z.record(z.string(), z.unknown()) });
export type Unsaved = z.infer<typeof unsavedSchema>;

/**
 * What a person typed and the server does not have yet. It lives in this tab's session storage, so a reload, a lost
 * session or a lost line keep it and closing the tab or logging out forget it.
 */
const keyOf = (personId: number, taskId: number) => `anju.unsaved.${personId}.${taskId}`;

export function readUnsaved(personId: number, taskId: number): Unsaved | null {
  const text = sessionStorage.getItem(keyOf(personId, taskId));
  if (text === null) return null;
  const parsed = unsavedSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

export function keepUnsaved(personId: number, taskId: number, work: Unsaved): void {
  sessionStorage.setItem(keyOf(personId, taskId), JSON.stringify(work));
}

export function forgetUnsaved(personId: number, taskId: number): void {
  sessionStorage.removeItem(keyOf(personId, taskId));
}
