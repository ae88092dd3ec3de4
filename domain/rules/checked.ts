/**
 * The answer of a rule that reads what a person typed: the clean value, or why it was refused.
 * `message` is a Chinese sentence and never repeats the typed text, because that may be personal data.
 */
export type Checked<T> = { ok: true; value: T } | Refused;

export interface Refused {
  ok: false;
  /** Stable UPPER_SNAKE code. */
  code: string;
  message: string;
  /** The rule is known to have real exceptions: an official may accept the value with a recorded reason. */
  overridable?: true;
}

export const accepted = <T>(value: T): Checked<T> => ({ ok: true, value });

export const refused = (code: string, message: string): Refused => ({ ok: false, code, message });
