import assert from "node:assert/strict";
import type { Suite } from "./describeEngine.ts";
import {
  catchEvent,
  chain,
  diagram,
  end,
  exclusiveGateway,
  flow,
  inclusiveGateway,
  link,
  start,
  subProcess,
  throwEvent,
  userTask,
} from "./diagram.ts";
import { Scenario } from "./scenario.ts";

export const links: Suite = (harness) => {
  it("goes on at the event that catches the link, from each that throws it", async () => {
    // given
    const xml = diagram(
      start(),
      exclusiveGateway("choice", "choice_right"),
      throwEvent("left", link("on")),
      throwEvent("right", link("on")),
      catchEvent("on", link("on")),
      userTask("after"),
      chain("start choice right"),
      flow("choice", "left", "=turn"),
      chain("on after"),
    );
    await new Scenario(harness()).deploy(xml);
    for (const turn of [true, false]) {
      // when
      const scenario = await new Scenario(harness()).begin({ turn });
      // then
      assert.deepEqual([scenario.tasks, (await scenario.tokens()).length], [["after"], 2]);
      await scenario.complete("after");
      assert.equal(scenario.ended, "completed");
    }
  });

  it("keeps links of the same name in different scopes apart", async () => {
    const pair = (id: string) => [throwEvent(`${id}Out`, link("on")), catchEvent(`${id}In`, link("on")), userTask(id)];
    const xml = diagram(
      start(),
      subProcess("part", [start("begin"), ...pair("inner"), chain("begin innerOut"), chain("innerIn inner")]),
      ...pair("outer"),
      chain("start part outerOut"),
      chain("outerIn outer"),
    );
    const scenario = await Scenario.start(harness(), xml);
    assert.deepEqual(scenario.tasks, ["inner"]);
    await scenario.complete("inner");
    assert.deepEqual(scenario.tasks, ["outer"]);
  });

  it("lets an inclusive join wait for what may come over a link", async () => {
    const xml = diagram(
      start(),
      inclusiveGateway("fork"),
      userTask("slow"),
      throwEvent("out", link("on")),
      catchEvent("in", link("on")),
      inclusiveGateway("join"),
      end(),
      flow("fork", "slow", "=true"),
      flow("fork", "join", "=true"),
      chain("start fork"),
      chain("slow out"),
      chain("in join end"),
    );
    const scenario = await Scenario.start(harness(), xml);
    harness().restart();
    assert.deepEqual([scenario.ended, scenario.tasks], [null, ["slow"]]);
    await scenario.complete("slow");
    assert.equal(scenario.ended, "completed at end");
  });

  it("tells a link as a path of the diagram", async () => {
    const xml = diagram(start(), throwEvent("out", link("on")), catchEvent("in", link("on")), chain("start out"));
    await new Scenario(harness()).deploy(xml);
    const { engine, transact } = harness();
    const graph = await transact(async (tx) => engine.graph(tx, (await engine.latest(tx, "story"))!.key));
    assert.ok(graph.flows.some(({ sourceId, targetId }) => sourceId === "out" && targetId === "in"));
  });
};
