import assert from "node:assert/strict";
import type { Suite } from "./describeEngine.ts";
import {
  boundary,
  chain,
  diagram,
  end,
  eventStart,
  eventSubProcess,
  message,
  onMessage,
  onTimer,
  start,
  subProcess,
  userTask,
} from "./diagram.ts";
import { Scenario } from "./scenario.ts";

export const reading: Suite = (harness) => {
  const drawn = diagram(
    start(),
    subProcess("part", [
      start("begin"),
      userTask("work", { headers: { review: "first" } }).replace("<bpmn:userTask ", '<bpmn:userTask name="初审" '),
      chain("begin work"),
    ]),
    boundary("late", "part", onTimer("Duration", "PT1H")),
    end(),
    chain("start part end"),
    chain("late end"),
    eventSubProcess("stopping", [eventStart("stopped", onMessage("stop")), end("gone"), chain("stopped gone")]),
    message("stop"),
  );

  it("tells everything that lives in an instance, the process first", async () => {
    const scenario = await Scenario.start(harness(), drawn, { key: "k" });
    const living = await scenario.tokens();
    const [process, part, work] = living;
    assert.deepEqual(
      living.map(({ elementId, type }) => [elementId, type]),
      [
        ["story", "process"],
        ["part", "subProcess"],
        ["work", "userTask"],
      ],
    );
    assert.deepEqual([process!.elementInstanceKey, process!.scopeKey], [scenario.instanceKey, null]);
    assert.deepEqual([part!.scopeKey, work!.scopeKey], [scenario.instanceKey, part!.elementInstanceKey]);
    assert.equal(work!.elementInstanceKey, scenario.task("work").elementInstanceKey);
  });

  it("tells what the commands of the same transaction have made of it", async () => {
    const { engine, transact } = harness();
    const scenario = await Scenario.start(harness(), drawn, { key: "k" });
    const { taskKey } = scenario.task("work");
    const left = await transact(async (tx) => {
      await engine.completeTask(tx, { taskKey, variables: {} });
      return engine.tokens(tx, scenario.instanceKey);
    });
    assert.deepEqual(left, []);
  });

  it("tells nothing of an instance that has ended or never was", async () => {
    const scenario = await Scenario.start(harness(), drawn, { key: "k" });
    await scenario.cancel();
    assert.deepEqual(await scenario.tokens(), []);
    assert.deepEqual(await harness().transact((tx) => harness().engine.tokens(tx, "4711")), []);
  });

  it("tells what is drawn as plain data: containers, borders, headers, flows", async () => {
    const { engine, transact } = harness();
    await new Scenario(harness()).deploy(drawn);
    const graph = await transact(async (tx) => engine.graph(tx, (await engine.latest(tx, "story"))!.key));
    assert.deepEqual(JSON.parse(JSON.stringify(graph)), graph);
    assert.equal(graph.processId, "story");
    assert.deepEqual(
      graph.elements.map(({ id, type, scopeId, attachedToId }) => [id, type, scopeId, attachedToId].join(" ")),
      [
        "story process  ",
        "start startEvent story ",
        "part subProcess story ",
        "begin startEvent part ",
        "work userTask part ",
        "late boundaryEvent story part",
        "end endEvent story ",
        "stopping eventSubProcess story ",
        "stopped startEvent stopping ",
        "gone endEvent stopping ",
      ],
    );
    const work = graph.elements.find(({ id }) => id === "work")!;
    assert.deepEqual([work.name, work.headers, work.multiInstance], ["初审", { review: "first" }, false]);
    assert.equal(graph.elements.find(({ id }) => id === "part")!.name, "part");
    assert.deepEqual(
      graph.elements.filter(({ eventSubProcess: is }) => is).map(({ id }) => id),
      ["stopping"],
    );
    assert.deepEqual(
      graph.flows.find(({ id }) => id === "late_end"),
      { id: "late_end", sourceId: "late", targetId: "end" },
    );
    assert.equal(graph.flows.length, 5);
  });

  it("refuses to tell of a diagram that was never deployed", async () => {
    for (const key of ["4711", "no key"]) {
      const asked = harness().transact((tx) => harness().engine.graph(tx, key));
      await assert.rejects(asked, { name: "EngineError", code: "NOT_FOUND" });
    }
  });
};
