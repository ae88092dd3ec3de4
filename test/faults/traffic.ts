import { EventEmitter, once } from "node:events";

/** One request as it went out; sent again after a kill it is another one with the same request id. */
export interface SentRequest {
  /** Login of who sent it. */
  who: string;
  /** "POST /api/tasks/12/decide". */
  what: string;
  /** The client's own id of a write that may have only one effect. */
  requestId: string | null;
}

/** The clients' log: what is on its way, what was answered, what never was. */
export class Traffic {
  readonly #onWay = new Set<SentRequest>();
  readonly #events = new EventEmitter();
  /** Never answered, because the process was killed. */
  readonly lost: SentRequest[] = [];
  answered = 0;
  /** Writes with a request id that were answered. */
  commands = 0;

  constructor() {
    this.#events.setMaxListeners(100);
  }

  get unanswered(): readonly SentRequest[] {
    return [...this.#onWay];
  }

  sent(request: SentRequest): void {
    this.#onWay.add(request);
    this.#events.emit("sent");
  }

  settled(request: SentRequest, how: "answered" | "lost"): void {
    this.#onWay.delete(request);
    if (how === "lost") this.lost.push(request);
    else {
      this.answered += 1;
      if (request.requestId !== null) this.commands += 1;
    }
    this.#events.emit("settled");
  }

  /** The next request that goes out. */
  async nextSent(signal: AbortSignal): Promise<void> {
    await once(this.#events, "sent", { signal });
  }

  /** Answers when nothing is on its way any more: after a kill, when every client knows. */
  async quiet(): Promise<void> {
    while (this.#onWay.size > 0) await once(this.#events, "settled");
  }

  /** Answers when `count` commands were answered. */
  async reached(count: number, signal: AbortSignal): Promise<void> {
    while (this.commands < count) await once(this.#events, "settled", { signal });
  }
}
