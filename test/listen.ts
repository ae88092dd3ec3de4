import assert from "node:assert/strict";
import type { Readable } from "node:stream";
import { type LiveEvent, liveEventSchema } from "#domain/platform/live.ts";

/** The events of a live stream as a browser reads them. */
export class Listener {
  readonly #parts: AsyncIterator<unknown>;
  #text = "";
  /** Everything heard so far. */
  readonly heard: LiveEvent[] = [];
  /** Signs of life. */
  beats = 0;

  constructor(stream: Readable | ReadableStream) {
    this.#parts = (stream as AsyncIterable<unknown>)[Symbol.asyncIterator]();
  }

  /** The next event; null where the stream has ended. */
  async next(): Promise<LiveEvent | null> {
    for (;;) {
      const end = this.#text.indexOf("\n\n");
      if (end >= 0) {
        const block = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        if (block.startsWith(":")) {
          this.beats += 1;
          continue;
        }
        assert.ok(block.startsWith("data: "), block);
        const event = liveEventSchema.parse(JSON.parse(block.slice(6)));
        this.heard.push(event);
        return event;
      }
      const { done, value } = await this.#parts.next();
      if (done) return null;
      this.#text += Buffer.from(value as Uint8Array).toString("utf8");
    }
  }

  /** Reads on up to an event of this kind and answers it. */
  async until<Type extends LiveEvent["type"]>(type: Type): Promise<Extract<LiveEvent, { type: Type }>> {
    for (;;) {
      const event = await this.next();
      assert.ok(event, `the stream ended before ${type}`);
      if (event.type === type) return event as Extract<LiveEvent, { type: Type }>;
    }
  }

  /** Reads on up to the hint that this case changed, or that the lists did. */
  async untilHint(caseId: number | "inbox"): Promise<void> {
    for (;;) {
      const { hint } = await this.until("hint");
      if (caseId === "inbox" ? hint.changed === "inbox" : hint.changed === "case" && hint.caseId === caseId) return;
    }
  }

  /** The cases it was told of. */
  get cases(): Set<number> {
    return new Set(
      this.heard.flatMap((event) =>
        event.type === "hint" && event.hint.changed === "case" ? [event.hint.caseId] : [],
      ),
    );
  }
}
