import assert from "node:assert/strict";
import type { Suite } from "./describeEngine.ts";
import { chain, diagram, end, plain, serviceTask, start, userTask } from "./diagram.ts";
import { Scenario } from "./scenario.ts";

export const tasks: Suite = (harness) => {
  const linear = diagram(start(), userTask("review"), end(), chain("start review end"));

  it("starts at the start event and waits at the user task", async () => {
    const scenario = await Scenario.start(harness(), linear);
    assert.deepEqual(scenario.tasks, ["review"]);
    assert.equal(scenario.ended, null);
  });

  it("ends at the end event once the task is completed, and leaves nothing but the instance", async () => {
    const scenario = await Scenario.start(harness(), linear);
    await scenario.complete("review");
    assert.equal(scenario.ended, "completed at end");
    assert.deepEqual(await harness().leftOver(), { engineInstance: 1 });
  });

  it("tells headers, form and visible variables of a new task", async () => {
    const task = userTask("review", { headers: { actions: "approve,refuse" }, formId: "story.review" });
    const xml = diagram(start(), task, end(), chain("start review end"));
    const scenario = await Scenario.start(harness(), xml, { caseId: 7 });
    const told = scenario.task("review");
    assert.deepEqual(told.headers, { actions: "approve,refuse" });
    assert.equal(told.formId, "story.review");
    assert.deepEqual(told.variables, { caseId: 7 });
    assert.equal(told.scopeKey, scenario.instanceKey);
  });

  it("tells completion, what follows and the end in the order in which they happened", async () => {
    const xml = diagram(start(), userTask("first"), userTask("second"), end(), chain("start first second end"));
    const scenario = await Scenario.start(harness(), xml);
    await scenario.complete("first");
    await scenario.complete("second");
    assert.deepEqual(
      harness().events.map((event) => `${event.type} ${"elementId" in event ? event.elementId : event.how}`),
      [
        "taskCreated first",
        "taskCompleted first",
        "taskCreated second",
        "taskCompleted second",
        "instanceEnded completed",
      ],
    );
  });

  it("refuses to complete a task twice, and one that never was", async () => {
    const scenario = await Scenario.start(harness(), linear);
    const { taskKey } = scenario.task("review");
    await scenario.complete("review");
    for (const key of [taskKey, "4711", "no key"]) {
      const again = harness().transact((tx) => harness().engine.completeTask(tx, { taskKey: key, variables: {} }));
      await assert.rejects(again, { name: "EngineError", code: "NOT_FOUND" });
    }
  });

  it("does not take the key of another element for that of a task", async () => {
    const scenario = await Scenario.start(harness(), linear);
    const complete = harness().transact((tx) =>
      harness().engine.completeTask(tx, { taskKey: scenario.instanceKey, variables: {} }),
    );
    await assert.rejects(complete, { code: "NOT_FOUND" });
    assert.deepEqual(scenario.tasks, ["review"]);
  });

  it("passes through manual tasks, tasks of no kind and events that mark a state", async () => {
    const parts = [plain("manualTask", "sign"), plain("task", "file"), plain("intermediateThrowEvent", "filed")];
    const scenario = await Scenario.start(
      harness(),
      diagram(start(), ...parts, end(), chain("start sign file filed end")),
    );
    assert.equal(scenario.ended, "completed at end");
  });

  it("goes on along every flow of a task that has several", async () => {
    const xml = diagram(start(), userTask("a"), userTask("b"), userTask("c"), chain("start a b"), chain("a c"));
    const scenario = await Scenario.start(harness(), xml);
    await scenario.complete("a");
    assert.deepEqual(scenario.tasks, ["b", "c"]);
    await scenario.complete("b");
    assert.equal(scenario.ended, null);
    await scenario.complete("c");
    assert.equal(scenario.ended, "completed");
  });

  it("runs a task once for each token that comes", async () => {
    const parts = [plain("task", "split"), userTask("a"), userTask("b"), userTask("joint"), end()];
    const xml = diagram(start(), ...parts, chain("start split a joint end"), chain("split b joint"));
    const scenario = await Scenario.start(harness(), xml);
    await scenario.complete("a");
    await scenario.complete("b");
    assert.deepEqual(scenario.tasks, ["joint", "joint"]);
  });

  for (const kind of ["serviceTask", "sendTask", "scriptTask", "businessRuleTask"]) {
    it(`runs a ${kind} as a job`, async () => {
      const xml = diagram(start(), serviceTask("issue", { kind }), end(), chain("start issue end"));
      const scenario = await Scenario.start(harness(), xml);
      assert.deepEqual(scenario.jobs, ["issue"]);
      await scenario.work("issue");
      assert.equal(scenario.ended, "completed at end");
    });
  }
};
