import type { Tell } from "./connection.ts";

/** After this long without an answer what was missed is not known any more (the feed keeps two minutes). Milliseconds. */
const FORGOTTEN = 100_000;

/** Asks what changed instead of being told, and tells it on in the words of the stream. */
export class Poller {
  /** Between two questions, in milliseconds. */
  static readonly every = 5000;
  readonly #tell: Tell;
  #since: number | null = null;
  #answeredAt = 0;
  #counts = "";

  constructor(tell: Tell) {
    this.#tell = tell;
  }

  async ask(signal: AbortSignal): Promise<"told" | "ended" | "lost"> {
    try {
      const query = this.#since === null ? "" : `?since=${this.#since}`;
      const response = await fetch(`/api/live/poll${query}`, { credentials: "same-origin", cache: "no-store", signal });
      if (response.status === 401) return "ended";
      if (!response.ok) return "lost";
      const { at, counts, hints } = await response.json();
      const known = this.#since !== null && Date.now() - this.#answeredAt < FORGOTTEN;
      const changed = this.#counts !== JSON.stringify(counts);
      this.#since = at;
      this.#answeredAt = Date.now();
      this.#counts = JSON.stringify(counts);
      if (!known) this.#tell({ type: "snapshot", counts });
      else if (changed) this.#tell({ type: "counts", counts });
      for (const hint of hints) this.#tell({ type: "hint", hint });
      return "told";
    } catch {
      return "lost";
    }
  }
}
