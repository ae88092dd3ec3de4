/** The one way into and out of a JSON column (`longText()`), the same on every database. */

/** Writes a value for a JSON column. `undefined` becomes null. Key order is kept: what is hashed must be canonical already. */
export function toJson(value: unknown): string {
  return JSON.stringify(value ?? null);
}

/**
 * Reads a JSON column that this program wrote itself. `null` (an empty nullable column) stays null.
 * The type is the caller's promise: what comes from outside goes through zod instead.
 */
export function fromJson<T>(text: string): T;
export function fromJson<T>(text: string | null): T | null;
export function fromJson<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T);
}
