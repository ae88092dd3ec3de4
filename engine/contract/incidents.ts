import assert from "node:assert/strict";
import type { Suite } from "./describeEngine.ts";
import {
  boundary,
  chain,
  diagram,
  end,
  exclusiveGateway,
  flow,
  message,
  onMessage,
  onTimer,
  parallelGateway,
  start,
  subProcess,
  userTask,
} from "./diagram.ts";
import { hours, Scenario } from "./scenario.ts";

export const incidents: Suite = (harness) => {
  const choice = diagram(
    start(),
    exclusiveGateway("decide"),
    end("yes"),
    end("no"),
    chain("start decide"),
    flow("decide", "yes", "=ok = true"),
    flow("decide", "no", "=ok = false"),
  );

  it("takes the step again when it is resolved, with the variables of now", async () => {
    const scenario = await Scenario.start(harness(), choice, { ok: "vielleicht" });
    assert.deepEqual(scenario.incidents, ["decide EXTRACT_VALUE_ERROR"]);
    await scenario.setVariables({ ok: false });
    await scenario.resolve();
    assert.deepEqual([scenario.incidents, scenario.ended], [[], "completed at no"]);
    assert.deepEqual(await harness().leftOver(), { engineInstance: 1 });
  });

  it("stops again as long as nothing has been mended", async () => {
    const scenario = await Scenario.start(harness(), choice, { ok: 1 });
    await scenario.resolve();
    await scenario.resolve();
    assert.deepEqual(scenario.incidents, ["decide EXTRACT_VALUE_ERROR"]);
    assert.equal(scenario.all("incident").length, 3);
  });

  it("refuses to resolve an incident twice", async () => {
    const scenario = await Scenario.start(harness(), choice, { ok: 1 });
    const { incidentKey } = scenario.all("incident")[0]!;
    await scenario.setVariables({ ok: true });
    await scenario.resolve();
    const again = harness().transact((tx) => harness().engine.resolveIncident(tx, incidentKey));
    await assert.rejects(again, { code: "NOT_FOUND" });
  });

  it("lets the other branches go on", async () => {
    const xml = diagram(
      start(),
      parallelGateway("fork"),
      userTask("work"),
      exclusiveGateway("decide"),
      end("yes"),
      chain("start fork work"),
      chain("fork decide"),
      flow("decide", "yes", "=ok"),
      end("no"),
      flow("decide", "no", "=no"),
    );
    const scenario = await Scenario.start(harness(), xml);
    assert.deepEqual([scenario.incidents, scenario.tasks], [["decide EXTRACT_VALUE_ERROR"], ["work"]]);
    await scenario.complete("work", { ok: true });
    assert.equal(scenario.ended, null);
    await scenario.resolve();
    assert.equal(scenario.ended, "completed at yes");
  });

  it("opens nothing on the border of an element that could not be entered", async () => {
    const xml = diagram(
      start(),
      userTask("work"),
      boundary("late", "work", onTimer("Duration", "PT1H")),
      boundary("called", "work", onMessage("call")),
      end(),
      chain("start work end"),
      chain("late end"),
      chain("called end"),
      message("call"),
    );
    const scenario = await Scenario.start(harness(), xml);
    assert.deepEqual([scenario.incidents, scenario.tasks], [["work EXTRACT_VALUE_ERROR"], []]);
    assert.equal(await scenario.forward(hours(2)), 0);
    await scenario.setVariables({ key: "k" });
    await scenario.resolve();
    assert.deepEqual(scenario.tasks, ["work"]);
    assert.equal(await scenario.forward(hours(1)), 1);
    assert.equal(scenario.ended, "completed at end");
  });

  it("ends with the scope that it lies in", async () => {
    const stuck = [
      start("begin"),
      exclusiveGateway("decide"),
      end("x"),
      end("y"),
      chain("begin decide"),
      flow("decide", "x", "=a"),
      flow("decide", "y", "=b"),
    ];
    const xml = diagram(
      start(),
      subProcess("part", stuck),
      boundary("late", "part", onTimer("Duration", "PT1H")),
      end(),
      chain("start part end"),
      chain("late end"),
    );
    const scenario = await Scenario.start(harness(), xml);
    assert.deepEqual(scenario.incidents, ["decide EXTRACT_VALUE_ERROR"]);
    await scenario.forward(hours(1));
    assert.deepEqual([scenario.incidents, scenario.ended], [[], "completed at end"]);
    assert.deepEqual(await harness().leftOver(), { engineInstance: 1 });
  });

  it("names what stopped in a Chinese sentence without the content of variables", async () => {
    const scenario = await Scenario.start(harness(), choice, { ok: "430523199001011234" });
    const { message } = scenario.all("incident")[0]!;
    assert.match(message, /。$/);
    assert.doesNotMatch(message, /4305/);
  });
};
