import type { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { type Audience, audienceOf, casesFor } from "#approval/audience.ts";
import { type Change, readChanges, WINDOW } from "#approval/changeFeed.ts";
import type { Context } from "#approval/context.ts";
import { BusinessError } from "#domain/errors.ts";
import type { OpenSession } from "../security/sessions.ts";
import { Seat } from "./seat.ts";

/** Between two looks at the feed, and between two signs of life, in milliseconds. */
const LOOK_EVERY = 500;
const BEAT_EVERY = 20_000;
/** A browser is told at most this often, in milliseconds. */
const TELL_EVERY = 1000;
/** Streams of one session: one is enough for a browser, a few more where it cannot share one among its tabs. */
const MOST_SEATS = 20;

/**
 * 实时推送: the open desks of this process and what they are told (`docs/kernel.md` "Live"). Changes of this process come
 * at once through `take`, those of all processes by looking at the feed. A look goes back ten seconds, because a
 * transaction may commit after a younger one, and passes over what it saw before.
 */
export class LiveHub {
  readonly #ctx: Context;
  readonly #pause: () => Promise<void>;
  readonly #seats = new Set<Seat>();
  /** Changes already told, each with the look that met it last; the next look forgets those it no longer meets. */
  readonly #seen = new Map<number, number>();
  #looks = 0;
  /** The database's clock at the last look; null while nobody listens. */
  #lookedAt: number | null = null;
  #looking: Promise<void> | null = null;
  #timers: NodeJS.Timeout[] = [];

  constructor(ctx: Context, pause: () => Promise<void> = () => wait(TELL_EVERY, undefined, { ref: false })) {
    this.#ctx = ctx;
    this.#pause = pause;
  }

  start(): void {
    const look = () => {
      this.#looking ??= this.look()
        .catch((err: unknown) => this.#ctx.log.error({ err }, "looking at the change feed failed"))
        .finally(() => {
          this.#looking = null;
        });
    };
    this.#timers = [setInterval(look, LOOK_EVERY), setInterval(() => void this.beat(), BEAT_EVERY)];
    for (const timer of this.#timers) timer.unref();
  }

  /** Closes every stream: browsers connect again, to another process or to this one's next life. */
  async stop(): Promise<void> {
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
    for (const seat of this.#seats) seat.close();
    await this.#looking;
  }

  /** A stream of server-sent events for one browser. @throws BusinessError TOO_MANY_STREAMS (429) */
  open(session: OpenSession): Readable {
    const { tokenHash } = session.session;
    if ([...this.#seats].filter((seat) => seat.tokenHash === tokenHash).length >= MOST_SEATS) {
      throw new BusinessError("TOO_MANY_STREAMS", "打开的页面过多，请关闭一些后再试。", { status: 429 });
    }
    const seat = new Seat(this.#ctx, session, this.#pause);
    this.#seats.add(seat);
    seat.stream.once("close", () => this.#seats.delete(seat));
    seat.mark();
    return seat.stream;
  }

  /** How many browsers listen. */
  get size(): number {
    return this.#seats.size;
  }

  /** Changes that a transaction of this process has just committed. */
  take(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    for (const { id } of changes) this.#seen.set(id, this.#looks + 1);
    this.#tell(changes).catch((err: unknown) => this.#ctx.log.error({ err }, "telling open desks failed"));
  }

  /** Looks at the feed once. */
  async look(): Promise<void> {
    if (this.#seats.size === 0) {
      this.#lookedAt = null;
      return;
    }
    this.#looks += 1;
    const { now, changes } = await this.#ctx.database.read((read) =>
      // Where the database's clock was set back, from there.
      readChanges(read, (now) => Math.min(this.#lookedAt ?? now, now) - WINDOW),
    );
    this.#lookedAt = now;
    const fresh = changes.filter(({ id }) => !this.#seen.has(id));
    for (const { id } of changes) this.#seen.set(id, Math.max(this.#looks, this.#seen.get(id) ?? 0));
    for (const [id, look] of this.#seen) if (look < this.#looks) this.#seen.delete(id);
    await this.#tell(fresh);
  }

  /** Asks each session whether it still lasts, and shows each browser that its stream does. */
  async beat(): Promise<void> {
    for (const seat of this.#seats) {
      await seat.beat().catch((err: unknown) => {
        this.#ctx.log.error({ err }, "asking for a session failed");
        seat.close();
      });
    }
  }

  async #tell(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0 || this.#seats.size === 0) return;
    const { database, clock } = this.#ctx;
    const audience: Audience = await database.read((read) => audienceOf(read, changes, clock.now()));
    for (const seat of this.#seats) {
      const cases = casesFor(audience, seat.actor);
      if (cases.length > 0 || audience.persons.has(seat.actor.personId)) seat.mark(cases);
    }
  }
}
