import assert from "node:assert/strict";
import type { Suite } from "./describeEngine.ts";
import { boundary, catchEvent, chain, diagram, onTimer, plain, start, userTask } from "./diagram.ts";
import { days, hours, minutes, Scenario } from "./scenario.ts";

export const timers: Suite = (harness) => {
  const pause = (definition: string) =>
    diagram(start(), catchEvent("pause", definition), userTask("after"), chain("start pause after"));

  it("waits for a duration, not a millisecond less", async () => {
    const scenario = await Scenario.start(harness(), pause(onTimer("Duration", "PT1H30M")));
    assert.equal(await scenario.forward(minutes(90) - 1), 0);
    assert.deepEqual(scenario.tasks, []);
    assert.equal(await scenario.forward(1), 1);
    assert.deepEqual(scenario.tasks, ["after"]);
  });

  const moments: [kind: "Date" | "Duration", text: string, at: string, why: string][] = [
    ["Date", "2026-03-06T00:00:00Z", "2026-03-06T00:00:00Z", "a moment in UTC"],
    ["Date", "2026-03-06T08:00:00+08:00", "2026-03-06T00:00:00Z", "a moment with an offset"],
    ["Date", "2026-03-06T08:00:00", "2026-03-06T00:00:00Z", "a moment without a zone is local"],
    ["Date", '=date and time("2026-03-06T08:00:00@Asia/Shanghai")', "2026-03-06T00:00:00Z", "a computed moment"],
    ["Date", "=deadline", "2026-03-09T16:00:00Z", "a day in a variable is its first moment"],
    ["Date", '=now() + duration("P1D")', "2026-03-06T06:20:00Z", "counted from business time"],
    ["Duration", "P1M", "2026-04-05T06:20:00Z", "a month of the calendar"],
    ["Duration", "=wait", "2026-03-07T06:20:00Z", "a duration in a variable"],
    ["Duration", '=duration("PT1H") + duration("PT1H")', "2026-03-05T08:20:00Z", "a computed duration"],
  ];
  for (const [kind, text, at, why] of moments) {
    it(`fires ${text} at ${at}: ${why}`, async () => {
      const variables = { deadline: "2026-03-10", wait: "P2D" };
      const scenario = await Scenario.start(harness(), pause(onTimer(kind, text)), variables);
      harness().clock.set(Date.parse(at) - 1);
      assert.equal(await scenario.fire(), 0);
      harness().clock.set(at);
      assert.equal(await scenario.fire(), 1);
    });
  }

  it("fires at once what is due already", async () => {
    const scenario = await Scenario.start(harness(), pause(onTimer("Date", "2020-01-01T00:00:00Z")));
    assert.equal(await scenario.fire(), 1);
  });

  it("stops with an incident where a computed time cannot be read", async () => {
    const scenario = await Scenario.start(harness(), pause(onTimer("Duration", "=wait")), { wait: "bald" });
    assert.deepEqual(scenario.incidents, ["pause EXTRACT_VALUE_ERROR"]);
    await scenario.setVariables({ wait: "PT1M" });
    await scenario.resolve();
    assert.equal(await scenario.forward(minutes(1)), 1);
  });

  const reminded = (definition: string, beside: boolean) =>
    diagram(
      start(),
      userTask("work"),
      boundary("late", "work", definition, { beside }),
      userTask("chase"),
      chain("start work"),
      chain("late chase"),
    );

  it("ends the task at an interrupting boundary event", async () => {
    const scenario = await Scenario.start(harness(), reminded(onTimer("Duration", "P5D"), false));
    await scenario.forward(days(5));
    assert.deepEqual([scenario.tasks, scenario.at("taskCanceled")], [["chase"], ["work"]]);
  });

  it("fires a non-interrupting duration once", async () => {
    const scenario = await Scenario.start(harness(), reminded(onTimer("Duration", "PT1H"), true));
    assert.deepEqual([await scenario.forward(hours(1)), await scenario.forward(hours(1))], [1, 0]);
    assert.deepEqual(scenario.tasks, ["work", "chase"]);
  });

  it("repeats a cycle as often as it says", async () => {
    const scenario = await Scenario.start(harness(), reminded(onTimer("Cycle", "R3/PT1H"), true));
    const fired = [];
    for (let hour = 1; hour <= 5; hour++) fired.push(await scenario.forward(hours(1)));
    assert.deepEqual(fired, [1, 1, 1, 0, 0]);
  });

  it("repeats a cycle without a count until the task is done", async () => {
    const scenario = await Scenario.start(harness(), reminded(onTimer("Cycle", "R/P1D"), true));
    for (let day = 1; day <= 4; day++) assert.equal(await scenario.forward(days(1)), 1);
    await scenario.complete("work");
    assert.equal(await scenario.forward(days(1)), 0);
  });

  it("fires a cycle once after a long silence and then keeps to its hours", async () => {
    const scenario = await Scenario.start(harness(), reminded(onTimer("Cycle", "R/PT1H"), true));
    assert.equal(await scenario.forward(hours(10) + minutes(20)), 1);
    assert.equal(await scenario.forward(minutes(39)), 0);
    assert.equal(await scenario.forward(minutes(1)), 1);
  });

  it("begins a cycle at the moment it names", async () => {
    const scenario = await Scenario.start(harness(), reminded(onTimer("Cycle", "R2/2026-03-06T00:00:00Z/P1D"), true));
    for (const [at, fired] of [
      ["2026-03-05T23:59:59Z", 0],
      ["2026-03-06T00:00:00Z", 1],
      ["2026-03-07T00:00:00Z", 1],
      ["2026-03-09T00:00:00Z", 0],
    ] as const) {
      harness().clock.set(at);
      assert.equal(await scenario.fire(), fired, at);
    }
  });

  it("fires nothing twice when the clock is set back", async () => {
    const scenario = await Scenario.start(harness(), reminded(onTimer("Cycle", "R/PT1H"), true));
    assert.equal(await scenario.forward(hours(1)), 1);
    await scenario.forward(-hours(1));
    assert.equal(await scenario.forward(hours(1)), 0);
    assert.equal(await scenario.forward(hours(1)), 1);
  });

  it("finds the instances with something due, the longest due first", async () => {
    const xml = pause(onTimer("Duration", "=wait"));
    const slow = await Scenario.start(harness(), xml, { wait: "PT2H" });
    const quick = await new Scenario(harness()).begin({ wait: "PT1H" });
    await new Scenario(harness()).begin({ wait: "PT9H" });
    const due = (limit: number) =>
      harness().transact((tx) => harness().engine.dueInstances(tx, harness().clock.now() + hours(3), limit));
    assert.deepEqual(await due(10), [quick.instanceKey, slow.instanceKey]);
    assert.deepEqual(await due(1), [quick.instanceKey]);
    const now = await harness().transact((tx) => harness().engine.dueInstances(tx, harness().clock.now(), 10));
    assert.deepEqual(now, []);
  });

  it("does not fire a timer whose element another timer has ended in the same call", async () => {
    const xml = diagram(
      start(),
      userTask("work"),
      boundary("first", "work", onTimer("Duration", "PT1H")),
      boundary("second", "work", onTimer("Duration", "PT2H")),
      userTask("a"),
      userTask("b"),
      chain("start work"),
      chain("first a"),
      chain("second b"),
    );
    const scenario = await Scenario.start(harness(), xml);
    assert.equal(await scenario.forward(hours(3)), 1);
    assert.deepEqual(scenario.tasks, ["a"]);
  });

  it("leaves a timer that another one has brought about for the next call", async () => {
    const events = [catchEvent("one", onTimer("Duration", "PT0S")), catchEvent("two", onTimer("Duration", "PT0S"))];
    const scenario = await Scenario.start(
      harness(),
      diagram(start(), ...events, plain("task", "done"), chain("start one two done")),
    );
    assert.equal(await scenario.fire(), 1);
    assert.equal(scenario.ended, null);
    assert.equal(await scenario.fire(), 1);
    assert.equal(scenario.ended, "completed");
  });
};
