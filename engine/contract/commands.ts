import assert from "node:assert/strict";
import type { Suite } from "./describeEngine.ts";
import {
  boundary,
  chain,
  diagram,
  end,
  onTimer,
  parallelGateway,
  serviceTask,
  start,
  subProcess,
  userTask,
} from "./diagram.ts";
import { hours, Scenario } from "./scenario.ts";

export const commands: Suite = (harness) => {
  const busy = diagram(
    start(),
    parallelGateway("fork"),
    subProcess("part", [start("begin"), userTask("work"), chain("begin work")]),
    boundary("late", "part", onTimer("Duration", "PT1H")),
    serviceTask("run"),
    end(),
    chain("start fork part end"),
    chain("fork run end"),
    chain("late end"),
  );

  it("cancels an instance with everything in it", async () => {
    const scenario = await Scenario.start(harness(), busy);
    await scenario.cancel();
    assert.equal(scenario.ended, "canceled");
    assert.deepEqual([scenario.tasks, scenario.jobs, scenario.at("scopeTerminated")], [[], [], ["part"]]);
    assert.deepEqual(harness().events.at(-1)!.type, "instanceEnded");
    assert.deepEqual(await harness().leftOver(), { engineInstance: 1 });
  });

  it("finds nothing to do in an instance that has ended", async () => {
    const scenario = await Scenario.start(harness(), busy);
    await scenario.cancel();
    assert.equal(await scenario.forward(hours(2)), 0);
    await assert.rejects(scenario.cancel(), { code: "NOT_FOUND" });
    await assert.rejects(scenario.setVariables({ a: 1 }), { code: "NOT_FOUND" });
  });

  it("locks an instance that runs or has ended, and no other", async () => {
    const scenario = await Scenario.start(harness(), busy);
    const { engine } = harness();
    const lock = (key: string) => harness().transact((tx) => engine.lock(tx, key));
    await lock(scenario.instanceKey);
    await scenario.cancel();
    await lock(scenario.instanceKey);
    const command = harness().transact(async (tx) => {
      await engine.lock(tx, "4711");
      await engine.setVariables(tx, "4711", {});
    });
    await assert.rejects(command, { name: "EngineError", code: "NOT_FOUND" });
    await assert.rejects(lock("no key"), { name: "EngineError", code: "NOT_FOUND" });
  });

  it("refuses to start what was never deployed, or a version that never was", async () => {
    await Scenario.start(harness(), busy);
    const begin = (processId: string, version?: number) =>
      harness().transact((tx) =>
        harness().engine.start(tx, { processId, variables: {}, ...(version === undefined ? {} : { version }) }),
      );
    await assert.rejects(begin("nothing"), { name: "EngineError", code: "UNKNOWN_PROCESS" });
    await assert.rejects(begin("story", 2), { name: "EngineError", code: "UNKNOWN_PROCESS" });
  });

  it("takes several commands on one instance in one transaction", async () => {
    const xml = diagram(start(), userTask("a"), userTask("b"), userTask("c"), end(), chain("start a b c end"));
    const scenario = await Scenario.start(harness(), xml);
    const { engine, events } = harness();
    await harness().transact(async (tx) => {
      await engine.lock(tx, scenario.instanceKey);
      await engine.completeTask(tx, { taskKey: scenario.task("a").taskKey, variables: { a: 1 } });
      await engine.setVariables(tx, scenario.instanceKey, { b: 2 });
    });
    assert.deepEqual(scenario.tasks, ["b"]);
    await scenario.complete("b");
    assert.deepEqual(scenario.task("c").variables, { a: 1, b: 2 });
    assert.equal(events.filter((event) => event.type === "taskCompleted").length, 2);
  });

  it("can go on with what it has started in the same transaction", async () => {
    const xml = diagram(start(), serviceTask("run"), end(), chain("start run end"));
    const scenario = new Scenario(harness());
    await scenario.deploy(xml);
    const { engine } = harness();
    await harness().transact(async (tx) => {
      const { instanceKey } = await engine.start(tx, { processId: "story", variables: {} });
      scenario.instanceKey = instanceKey;
      await engine.lock(tx, instanceKey);
      await engine.setVariables(tx, instanceKey, { a: 1 });
    });
    assert.deepEqual((await scenario.work("run")).variables, { a: 1 });
  });

  it("leaves nothing of a transaction that is rolled back", async () => {
    const xml = diagram(start(), userTask("a"), userTask("b"), chain("start a b"));
    const scenario = await Scenario.start(harness(), xml);
    const { engine } = harness();
    const rolledBack = harness().transact(async (tx) => {
      await engine.completeTask(tx, { taskKey: scenario.task("a").taskKey, variables: {} });
      await engine.start(tx, { processId: "story", variables: {} });
      throw new Error("changed my mind");
    });
    await assert.rejects(rolledBack, /changed my mind/);
    assert.deepEqual(scenario.tasks, ["a"]);
    await scenario.complete("a");
    assert.deepEqual(await harness().leftOver(), { engineInstance: 1, engineElement: 2 });
  });

  it("goes on in a transaction after a command was refused", async () => {
    const xml = diagram(start(), userTask("a"), userTask("b"), chain("start a b"));
    const scenario = await Scenario.start(harness(), xml);
    const { engine } = harness();
    const { taskKey } = scenario.task("a");
    await harness().transact(async (tx) => {
      await engine.completeTask(tx, { taskKey, variables: {} });
      await assert.rejects(engine.completeTask(tx, { taskKey, variables: {} }), { code: "NOT_FOUND" });
      await engine.setVariables(tx, scenario.instanceKey, { a: 1 });
    });
    assert.deepEqual(scenario.tasks, ["b"]);
  });

  it("answers every command as applied", async () => {
    const { engine } = harness();
    await new Scenario(harness()).deploy(busy);
    const answer = await harness().transact((tx) => engine.start(tx, { processId: "story", variables: {} }));
    assert.deepEqual([engine.kind, answer.state, answer.definition.version], ["embedded", "applied", 1]);
  });

  it("sends few statements: round trips are the cost on a server", async () => {
    const xml = diagram(start(), userTask("a"), userTask("b"), end(), chain("start a b end"));
    const scenario = await Scenario.start(harness(), xml, { caseId: 1 });
    await scenario.begin({ caseId: 2 });
    assert.ok(harness().statements <= 3, `start: ${harness().statements}`);
    const { taskKey } = scenario.task("a");
    await harness().transact(async (tx) => {
      await harness().engine.lock(tx, scenario.instanceKey);
      await harness().engine.completeTask(tx, { taskKey, variables: { a: { outcome: "approve" } } });
    });
    assert.ok(harness().statements <= 4, `completion that creates the next task: ${harness().statements}`);
  });
};
