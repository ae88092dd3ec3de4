import assert from "node:assert/strict";
import type { Suite } from "./describeEngine.ts";
import { catchEvent, chain, diagram, end, message, onMessage, onTimer, plain, start, userTask } from "./diagram.ts";
import { hours, Scenario } from "./scenario.ts";

/** Event-based gateways: whatever comes first. */
export const eventGateway: Suite = (harness) => {
  const awaited = (wait = "PT1H") =>
    diagram(
      start(),
      plain("eventBasedGateway", "await"),
      catchEvent("paid", onMessage("payment"), { outputs: [["=amount", "paid"]] }),
      catchEvent("waived", onMessage("waiver")),
      catchEvent("late", onTimer("Duration", wait)),
      userTask("issue"),
      userTask("chase"),
      end(),
      chain("start await paid issue end"),
      chain("await waived issue"),
      chain("await late chase end"),
      message("payment"),
      message("waiver"),
    );

  it("goes on by the event that comes first, with what it brings, and forgets the others", async () => {
    // given
    const scenario = await Scenario.start(harness(), awaited(), { key: "k" });
    assert.deepEqual(scenario.tasks, []);
    harness().restart();
    // when
    assert.equal(await scenario.publish("payment", "k", { amount: 5, noise: 1 }), 1);
    // then
    assert.deepEqual(scenario.task("issue").variables, { key: "k", paid: 5 });
    harness().restart();
    assert.deepEqual([await scenario.publish("waiver", "k"), await scenario.forward(hours(2))], [0, 0]);
    await scenario.complete("issue");
    assert.equal(scenario.ended, "completed at end");
    assert.deepEqual(await harness().leftOver(), { engineInstance: 1 });
  });

  it("merges what a message brings where nothing picks from it", async () => {
    const scenario = await Scenario.start(harness(), awaited(), { key: "k" });
    await scenario.publish("waiver", "k", { by: "主任" });
    assert.deepEqual(scenario.task("issue").variables, { key: "k", by: "主任" });
  });

  it("goes on by the timer when nothing else came", async () => {
    const scenario = await Scenario.start(harness(), awaited(), { key: "k" });
    assert.equal(await scenario.forward(hours(1)), 1);
    assert.deepEqual([scenario.tasks, await scenario.publish("payment", "k")], [["chase"], 0]);
  });

  it("waits for nothing at all while one of its events cannot be waited for", async () => {
    const scenario = await Scenario.start(harness(), awaited("=wait"), { key: "k" });
    assert.deepEqual(scenario.incidents, ["await EXTRACT_VALUE_ERROR"]);
    assert.equal(await scenario.publish("payment", "k"), 0);
    await scenario.setVariables({ wait: "PT2H" });
    await scenario.resolve();
    assert.equal(await scenario.forward(hours(2)), 1);
    assert.deepEqual(scenario.tasks, ["chase"]);
  });

  it("can be left and entered by a modification, but not the events after it", async () => {
    const scenario = await Scenario.start(harness(), awaited(), { key: "k" });
    await assert.rejects(scenario.modify(["paid"], ["await"]), { code: "INVALID_STATE" });
    await scenario.modify(["chase"], ["await"]);
    assert.equal(await scenario.publish("payment", "k"), 0);
    await scenario.modify(["await"], ["chase"]);
    assert.equal(await scenario.publish("payment", "k", { amount: 1 }), 1);
    assert.deepEqual(scenario.tasks, ["issue"]);
  });

  it("is nobody's border on the diagram as data", async () => {
    const { engine, transact } = harness();
    await new Scenario(harness()).deploy(awaited());
    const graph = await transact(async (tx) => engine.graph(tx, (await engine.latest(tx, "story"))!.key));
    assert.ok(graph.elements.every(({ attachedToId }) => attachedToId === null));
  });
};
