import assert from "node:assert/strict";
import type { Suite } from "./describeEngine.ts";
import {
  boundary,
  chain,
  diagram,
  end,
  eventStart,
  eventSubProcess,
  flow,
  message,
  onMessage,
  onTimer,
  parallelGateway,
  serviceTask,
  start,
  subProcess,
  terminate,
  userTask,
} from "./diagram.ts";
import { minutes, Scenario } from "./scenario.ts";

export const scopes: Suite = (harness) => {
  const inner = (id: string) => [
    start(`${id}Start`),
    userTask(id),
    end(`${id}End`),
    chain(`${id}Start ${id} ${id}End`),
  ];

  it("enters a sub-process, leaves it when nothing is going on inside, and goes on", async () => {
    const xml = diagram(start(), subProcess("part", inner("work")), userTask("after"), chain("start part after"));
    const scenario = await Scenario.start(harness(), xml);
    assert.deepEqual([scenario.at("scopeEntered"), scenario.tasks], [["part"], ["work"]]);
    assert.equal(scenario.task("work").scopeKey, scenario.all("scopeEntered")[0]!.elementInstanceKey);
    await scenario.complete("work");
    assert.deepEqual([scenario.at("scopeLeft"), scenario.tasks], [["part"], ["after"]]);
  });

  it("waits for every branch inside a sub-process", async () => {
    const parts = [start("begin"), userTask("a"), userTask("b"), chain("begin a"), flow("begin", "b")];
    const xml = diagram(start(), subProcess("part", parts), end(), chain("start part end"));
    const scenario = await Scenario.start(harness(), xml);
    await scenario.complete("b");
    assert.equal(scenario.ended, null);
    await scenario.complete("a");
    assert.equal(scenario.ended, "completed at end");
  });

  it("nests sub-processes", async () => {
    const middle = subProcess("middle", [start("in"), subProcess("innermost", inner("work")), chain("in innermost")]);
    const scenario = await Scenario.start(harness(), diagram(start(), middle, end(), chain("start middle end")));
    assert.deepEqual(scenario.at("scopeEntered"), ["middle", "innermost"]);
    await scenario.complete("work");
    assert.deepEqual(scenario.at("scopeLeft"), ["innermost", "middle"]);
    assert.equal(scenario.ended, "completed at end");
  });

  it("ends everything else in the process at a terminate end", async () => {
    const xml = diagram(
      start(),
      parallelGateway("fork"),
      userTask("stay"),
      serviceTask("run"),
      userTask("decide"),
      end("stop", terminate),
      chain("start fork decide stop"),
      chain("fork stay"),
      chain("fork run"),
    );
    const scenario = await Scenario.start(harness(), xml);
    await scenario.complete("decide");
    assert.equal(scenario.ended, "completed at stop");
    assert.deepEqual([scenario.at("taskCanceled"), scenario.at("jobCanceled")], [["stay"], ["run"]]);
    assert.deepEqual(await harness().leftOver(), { engineInstance: 1 });
  });

  it("ends only the sub-process at a terminate end inside it, with the tokens that wait at its join", async () => {
    const parts = [
      start("begin"),
      parallelGateway("fork"),
      userTask("a"),
      userTask("b"),
      userTask("decide"),
      parallelGateway("join"),
      end("stop", terminate),
      chain("begin fork a join"),
      chain("fork b join"),
      chain("fork decide stop"),
    ];
    const xml = diagram(start(), subProcess("part", parts), userTask("after"), chain("start part after"));
    const scenario = await Scenario.start(harness(), xml);
    await scenario.complete("a");
    await scenario.complete("decide");
    assert.deepEqual([scenario.tasks, scenario.at("taskCanceled")], [["after"], ["b"]]);
    await scenario.complete("after");
    assert.equal(scenario.ended, "completed");
  });

  /** A process that a message stops, as every business of the platform has it. */
  const stoppable = diagram(
    start(),
    parallelGateway("fork"),
    userTask("a"),
    serviceTask("b"),
    chain("start fork a"),
    chain("fork b"),
    eventSubProcess("stopping", [
      eventStart("stopped", onMessage("stop")),
      serviceTask("undo"),
      end("withdrawn"),
      chain("stopped undo withdrawn"),
    ]),
    message("stop"),
  );

  it("lets an interrupting event sub-process end everything else, undo, and end the process", async () => {
    // given
    const scenario = await Scenario.start(harness(), stoppable, { key: "k1" });
    // when
    assert.equal(await scenario.publish("stop", "k1", { reason: "申请人撤回" }), 1);
    // then
    assert.deepEqual([scenario.at("taskCanceled"), scenario.at("jobCanceled")], [["a"], ["b"]]);
    assert.deepEqual([scenario.at("scopeEntered"), scenario.jobs], [["stopping"], ["undo"]]);
    const job = await scenario.work("undo");
    assert.equal(job.variables.reason, "申请人撤回");
    assert.equal(scenario.ended, "completed at withdrawn");
    assert.deepEqual(await harness().leftOver(), { engineInstance: 1 });
  });

  it("starts an interrupting event sub-process only once", async () => {
    const scenario = await Scenario.start(harness(), stoppable, { key: "k1" });
    await scenario.publish("stop", "k1");
    assert.equal(await scenario.publish("stop", "k1"), 0);
    assert.deepEqual(scenario.at("scopeEntered"), ["stopping"]);
  });

  it("runs a non-interrupting event sub-process beside the rest, as often as it is triggered", async () => {
    const aside = [eventStart("asked", onMessage("ask"), { beside: true }), userTask("answer"), chain("asked answer")];
    const xml = diagram(
      start(),
      userTask("work"),
      end(),
      chain("start work end"),
      eventSubProcess("asking", aside),
      message("ask"),
    );
    const scenario = await Scenario.start(harness(), xml, { key: "k" });
    await scenario.publish("ask", "k");
    await scenario.publish("ask", "k");
    assert.deepEqual(scenario.tasks, ["work", "answer", "answer"]);
    // the scope is not complete before them
    await scenario.complete("work");
    await scenario.complete("answer");
    assert.equal(scenario.ended, null);
    await scenario.complete("answer");
    assert.equal(scenario.ended, "completed");
  });

  it("starts an event sub-process by a timer of its scope, counted from the entry of the scope", async () => {
    const late = [eventStart("expired", onTimer("Duration", "PT10M")), userTask("chase"), chain("expired chase")];
    const xml = diagram(
      start(),
      userTask("before"),
      subProcess("part", [...inner("work"), eventSubProcess("chasing", late)]),
      userTask("after"),
      chain("start before part after"),
    );
    const scenario = await Scenario.start(harness(), xml);
    assert.equal(await scenario.forward(minutes(20)), 0);
    await scenario.complete("before");
    assert.equal(await scenario.forward(minutes(9)), 0);
    assert.equal(await scenario.forward(minutes(1)), 1);
    assert.deepEqual(scenario.tasks, ["chase"]);
    await scenario.complete("chase");
    assert.deepEqual([scenario.at("scopeLeft"), scenario.tasks], [["chasing", "part"], ["after"]]);
  });

  it("closes what a scope waits for when the scope is left", async () => {
    const late = [eventStart("expired", onTimer("Duration", "PT10M")), userTask("chase"), chain("expired chase")];
    const xml = diagram(
      start(),
      subProcess("part", [...inner("work"), eventSubProcess("chasing", late)]),
      userTask("after"),
      chain("start part after"),
    );
    const scenario = await Scenario.start(harness(), xml);
    await scenario.complete("work");
    assert.equal(await scenario.forward(minutes(20)), 0);
    assert.deepEqual(scenario.tasks, ["after"]);
  });

  it("ends a sub-process with everything in it when a boundary event interrupts it", async () => {
    const deep = subProcess("deep", inner("work"));
    const xml = diagram(
      start(),
      subProcess("part", [start("begin"), deep, serviceTask("run"), chain("begin deep"), flow("begin", "run")]),
      boundary("called", "part", onMessage("call")),
      userTask("after"),
      chain("start part"),
      chain("called after"),
      message("call"),
    );
    const scenario = await Scenario.start(harness(), xml, { key: 5 });
    assert.equal(await scenario.publish("call", "5"), 1);
    assert.deepEqual(scenario.tasks, ["after"]);
    const ended = ["taskCanceled", "scopeTerminated", "jobCanceled"] as const;
    assert.deepEqual(
      ended.map((type) => scenario.at(type)),
      [["work"], ["deep", "part"], ["run"]],
    );
  });

  it("gives what came with the message to the start event, for its mappings to pick from", async () => {
    const begin = eventStart("asked", onMessage("ask"), { outputs: [["=reason", "why"]] });
    const xml = diagram(
      start(),
      userTask("work"),
      chain("start work"),
      eventSubProcess("asking", [begin, userTask("answer"), chain("asked answer")], { inputs: [["=1", "local"]] }),
      message("ask"),
    );
    const scenario = await Scenario.start(harness(), xml, { key: "k" });
    await scenario.publish("ask", "k", { reason: "急", noise: 1 });
    assert.deepEqual(scenario.task("answer").variables, { key: "k", local: 1, why: "急" });
  });
};
