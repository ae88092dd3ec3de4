import assert from "node:assert/strict";
import { FixedClock } from "#domain/clock.ts";
import { BusinessError } from "#domain/errors.ts";
import { RateLimiter } from "./rateLimits.ts";

const refused = (seconds: number) => (error: unknown) =>
  error instanceof BusinessError && error.status === 429 && error.retryAfter === seconds;

describe("a rate limit", () => {
  it("lets a burst through, then says how long to wait, and fills up again with time", () => {
    const clock = new FixedClock("2026-11-24T01:00:00Z");
    const limiter = new RateLimiter(clock, { burst: 2, perSecond: 0.5 });
    limiter.take("a");
    limiter.take("a");
    assert.throws(() => limiter.take("a"), refused(2));
    clock.forward(1999);
    assert.throws(() => limiter.take("a"), refused(1));
    clock.forward(1);
    limiter.take("a");
  });

  it("of one source takes nothing from another, and a clock set back gives nothing", () => {
    const clock = new FixedClock("2026-11-24T01:00:00Z");
    const limiter = new RateLimiter(clock, { burst: 1, perSecond: 1 });
    limiter.take("a");
    limiter.take("b");
    clock.forward(-60_000);
    assert.throws(() => limiter.take("a"), refused(1));
  });
});
