import assert from "node:assert/strict";
import {
  accountPolicy,
  afterFailure,
  blockedFor,
  type Failures,
  noFailures,
  sourcePolicy,
  type ThrottlePolicy,
} from "./throttle.ts";

const minute = 60_000;
const start = Date.parse("2026-11-24T01:00:00Z");

/** Failures one after the other, each as soon as it is allowed; answers how long each blocked, in milliseconds. */
function blocks(policy: ThrottlePolicy, count: number): number[] {
  const lengths: number[] = [];
  let standing: Failures = noFailures;
  let now = start;
  for (let n = 0; n < count; n += 1) {
    standing = afterFailure(standing, policy, now);
    lengths.push(blockedFor(standing, now));
    now += lengths.at(-1)! + 1000;
  }
  return lengths;
}

describe("failed log-ins", () => {
  it("lock an account at the fifth for 10 minutes, then for 20 and never for more than 30 (SEC-01)", () => {
    assert.deepEqual(
      blocks(accountPolicy, 8).map((length) => length / minute),
      [0, 0, 0, 0, 10, 20, 30, 30],
    );
  });

  it("slow a source down from the fifteenth, twice as long each time, up to five minutes", () => {
    assert.deepEqual(
      blocks(sourcePolicy, 24)
        .slice(13)
        .map((length) => length / 1000),
      [0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300],
    );
  });

  const memory: [policy: ThrottlePolicy, after: number, failures: number, why: string][] = [
    [accountPolicy, 24 * 60 * minute, 5, "after exactly a day all still count"],
    [accountPolicy, 24 * 60 * minute + 1, 1, "after more than a day only the newest counts"],
    [sourcePolicy, 60 * minute + 1, 1, "after more than an hour a source starts afresh"],
  ];
  for (const [policy, after, failures, why] of memory) {
    it(`are forgotten: ${why}`, () => {
      const before: Failures = { failures: 4, lastAt: start, blockedUntil: null };
      assert.equal(afterFailure(before, policy, start + after).failures, failures);
    });
  }

  it("do not block in the very millisecond in which the block ends", () => {
    const locked = afterFailure({ failures: 4, lastAt: start, blockedUntil: null }, accountPolicy, start);
    assert.equal(blockedFor(locked, start + 10 * minute - 1), 1);
    assert.equal(blockedFor(locked, start + 10 * minute), 0);
  });
});
