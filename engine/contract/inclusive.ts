import assert from "node:assert/strict";
import type { Suite } from "./describeEngine.ts";
import {
  boundary,
  chain,
  diagram,
  end,
  exclusiveGateway,
  flow,
  inclusiveGateway,
  message,
  onMessage,
  onTimer,
  parallelGateway,
  start,
  subProcess,
  terminate,
  userTask,
} from "./diagram.ts";
import { hours, Scenario } from "./scenario.ts";

/** Inclusive gateways: several ways, as many as apply, and one token after them. */
export const inclusive: Suite = (harness) => {
  const asked = (defaultFlow?: string) =>
    diagram(
      start(),
      inclusiveGateway("split", defaultFlow),
      ...["fire", "land", "other"].map((id) => userTask(id)),
      inclusiveGateway("join"),
      userTask("after"),
      end(),
      chain("start split"),
      flow("split", "fire", "=fire"),
      flow("split", "land", "=land"),
      defaultFlow ? flow("split", "other") : flow("split", "other", "=other"),
      chain("fire join after end"),
      chain("land join"),
      chain("other join"),
    );

  for (const [variables, taken] of [
    [{ fire: true, land: true }, ["fire", "land"]],
    [{ fire: true, land: false }, ["fire"]],
    [{ fire: false, land: false }, ["other"]],
  ] as const) {
    it(`takes every flow whose condition is true, else the default: ${taken.join(" and ")}`, async () => {
      // given
      const scenario = await Scenario.start(harness(), asked("split_other"), variables);
      assert.deepEqual(scenario.tasks, taken);
      // when, then
      for (const task of taken) {
        assert.ok(!scenario.tasks.includes("after"));
        harness().restart();
        await scenario.complete(task);
      }
      assert.deepEqual(scenario.tasks, ["after"]);
      await scenario.complete("after");
      assert.equal(scenario.ended, "completed at end");
      assert.deepEqual(await harness().leftOver(), { engineInstance: 1 });
    });
  }

  it("takes no flow at all before an incident is resolved", async () => {
    const none = { fire: false, land: false, other: false };
    const scenario = await Scenario.start(harness(), asked(), none);
    assert.deepEqual([scenario.incidents, scenario.tasks], [["split CONDITION_ERROR"], []]);
    await scenario.setVariables({ land: null, fire: true });
    await scenario.resolve();
    assert.deepEqual([scenario.incidents, scenario.tasks], [["split EXTRACT_VALUE_ERROR"], []]);
    await scenario.setVariables({ land: true });
    await scenario.resolve();
    assert.deepEqual(scenario.tasks, ["fire", "land"]);
  });

  it("waits for what is still on its way through other elements, and no longer", async () => {
    const xml = diagram(
      start(),
      parallelGateway("fork"),
      userTask("a"),
      userTask("b"),
      exclusiveGateway("leave", "leave_away"),
      inclusiveGateway("join"),
      userTask("away"),
      userTask("after"),
      chain("start fork a join after"),
      chain("fork b leave"),
      flow("leave", "join", "=stay"),
      flow("leave", "away"),
    );
    const scenario = await Scenario.start(harness(), xml, { stay: false });
    await scenario.complete("a");
    assert.deepEqual(scenario.tasks, ["b"]);
    // the token of b goes where it cannot come to the join any more
    await scenario.complete("b");
    assert.deepEqual(scenario.tasks, ["away", "after"]);
  });

  it("goes on when what it waited for ends without coming", async () => {
    const xml = diagram(
      start(),
      parallelGateway("fork"),
      userTask("a"),
      subProcess("part", [start("s"), userTask("b"), chain("s b")]),
      boundary("called", "part", onMessage("call")),
      end("gone"),
      inclusiveGateway("join"),
      userTask("after"),
      chain("start fork a join after"),
      chain("fork part join"),
      chain("called gone"),
      message("call"),
    );
    const scenario = await Scenario.start(harness(), xml, { key: "k" });
    await scenario.complete("a");
    assert.deepEqual(scenario.tasks, ["b"]);
    await scenario.publish("call", "k");
    assert.deepEqual(scenario.tasks, ["after"]);
  });

  it("waits for what an event on the border of an activity may still bring", async () => {
    const xml = diagram(
      start(),
      parallelGateway("fork"),
      userTask("a"),
      userTask("b"),
      boundary("late", "b", onTimer("Duration", "PT1H")),
      end("done"),
      inclusiveGateway("join"),
      userTask("after"),
      chain("start fork a join after"),
      chain("fork b done"),
      chain("late join"),
    );
    const scenario = await Scenario.start(harness(), xml);
    await scenario.complete("a");
    assert.deepEqual(scenario.tasks, ["b"]);
    await scenario.forward(hours(1));
    assert.deepEqual(scenario.tasks, ["after"]);
  });

  it("goes on when an operator takes away what it waited for", async () => {
    const scenario = await Scenario.start(harness(), asked(), { fire: true, land: true, other: false });
    await scenario.complete("fire");
    await scenario.modify([], ["land"]);
    assert.deepEqual(scenario.tasks, ["after"]);
  });

  it("joins each round of a loop by itself", async () => {
    const xml = diagram(
      start(),
      exclusiveGateway("again"),
      inclusiveGateway("split"),
      userTask("a"),
      userTask("b"),
      inclusiveGateway("join"),
      exclusiveGateway("enough", "enough_again"),
      end(),
      chain("start again split"),
      flow("split", "a", "=true"),
      flow("split", "b", "=true"),
      chain("a join enough"),
      chain("b join"),
      flow("enough", "end", "=b > 1"),
      flow("enough", "again"),
    );
    const scenario = await Scenario.start(harness(), xml);
    for (const round of [1, 2]) {
      assert.deepEqual(scenario.tasks, ["a", "b"]);
      await scenario.complete("a");
      assert.deepEqual(scenario.tasks, ["b"]);
      await scenario.complete("b", { b: round });
    }
    assert.equal(scenario.ended, "completed at end");
  });

  it("keeps a second token of a flow for the next time, and loses none", async () => {
    const xml = diagram(
      start(),
      parallelGateway("fork"),
      userTask("a"),
      userTask("b"),
      userTask("c"),
      exclusiveGateway("merge"),
      inclusiveGateway("join"),
      userTask("after"),
      chain("start fork a merge join after"),
      chain("fork b merge"),
      chain("fork c join"),
    );
    const scenario = await Scenario.start(harness(), xml);
    await scenario.complete("a");
    await scenario.complete("b");
    await scenario.complete("c");
    assert.deepEqual(scenario.tasks, ["after", "after"]);
  });

  it("forgets waiting tokens with their scope", async () => {
    const parts = [start("s"), parallelGateway("fork"), userTask("a"), userTask("b"), userTask("stop")];
    const part = subProcess("part", [
      ...parts,
      inclusiveGateway("join"),
      end("all", terminate),
      chain("s fork a join"),
      chain("fork b join"),
      chain("fork stop all"),
    ]);
    const scenario = await Scenario.start(
      harness(),
      diagram(start(), part, userTask("after"), chain("start part after")),
    );
    await scenario.complete("a");
    await scenario.complete("stop");
    assert.deepEqual(scenario.tasks, ["after"]);
  });
};
