import assert from "node:assert/strict";
import fc from "fast-check";
import { type Hold, runningDays } from "./holds.ts";
import { addWorkingDays, isLawDate, shanghaiDate, workingDaysBetween } from "./workingDays.ts";

const span = (from: string, until: string | null): Hold => ({ from, until });

describe("a clock with holds", () => {
  // Monday 2 March 2026 and the plain weeks after it
  const rows: [holds: Hold[], days: number, why: string][] = [
    [[], 10, "no hold: every working day counts"],
    [[span("2026-03-03", "2026-03-05")], 8, "the day a hold began has counted, the day it ended has not"],
    [[span("2026-03-03", "2026-03-03")], 10, "a hold of one day takes nothing"],
    [[span("2026-03-06", "2026-03-08")], 10, "a weekend takes nothing"],
    [[span("2026-03-03", "2026-03-05"), span("2026-03-04", "2026-03-06")], 7, "days of two holds count once"],
    [[span("2026-03-03", "2026-03-10"), span("2026-03-04", "2026-03-05")], 5, "one inside another"],
    [[span("2026-03-03", "2026-03-04"), span("2026-03-04", "2026-03-05")], 8, "one that follows another"],
    [[span("2026-03-10", "2026-03-11"), span("2026-03-03", "2026-03-05")], 7, "in any order"],
    [[span("2026-03-10", null)], 6, "one that lasts stops the clock for good"],
    [[span("2026-02-24", "2026-03-03")], 9, "of one that began before only its end counts"],
    [[span("2026-03-13", "2026-03-31")], 9, "of one that ends after only its beginning"],
    [[span("2026-04-01", null)], 10, "one that begins later takes nothing"],
    [[span("2026-02-10", null)], 0, "held from before the beginning: it never ran"],
  ];
  for (const [holds, days, why] of rows) {
    it(`has run ${days} of ten days: ${why}`, () => {
      assert.equal(runningDays("2026-03-02", "2026-03-16", holds), days);
    });
  }

  it("keeps across a hold the days that were left when it began", () => {
    const date = fc.integer({ min: 0, max: 300 }).map((n) => shanghaiDate(Date.UTC(2026, 0, 5) + n * 86_400_000));
    const length = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(date, length, length, length, (from, promised, before, held) => {
        fc.pre(before <= promised);
        const began = addWorkingDays(from, before).date;
        const ended = addWorkingDays(began, held).date;
        const due = addWorkingDays(ended, promised - before).date;
        assert.ok(isLawDate(due));
        assert.equal(workingDaysBetween(from, due), promised + held);
        assert.equal(runningDays(from, due, [span(began, ended)]), promised);
      }),
    );
  });
});
