import assert from "node:assert/strict";
import { addDuration, isDuration, nextDue, parseCycle, parseMoment } from "./time.ts";

const iso = (moment: number | null) => (moment === null ? null : new Date(moment).toISOString().replace(".000Z", "Z"));

describe("a moment read from text", () => {
  const rows: [text: string, moment: string | null][] = [
    ["2026-03-05", "2026-03-04T16:00:00Z"],
    ["2026-03-05T08:00", "2026-03-05T00:00:00Z"],
    ["2026-03-05T08:00:00", "2026-03-05T00:00:00Z"],
    ["2026-03-05T08:00:00.250Z", "2026-03-05T08:00:00.250Z"],
    ["2026-03-05T08:00:00-05:00", "2026-03-05T13:00:00Z"],
    ["2026-03-05T08:00:00@Asia/Tokyo", "2026-03-04T23:00:00Z"],
    ["2026-07-05T08:00:00[Europe/Berlin]", "2026-07-05T06:00:00Z"],
    ["2026-01-05T08:00:00+01:00[Europe/Berlin]", "2026-01-05T07:00:00Z"],
    ["2026-03-05T08:00:00@Mars/Olympus", null],
    ["2026-02-30", null],
    ["2026-13-01", null],
    ["2026-03-05T25:00:00Z", null],
    ["tomorrow", null],
    ["", null],
  ];
  for (const [text, moment] of rows) it(`${text} is ${moment}`, () => assert.equal(iso(parseMoment(text)), moment));
});

describe("a duration added to a moment", () => {
  const rows: [from: string, duration: string, to: string][] = [
    ["2026-03-05T06:20:00Z", "PT1H30M", "2026-03-05T07:50:00Z"],
    ["2026-03-05T06:20:00Z", "PT0.5S", "2026-03-05T06:20:00.500Z"],
    ["2026-03-05T06:20:00Z", "P2W", "2026-03-19T06:20:00Z"],
    ["2026-03-05T06:20:00Z", "-P1D", "2026-03-04T06:20:00Z"],
    ["2026-01-31T00:00:00Z", "P1M", "2026-02-28T00:00:00Z"],
    ["2028-01-31T00:00:00Z", "P1M", "2028-02-29T00:00:00Z"],
    ["2028-02-29T00:00:00Z", "P1Y", "2029-02-28T00:00:00Z"],
    // In Shanghai it is the 1st of February already.
    ["2026-01-31T16:00:00Z", "P1M", "2026-02-28T16:00:00Z"],
    ["2026-03-05T06:20:00Z", "P3Y6M4DT12H30M5S", "2029-09-09T18:50:05Z"],
  ];
  for (const [from, duration, to] of rows) {
    it(`${from} and ${duration} is ${to}`, () => assert.equal(iso(addDuration(Date.parse(from), duration)), to));
  }
  for (const text of ["P", "PT", "P1DT", "1D", "P1H", "PT1D", "P-1D", ""]) {
    it(`does not take ${JSON.stringify(text)} for a duration`, () => assert.equal(isDuration(text), false));
  }
});

describe("a cycle", () => {
  it("is read with count, beginning and period", () => {
    assert.deepEqual(parseCycle("R3/PT1H"), { repetitions: 3, first: null, period: "PT1H" });
    assert.deepEqual(parseCycle("R/2026-03-05T00:00:00Z/P1D"), {
      repetitions: -1,
      first: Date.parse("2026-03-05T00:00:00Z"),
      period: "P1D",
    });
  });
  for (const text of ["R0/PT1H", "R/PT0S", "R3", "R3/tomorrow/PT1H", "PT1H", "R-1/PT1H"]) {
    it(`is not ${text}`, () => assert.equal(parseCycle(text), null));
  }

  const hour = 3_600_000;
  const rows: [period: string, due: number, now: number, next: number, why: string][] = [
    ["PT1H", 0, 0, hour, "on time"],
    ["PT1H", 0, hour - 1, hour, "late within the period"],
    ["PT1H", 0, hour, 2 * hour, "late by a whole period"],
    ["PT1H", 0, 1000.5 * hour, 1001 * hour, "long silence"],
    ["PT1H", hour, 0, 2 * hour, "clock set back"],
  ];
  for (const [period, due, now, next, why] of rows) {
    it(`goes on from its own hours: ${why}`, () => assert.equal(nextDue(due, period, now), next));
  }
  it("counts months by the calendar also after a long silence", () => {
    const next = nextDue(Date.parse("2026-01-15T00:00:00Z"), "P1M", Date.parse("2026-09-20T00:00:00Z"));
    assert.equal(iso(next), "2026-10-15T00:00:00Z");
  });
});
