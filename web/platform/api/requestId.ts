/** A fresh id for one write: 32 hex digits. Works on plain http, where `randomUUID` does not exist. */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The ids of a person's acts on one thing. What is sent again word for word because its answer was lost keeps its id, so
 * that it is done once; anything else is another act.
 */
export class Acts {
  #unanswered: { content: string; requestId: string } | null = null;

  idOf(content: unknown): string {
    const text = JSON.stringify(content);
    if (this.#unanswered?.content !== text) this.#unanswered = { content: text, requestId: newRequestId() };
    return this.#unanswered.requestId;
  }

  /** Something was sent and nobody knows what became of it. */
  get open(): boolean {
    return this.#unanswered !== null;
  }

  /** The server answered, whatever it said. */
  answered(): void {
    this.#unanswered = null;
  }
}
