import assert from "node:assert/strict";
import { NO_OVERRIDES } from "#domain/rules/workingDays.ts";
import { type CaseOnClock, clocksOf, isDeemedAccepted, remindersDue, type Sent, type TaskOnClock } from "./due.ts";

/** Noon in Asia/Shanghai. */
const noon = (date: string): number => Date.parse(`${date}T04:00:00Z`);

/** Handed in on Monday 2 March 2026; the weeks after it are plain ones. */
const submitted: CaseOnClock = {
  state: "submitted",
  submittedAt: noon("2026-03-02"),
  acceptSince: null,
  acceptDue: "2026-03-09",
  acceptedAt: null,
  promisedDue: null,
  statutoryDue: null,
  decidedAt: null,
  closedAt: null,
  deliveryDue: null,
};
/** Accepted the same day, ten working days promised, twenty by law. */
const running: CaseOnClock = {
  ...submitted,
  state: "running",
  acceptedAt: noon("2026-03-02"),
  promisedDue: "2026-03-16",
  statutoryDue: "2026-03-30",
};
const task: TaskOnClock = {
  id: 7,
  state: "active",
  receivedAt: noon("2026-03-02"),
  promised: true,
  due: "2026-03-05",
  holds: [],
};

/** What is due on a day, as `clock level days left`. */
function due(row: CaseOnClock, tasks: TaskOnClock[], on: string, sent: Sent[] = []): string[] {
  const clocks = clocksOf(row, tasks);
  return remindersDue(clocks, sent, noon(on), NO_OVERRIDES).map(
    ({ clock, level, workingDaysLeft }) => `${clock} ${level} ${workingDaysLeft}`,
  );
}

describe("reminders", () => {
  const days: [row: CaseOnClock, on: string, due: string[], why: string][] = [
    [submitted, "2026-03-04", [], "two working days of the acceptance have passed"],
    [submitted, "2026-03-05", ["acceptance day3 2"], "the third"],
    [submitted, "2026-03-07", ["acceptance day3 1"], "a Saturday after it"],
    [submitted, "2026-03-09", ["acceptance day5 0"], "its last day"],
    [submitted, "2026-03-10", [], "it has passed: deemed accepted, not reminded of"],
    [{ ...submitted, state: "supplementing" }, "2026-03-09", [], "an answer to 补正 is awaited"],
    [
      { ...submitted, acceptSince: noon("2026-03-05"), acceptDue: "2026-03-12" },
      "2026-03-09",
      [],
      "the complete answer came on the 5th: it runs anew",
    ],
    [running, "2026-03-10", [], "six of ten days of the decision"],
    [running, "2026-03-11", ["decision amber 3"], "seven of ten"],
    [running, "2026-03-16", ["decision red 0"], "the last day"],
    [running, "2026-03-17", ["decision late -1"], "the day after"],
    [running, "2026-03-30", ["decision late -10", "statutory red 0"], "the last day by law"],
    [running, "2026-03-31", ["decision late -11", "statutory late -1"], "later than the law allows"],
    [{ ...running, decidedAt: noon("2026-03-10"), state: "decided" }, "2026-03-31", [], "decided"],
    [
      {
        ...running,
        ...{ decidedAt: noon("2026-03-10"), closedAt: noon("2026-03-10"), state: "closed", deliveryDue: "2026-03-24" },
      },
      "2026-03-24",
      ["delivery red 0"],
      "the last of ten days for the delivery",
    ],
    [{ ...running, closedAt: noon("2026-03-10"), state: "closed" }, "2026-03-31", [], "closed"],
  ];
  for (const [row, on, expected, why] of days) {
    it(`on ${on}: ${expected.join(", ") || "nothing"}, ${why}`, () => assert.deepEqual(due(row, [], on), expected));
  }

  const tasks: [more: Partial<TaskOnClock>, on: string, due: string[], why: string][] = [
    [{}, "2026-03-04", [], "two of its three days"],
    [{}, "2026-03-05", ["node red 0"], "its last day"],
    [{}, "2026-03-06", ["node late -1"], "the day after"],
    [{ promised: false }, "2026-03-06", [], "the node promised nothing of its own"],
    [{ state: "parked" }, "2026-03-06", [], "parked: its clock stands still"],
    [
      { due: "2026-03-12", holds: [{ from: "2026-03-03", until: "2026-03-10" }] },
      "2026-03-10",
      [],
      "five days of eight were on hold: one of three has run",
    ],
    [{ due: "2026-03-12" }, "2026-03-10", ["node amber 2"], "the same without the hold"],
  ];
  for (const [more, on, expected, why] of tasks) {
    it(`of a task on ${on}: ${expected.join(", ") || "nothing"}, ${why}`, () => {
      assert.deepEqual(due({ ...submitted, state: "supplementing" }, [{ ...task, ...more }], on), expected);
    });
  }

  const said = (level: Sent["level"], since = "2026-03-02"): Sent[] => [
    { clock: "decision", subjectId: 0, level, since },
  ];
  const repeats: [sent: Sent[], due: string[], why: string][] = [
    [said("amber"), ["decision red 0"], "amber was said, red was not"],
    [said("red"), [], "red was said"],
    [said("late"), [], "late was said, then the machine's clock was set back"],
    [said("red", "2026-02-02"), ["decision red 0"], "it was said of a clock that began earlier"],
    [[{ clock: "node", subjectId: 7, level: "red", since: "2026-03-02" }], ["decision red 0"], "it was said of a task"],
  ];
  for (const [sent, expected, why] of repeats) {
    it(`${expected.length === 0 ? "are not repeated" : "are given"} where ${why}`, () => {
      assert.deepEqual(due(running, [], "2026-03-16", sent), expected);
    });
  }
});

describe("deemed accepted", () => {
  const rows: [more: Partial<CaseOnClock>, on: string, deemed: boolean][] = [
    [{}, "2026-03-09", false],
    [{}, "2026-03-10", true],
    [{ state: "supplementing" }, "2026-03-10", false],
    [{ acceptedAt: noon("2026-03-03") }, "2026-03-10", false],
    [{ decidedAt: noon("2026-03-03") }, "2026-03-10", false],
    [{ closedAt: noon("2026-03-03") }, "2026-03-10", false],
    [{ acceptSince: noon("2026-03-05"), acceptDue: "2026-03-12" }, "2026-03-10", false],
  ];
  for (const [more, on, deemed] of rows) {
    it(`${deemed ? "is" : "is not"} a case with ${JSON.stringify(more)} on ${on}`, () => {
      assert.equal(isDeemedAccepted({ ...submitted, ...more }, noon(on)), deemed);
    });
  }
});
