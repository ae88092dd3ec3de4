import assert from "node:assert/strict";
import type { Suite } from "./describeEngine.ts";
import {
  boundary,
  catchEvent,
  chain,
  diagram,
  end,
  message,
  onMessage,
  parallelGateway,
  receiveTask,
  start,
  userTask,
} from "./diagram.ts";
import { Scenario } from "./scenario.ts";

export const messages: Suite = (harness) => {
  const waiting = diagram(
    start(),
    catchEvent("paid", onMessage("payment")),
    userTask("after"),
    chain("start paid after"),
    message("payment", "=bill.number"),
  );

  it("waits for the message with its name and key, and merges what it brings", async () => {
    const scenario = await Scenario.start(harness(), waiting, { bill: { number: "B-1" } });
    assert.equal(await scenario.publish("payment", "B-2"), 0);
    assert.equal(await scenario.publish("refund", "B-1"), 0);
    assert.equal(await scenario.publish("payment", "B-1", { amount: 5 }), 1);
    assert.deepEqual(scenario.task("after").variables, { bill: { number: "B-1" }, amount: 5 });
    assert.equal(await scenario.publish("payment", "B-1"), 0);
  });

  it("takes a number for a key as its text", async () => {
    const scenario = await Scenario.start(harness(), waiting, { bill: { number: 17 } });
    assert.equal(await scenario.publish("payment", "17"), 1);
  });

  it("tells keys apart that a database may take for equal", async () => {
    const scenario = await Scenario.start(harness(), waiting, { bill: { number: "Key" } });
    for (const other of ["key", "KEY", "Key ", " Key"])
      assert.equal(await scenario.publish("payment", other), 0, other);
    assert.equal(await scenario.publish("payment", "Key"), 1);
  });

  it("stops with an incident where the key is missing, and waits once it is there", async () => {
    const scenario = await Scenario.start(harness(), waiting);
    assert.deepEqual(scenario.incidents, ["paid EXTRACT_VALUE_ERROR"]);
    await scenario.setVariables({ bill: { number: "B-1" } });
    await scenario.resolve();
    assert.equal(await scenario.publish("payment", "B-1"), 1);
    assert.deepEqual(scenario.tasks, ["after"]);
  });

  it("picks from the message what output mappings name", async () => {
    const event = catchEvent("paid", onMessage("payment"), { outputs: [["=amount", "paid.amount"]] });
    const xml = diagram(start(), event, userTask("after"), chain("start paid after"), message("payment"));
    const scenario = await Scenario.start(harness(), xml, { key: "k" });
    await scenario.publish("payment", "k", { amount: 5, noise: 1 });
    assert.deepEqual(scenario.task("after").variables, { key: "k", paid: { amount: 5 } });
  });

  it("computes the name of a message", async () => {
    const event = catchEvent("paid", onMessage("payment"));
    const xml = diagram(
      start(),
      event,
      userTask("after"),
      chain("start paid after"),
      message("payment", "=key", '=prefix + ".stop"'),
    );
    const scenario = await Scenario.start(harness(), xml, { key: "k", prefix: "fund-use" });
    assert.equal(await scenario.publish("fund-use.stop", "k"), 1);
  });

  it("reaches one instance of a process, the one that has waited longest first", async () => {
    const first = await Scenario.start(harness(), waiting, { bill: { number: "same" } });
    const second = await new Scenario(harness()).begin({ bill: { number: "same" } });
    assert.equal(await first.publish("payment", "same"), 1);
    assert.deepEqual([first.tasks, second.tasks], [["after"], []]);
    assert.equal(await first.publish("payment", "same"), 1);
    assert.deepEqual(second.tasks, ["after"]);
  });

  it("reaches one instance of each process that waits", async () => {
    const story = await Scenario.start(harness(), waiting, { bill: { number: "same" } });
    const other = waiting.replace('<bpmn:process id="story"', '<bpmn:process id="other"');
    await story.deploy(other);
    const { engine, transact } = harness();
    await transact((tx) => engine.start(tx, { processId: "other", variables: { bill: { number: "same" } } }));
    assert.equal(await story.publish("payment", "same"), 2);
  });

  it("waits for a message at a receive task too", async () => {
    const task = receiveTask("paid", "payment", { outputs: [["=amount", "paid"]] });
    const xml = diagram(start(), task, userTask("after"), chain("start paid after"), message("payment"));
    const scenario = await Scenario.start(harness(), xml, { key: "k" });
    assert.equal(await scenario.publish("payment", "other"), 0);
    assert.equal(await scenario.publish("payment", "k", { amount: 5, noise: 1 }), 1);
    assert.deepEqual(scenario.task("after").variables, { key: "k", paid: 5 });
    assert.equal(await scenario.publish("payment", "k"), 0);
  });

  it("stops a receive task without a key, and opens nothing of its borders either", async () => {
    const xml = diagram(
      start(),
      receiveTask("paid", "payment"),
      boundary("called", "paid", onMessage("call")),
      end(),
      chain("start paid end"),
      chain("called end"),
      message("payment", "=later"),
      message("call"),
    );
    const scenario = await Scenario.start(harness(), xml, { key: "k" });
    assert.deepEqual(scenario.incidents, ["paid EXTRACT_VALUE_ERROR"]);
    assert.equal(await scenario.publish("call", "k"), 0);
    await scenario.setVariables({ later: "l" });
    await scenario.resolve();
    assert.equal(await scenario.publish("call", "k"), 1);
    assert.equal(scenario.ended, "completed at end");
  });

  const called = (beside: boolean) =>
    diagram(
      start(),
      userTask("work"),
      boundary("called", "work", onMessage("call"), { beside }),
      userTask("aside"),
      chain("start work"),
      chain("called aside"),
      message("call"),
    );

  it("ends the task at an interrupting boundary event", async () => {
    const scenario = await Scenario.start(harness(), called(false), { key: "k" });
    await scenario.publish("call", "k", { by: "申请人" });
    assert.deepEqual([scenario.tasks, scenario.at("taskCanceled")], [["aside"], ["work"]]);
    assert.equal(scenario.task("aside").variables.by, "申请人");
    assert.equal(await scenario.publish("call", "k"), 0);
  });

  it("leaves the task at a non-interrupting boundary event, as often as it comes", async () => {
    const scenario = await Scenario.start(harness(), called(true), { key: "k" });
    await scenario.publish("call", "k");
    await scenario.publish("call", "k");
    assert.deepEqual(scenario.tasks, ["work", "aside", "aside"]);
  });

  it("forgets a boundary event when its task is completed", async () => {
    const scenario = await Scenario.start(harness(), called(false), { key: "k" });
    await scenario.complete("work");
    assert.equal(await scenario.publish("call", "k"), 0);
    assert.equal(scenario.ended, "completed");
  });

  it("triggers one of several events of an instance that wait for the same message", async () => {
    const events = [catchEvent("a", onMessage("call")), catchEvent("b", onMessage("call"))];
    const xml = diagram(
      start(),
      parallelGateway("fork"),
      ...events,
      end(),
      chain("start fork a end"),
      chain("fork b end"),
      message("call"),
    );
    const scenario = await Scenario.start(harness(), xml, { key: "k" });
    assert.equal(await scenario.publish("call", "k"), 1);
    assert.equal(scenario.ended, null);
    assert.equal(await scenario.publish("call", "k"), 1);
    assert.equal(scenario.ended, "completed at end");
  });
};
