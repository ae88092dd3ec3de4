import type { Clock } from "#domain/clock.ts";
import { BusinessError } from "#domain/errors.ts";

/** A bucket holds `burst` requests and gains `perSecond` of them. */
export interface Rate {
  burst: number;
  perSecond: number;
}
export interface RateLimits {
  /** Requests of one session. A person at a desk needs a few a second. */
  session: Rate;
  /** Requests without a session from one source: public pages, logins. */
  source: Rate;
}
export const defaultRates: RateLimits = {
  session: { burst: 600, perSecond: 60 },
  source: { burst: 120, perSecond: 10 },
};

interface Bucket {
  left: number;
  at: number;
}
const MOST_BUCKETS = 50_000;

/**
 * Token buckets in the memory of this process: with several processes each allows as much. That is enough against a
 * flood; guessing of passwords is counted in the database (`throttle.ts`).
 */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #rate: Rate;
  readonly #buckets = new Map<string, Bucket>();

  constructor(clock: Clock, rate: Rate) {
    this.#clock = clock;
    this.#rate = rate;
  }

  /** Takes one request out of a bucket. @throws BusinessError TOO_MANY_REQUESTS (429) where it is empty */
  take(key: string): void {
    const now = this.#clock.now();
    const left = this.#leftIn(this.#buckets.get(key), now);
    if (left < 1) {
      throw new BusinessError("TOO_MANY_REQUESTS", "操作过于频繁，请稍后再试。", {
        status: 429,
        retryAfter: Math.ceil((1 - left) / this.#rate.perSecond),
      });
    }
    // Deleting first keeps the map ordered by last use.
    this.#buckets.delete(key);
    this.#buckets.set(key, { left: left - 1, at: now });
    if (this.#buckets.size > MOST_BUCKETS) this.#dropOldest();
  }

  #leftIn(bucket: Bucket | undefined, now: number): number {
    const { burst, perSecond } = this.#rate;
    if (!bucket) return burst;
    return Math.min(burst, bucket.left + (Math.max(0, now - bucket.at) / 1000) * perSecond);
  }

  #dropOldest(): void {
    const oldest = this.#buckets.keys().next();
    if (!oldest.done) this.#buckets.delete(oldest.value);
  }
}
