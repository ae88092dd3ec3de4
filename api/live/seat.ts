import { PassThrough, type Readable } from "node:stream";
import { hintsFor } from "#approval/audience.ts";
import type { Actor, Context } from "#approval/context.ts";
import { countInbox } from "#approval/lists.ts";
import type { LiveEvent } from "#domain/platform/live.ts";
import { type OpenSession, readSession } from "../security/sessions.ts";

/** Bytes that may wait for a browser that does not read; then its stream is closed, and it connects again. */
const MOST_WAITING = 256_000;

/**
 * One browser that listens: its session and its stream. Changes only mark it; it then asks once for all of them whether
 * the session still lasts, counts, and tells. After that it waits before it asks again, however much happens.
 */
export class Seat {
  readonly tokenHash: string;
  actor: Actor;
  readonly #ctx: Context;
  /** Waits between two tellings. */
  readonly #pause: () => Promise<void>;
  readonly #stream = new PassThrough();
  readonly #cases = new Set<number>();
  #marked = false;
  #telling = false;
  /** The counts told last, as JSON; null before the snapshot. */
  #counts: string | null = null;

  constructor(ctx: Context, { session, actor }: OpenSession, pause: () => Promise<void>) {
    this.#ctx = ctx;
    this.tokenHash = session.tokenHash;
    this.actor = actor;
    this.#pause = pause;
  }

  /** Server-sent events; closed by whichever side leaves first. */
  get stream(): Readable {
    return this.#stream;
  }

  /** The lists of this person changed, and perhaps these cases. The first mark of all brings the snapshot. */
  mark(caseIds: Iterable<number> = []): void {
    for (const caseId of caseIds) this.#cases.add(caseId);
    this.#marked = true;
    if (!this.#telling) void this.#tellAll();
  }

  /** A sign of life for proxies and for the browser, unless the session has ended. */
  async beat(): Promise<void> {
    if (await this.#isOpen()) this.#write(": beat\n\n");
  }

  close(): void {
    this.#stream.end();
  }

  async #tellAll(): Promise<void> {
    this.#telling = true;
    try {
      while (this.#marked && !this.#stream.writableEnded) {
        this.#marked = false;
        await this.#tell();
        await this.#pause();
      }
    } catch (err) {
      this.#ctx.log.error({ err }, "telling an open desk failed");
      this.close();
    } finally {
      this.#telling = false;
    }
  }

  async #tell(): Promise<void> {
    const cases = [...this.#cases];
    this.#cases.clear();
    if (!(await this.#isOpen())) return;
    const counts = await countInbox(this.#ctx, this.actor);
    const before = this.#counts;
    this.#counts = JSON.stringify(counts);
    if (before === null) this.#send({ type: "snapshot", counts });
    else {
      if (before !== this.#counts) this.#send({ type: "counts", counts });
      this.#send({ type: "hint", hint: { changed: "inbox" } });
    }
    const now = this.#ctx.clock.now();
    const hints = await this.#ctx.database.read((read) => hintsFor(read, this.actor, now, cases));
    for (const hint of hints) this.#send({ type: "hint", hint });
  }

  /** Asks for the session again, with the positions its person has by now. Says so and closes where it has ended. */
  async #isOpen(): Promise<boolean> {
    const found = await this.#ctx.database.read((read) => readSession(read, this.tokenHash, this.#ctx.clock.now()));
    if (found && !found.session.mustChangePassword) {
      this.actor = found.actor;
      return true;
    }
    this.#send({ type: "ended" });
    this.close();
    return false;
  }

  #send(event: LiveEvent): void {
    this.#write(`data: ${JSON.stringify(event)}\n\n`);
  }

  #write(text: string): void {
    if (this.#stream.writableEnded || this.#stream.destroyed) return;
    if (this.#stream.readableLength + this.#stream.writableLength > MOST_WAITING) this.#stream.destroy();
    else this.#stream.write(text);
  }
}
