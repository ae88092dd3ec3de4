import { ApiError, hasCode } from "../../platform/api/problem.ts";

type Data = Record<string, unknown>;

/** How what is on the screen stands to what the server has. */
export type SaveState =
  | { kind: "saved"; at: number | null }
  | { kind: "waiting" }
  | { kind: "saving" }
  /** The line broke; it is tried again by itself. */
  | { kind: "offline"; error: unknown }
  /** Somebody saved the same draft elsewhere: nothing is sent until a person chooses. */
  | { kind: "stale"; error: unknown }
  /** The server will not take it: submitted or removed meanwhile. */
  | { kind: "refused"; error: unknown };

export interface SaverPorts {
  /** Stores data on top of a version and answers the next. @throws ApiError */
  send(data: Data, version: number): Promise<{ version: number }>;
  /** Keeps a copy of what is not stored yet; null when all is. */
  keep(unsaved: { data: Data; version: number } | null): void;
  now(): number;
}

const pause = 1_200;
const pauseAfterFailure = 6_000;

/** Saves a draft by itself a moment after the last key, one save at a time, each on top of the one before. */
export class DraftSaver {
  readonly #ports: SaverPorts;
  readonly #listeners = new Set<() => void>();
  #version: number;
  #state: SaveState = { kind: "saved", at: null };
  #unsent: Data | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;

  constructor(version: number, ports: SaverPorts) {
    this.#version = version;
    this.#ports = ports;
  }

  readonly state = (): SaveState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  get version(): number {
    return this.#version;
  }

  /** The form changed. */
  change(data: Data): void {
    this.#unsent = data;
    this.#ports.keep({ data, version: this.#version });
    if (this.#state.kind === "stale" || this.#state.kind === "refused") return;
    if (this.#running === null) this.#become({ kind: "waiting" });
    this.#schedule(pause);
  }

  /** Saves now. Answers whether the server has everything that stands on the screen. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    while (this.#running) await this.#running;
    if (this.#unsent !== null && this.#state.kind !== "stale" && this.#state.kind !== "refused") await this.#run();
    return this.#unsent === null;
  }

  /** Something unsent was found in this tab, typed on top of `version`. */
  restore(data: Data, version: number): void {
    if (version === this.#version) {
      this.change(data);
      return;
    }
    this.#unsent = data;
    this.#become({ kind: "stale", error: null });
  }

  /** The person decided that theirs counts: it goes on top of what the server has now. */
  async overwrite(version: number): Promise<boolean> {
    this.#version = version;
    this.#become({ kind: "waiting" });
    return this.flush();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #schedule(after: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), after);
  }

  async #run(): Promise<void> {
    this.#running = this.#send();
    await this.#running;
    this.#running = null;
    if (this.#state.kind === "offline") this.#schedule(pauseAfterFailure);
    else if (this.#state.kind === "waiting") this.#schedule(pause);
  }

  async #send(): Promise<void> {
    const data = this.#unsent!;
    this.#become({ kind: "saving" });
    try {
      const { version } = await this.#ports.send(data, this.#version);
      this.#version = version;
      // What was typed while it was under way is newer and still unsent.
      if (this.#unsent !== data) {
        this.#ports.keep({ data: this.#unsent!, version });
        return this.#become({ kind: "waiting" });
      }
      this.#unsent = null;
      this.#ports.keep(null);
      this.#become({ kind: "saved", at: this.#ports.now() });
    } catch (error) {
      this.#become({ kind: failureOf(error), error });
    }
  }

  #become(state: SaveState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

function failureOf(error: unknown): "offline" | "stale" | "refused" {
  if (hasCode(error, "STALE_DRAFT")) return "stale";
  const passing =
    error instanceof ApiError && (error.kind === "network" || error.status === 429 || error.status >= 500);
  return passing ? "offline" : "refused";
}
