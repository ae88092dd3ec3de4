import { Poller } from "./poller.ts";
import { readLines } from "./readLines.ts";

/** Whatever the server tells; pages check it against the contract before they believe it. */
export type Tell = (event: { type: string; [more: string]: unknown }) => void;

/** Nothing heard for so long: the line is dead though nobody said so. The server beats every 20 s. Milliseconds. */
const SILENCE = 45_000;
/** A stream that says nothing at first is held up by a proxy on the way. */
const FIRST_WORD = 10_000;
/** Streams held up one after the other before polls take over, and for how long they do. */
const HELD_UP = 2;
const POLLING = 300_000;
/** Between two attempts, doubled each time up to the longest. */
const SHORTEST = 1000;
const LONGEST = 30_000;

/**
 * The one connection of a browser to the live feed: a stream; polls where streams do not come through. Tries again with
 * ever longer pauses while the line is down, and after "ended" only when woken. Runs in a shared worker or in a page.
 */
export class LiveConnection {
  readonly #tell: Tell;
  #closed = false;
  #abort = new AbortController();
  #wake: () => void = () => {};
  #failures = 0;
  #heldUp = 0;

  constructor(tell: Tell) {
    this.#tell = tell;
    self.addEventListener("online", this.wake);
    void this.#run();
  }

  /** Tries at once: somebody logged in, a page was opened, the line came back. */
  readonly wake = (): void => {
    this.#failures = 0;
    this.#wake();
  };

  close(): void {
    this.#closed = true;
    self.removeEventListener("online", this.wake);
    this.#abort.abort();
    this.#wake();
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      const how = this.#heldUp < HELD_UP ? await this.#stream() : await this.#poll();
      if (this.#closed) return;
      if (how === "ended") {
        this.#tell({ type: "ended" });
        await this.#pause(null);
      } else if (how === "lost") {
        const longest = Math.min(SHORTEST * 2 ** this.#failures, LONGEST);
        this.#failures += 1;
        // Not all browsers of an office at the same moment.
        await this.#pause(longest * (0.5 + Math.random() / 2));
      }
    }
  }

  /** Reads one stream to its end. */
  async #stream(): Promise<"ended" | "lost"> {
    const abort = this.#begin();
    let spoken = false;
    let watch = setTimeout(() => abort.abort(), FIRST_WORD);
    try {
      const response = await fetch("/api/live", {
        headers: { accept: "text/event-stream" },
        credentials: "same-origin",
        cache: "no-store",
        signal: abort.signal,
      });
      if (response.status === 401) return "ended";
      if (!response.ok || !response.body) return "lost";
      for await (const line of readLines(response.body)) {
        clearTimeout(watch);
        watch = setTimeout(() => abort.abort(), SILENCE);
        spoken = true;
        this.#failures = 0;
        this.#heldUp = 0;
        if (!line.startsWith("data: ")) continue;
        const event = JSON.parse(line.slice("data: ".length));
        if (event.type === "ended") return "ended";
        this.#tell(event);
      }
      return "lost";
    } catch {
      if (!spoken && abort.signal.aborted && !this.#closed) this.#heldUp += 1;
      return "lost";
    } finally {
      clearTimeout(watch);
      abort.abort();
    }
  }

  async #poll(): Promise<"ended" | "lost" | "again"> {
    const abort = this.#begin();
    const until = Date.now() + POLLING;
    const poller = new Poller(this.#tell);
    while (!this.#closed && Date.now() < until) {
      const how = await poller.ask(abort.signal);
      if (how !== "told") return how;
      this.#failures = 0;
      await this.#pause(Poller.every);
    }
    // Perhaps streams come through by now.
    this.#heldUp = HELD_UP - 1;
    return "again";
  }

  #begin(): AbortController {
    this.#abort = new AbortController();
    return this.#abort;
  }

  /** Until woken, or for so many milliseconds. */
  #pause(milliseconds: number | null): Promise<void> {
    return new Promise((resolve) => {
      const timer = milliseconds === null ? undefined : setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
