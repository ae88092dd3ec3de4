import assert from "node:assert/strict";
import fc from "fast-check";
import {
  addWorkingDays,
  isCalendarPublished,
  isLawDate,
  isWorkingDay,
  shanghaiDate,
  startOfShanghaiDate,
  workingDaysBetween,
} from "./workingDays.ts";

describe("working days (APR-03)", () => {
  const deadlines: [accepted: string, days: number, due: string, why: string][] = [
    ["2026-02-13", 5, "2026-02-27", "the Spring Festival lies between, Saturday 14 February works"],
    ["2026-02-13", 10, "2026-03-05", "Saturday 28 February works too"],
    ["2026-02-13", 1, "2026-02-14", "the day of acceptance does not count"],
    ["2026-02-13", 0, "2026-02-13", "no days is the day itself"],
    ["2026-02-16", 1, "2026-02-24", "accepted inside the holidays"],
    ["2026-09-30", 1, "2026-10-08", "the National Day week"],
    ["2026-03-02", 5, "2026-03-09", "a plain week"],
  ];
  for (const [accepted, days, due, why] of deadlines) {
    it(`${days} after ${accepted} is ${due}: ${why}`, () => {
      assert.deepEqual(addWorkingDays(accepted, days), { date: due, provisional: false });
      if (isWorkingDay(due)) assert.equal(workingDaysBetween(accepted, due), days);
    });
  }

  const days: [date: string, works: boolean][] = [
    ["2026-02-14", true],
    ["2026-02-15", false],
    ["2026-02-23", false],
    ["2026-02-24", true],
    ["2026-02-28", true],
    ["2026-10-01", false],
    ["2026-11-21", false],
    ["2026-11-23", true],
  ];
  for (const [date, works] of days) {
    it(`${date} ${works ? "works" : "rests"}`, () => assert.equal(isWorkingDay(date), works));
  }

  it("counts a year without a published calendar by weekdays and says so", () => {
    assert.equal(isCalendarPublished(2026), true);
    assert.equal(isCalendarPublished(2027), false);
    assert.deepEqual(addWorkingDays("2026-12-30", 1), { date: "2026-12-31", provisional: false });
    assert.deepEqual(addWorkingDays("2026-12-31", 1), { date: "2027-01-01", provisional: true });
    assert.equal(isWorkingDay("2027-10-01"), true);
    assert.equal(isCalendarPublished(2003), false);
  });

  it("lets the county's table win, and trusts the years it covers whole", () => {
    // given
    const table = { days: { "2027-01-01": false, "2026-03-03": false, "2026-03-07": true }, completeYears: [2027] };
    // then
    assert.deepEqual(addWorkingDays("2026-12-31", 1, table), { date: "2027-01-04", provisional: false });
    assert.equal(addWorkingDays("2026-03-02", 1, table).date, "2026-03-04");
    assert.equal(isWorkingDay("2026-03-07", table), true);
    assert.equal(workingDaysBetween("2026-03-02", "2026-03-08", table), 4);
  });

  it("counts nothing backwards", () => {
    assert.equal(workingDaysBetween("2026-03-05", "2026-03-05"), 0);
    assert.equal(workingDaysBetween("2026-03-06", "2026-03-05"), 0);
  });

  it("refuses dates that do not exist and counts that are not whole", () => {
    for (const text of ["2026-02-30", "2026-2-3", "20260203", "", "2026-13-01"]) assert.equal(isLawDate(text), false);
    assert.equal(isLawDate("2024-02-29"), true);
    assert.throws(() => addWorkingDays("2026-02-30", 1), RangeError);
    assert.throws(() => addWorkingDays("2026-02-13", 1.5), RangeError);
    assert.throws(() => addWorkingDays("2026-02-13", -1), RangeError);
    assert.throws(() => workingDaysBetween("", "2026-02-13"), RangeError);
  });

  it("adding and counting are each other's inverse", () => {
    const start = fc
      .integer({ min: 0, max: 700 })
      .map((offset) => shanghaiDate(Date.UTC(2025, 0, 1) + offset * 86_400_000));
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const due = addWorkingDays(from, count).date;
        assert.equal(workingDaysBetween(from, due), count);
        assert.ok(isWorkingDay(due));
      }),
    );
  });
});

describe("dates of law in Asia/Shanghai", () => {
  const moments: [utc: string, date: string][] = [
    ["2026-02-12T15:59:59.999Z", "2026-02-12"],
    ["2026-02-12T16:00:00.000Z", "2026-02-13"],
    ["2026-02-13T15:59:59.999Z", "2026-02-13"],
    ["2025-12-31T16:00:00.000Z", "2026-01-01"],
  ];
  for (const [moment, date] of moments) {
    it(`${moment} is ${date}`, () => assert.equal(shanghaiDate(Date.parse(moment)), date));
  }

  it("begin at 16:00 UTC of the day before", () => {
    assert.equal(new Date(startOfShanghaiDate("2026-02-13")).toISOString(), "2026-02-12T16:00:00.000Z");
  });
});
