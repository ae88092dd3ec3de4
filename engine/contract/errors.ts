import assert from "node:assert/strict";
import type { Suite } from "./describeEngine.ts";
import {
  boundary,
  chain,
  diagram,
  end,
  error,
  eventStart,
  eventSubProcess,
  onError,
  serviceTask,
  start,
  subProcess,
  userTask,
} from "./diagram.ts";
import { Scenario } from "./scenario.ts";

export const errors: Suite = (harness) => {
  const caught = diagram(
    start(),
    serviceTask("check"),
    boundary("known", "check", onError("E1")),
    boundary("any", "check", onError()),
    ...["ok", "toKnown", "toAny"].map((id) => userTask(id)),
    chain("start check ok"),
    chain("known toKnown"),
    chain("any toAny"),
    error("E1"),
  );

  it("catches an error of a job at the boundary event with its code, and ends the job", async () => {
    const scenario = await Scenario.start(harness(), caught);
    await scenario.throwError("check", "E1");
    assert.deepEqual([scenario.tasks, scenario.jobs, scenario.at("jobCanceled")], [["toKnown"], [], ["check"]]);
  });

  it("catches any other error at the boundary event without a code", async () => {
    const scenario = await Scenario.start(harness(), caught);
    await scenario.throwError("check", "E2");
    assert.deepEqual(scenario.tasks, ["toAny"]);
  });

  it("keeps the variables of an error with the event, unless its mappings take them further", async () => {
    const xml = diagram(
      start(),
      serviceTask("check"),
      boundary("caught", "check", onError("E1"), { outputs: [["=message", "why"]] }),
      userTask("mend"),
      chain("start check"),
      chain("caught mend"),
      error("E1"),
    );
    const mapped = await Scenario.start(harness(), xml);
    await mapped.throwError("check", "E1", { message: "户号重复。", noise: 1 });
    assert.deepEqual(mapped.task("mend").variables, { why: "户号重复。" });
    const unmapped = await Scenario.start(harness(), caught);
    await unmapped.throwError("check", "E1", { message: "户号重复。" });
    assert.deepEqual(unmapped.task("toKnown").variables, {});
  });

  const thrownInside = (...around: string[]) =>
    diagram(
      start(),
      subProcess("part", [start("begin"), serviceTask("check"), end("done"), chain("begin check done"), ...around]),
      userTask("after"),
      chain("start part after"),
      error("E1"),
    );
  const handler = (id: string, definition: string) =>
    eventSubProcess(id, [eventStart(`${id}Start`, definition), userTask(`${id}Task`), chain(`${id}Start ${id}Task`)]);

  it("looks for the event level by level: event sub-process of the scope, then its boundary", async () => {
    const both = thrownInside(handler("mending", onError("E1"))).replace(
      '<bpmn:userTask id="after">',
      `${boundary("onPart", "part", onError("E1"))}${userTask("late")}${chain("onPart late")}<bpmn:userTask id="after">`,
    );
    const scenario = await Scenario.start(harness(), both);
    await scenario.throwError("check", "E1");
    assert.deepEqual(scenario.tasks, ["mendingTask"]);
    await scenario.complete("mendingTask");
    assert.deepEqual(scenario.tasks, ["after"]);
  });

  it("takes a boundary event of the sub-process where nothing inside catches", async () => {
    const xml = diagram(
      start(),
      subProcess("part", [
        start("begin"),
        serviceTask("check"),
        userTask("other"),
        chain("begin check"),
        chain("begin other"),
      ]),
      boundary("onPart", "part", onError("E1")),
      userTask("late"),
      chain("start part"),
      chain("onPart late"),
      error("E1"),
    );
    const scenario = await Scenario.start(harness(), xml);
    await scenario.throwError("check", "E1");
    assert.deepEqual([scenario.tasks, scenario.at("taskCanceled")], [["late"], ["other"]]);
    assert.deepEqual(scenario.at("scopeTerminated"), ["part"]);
  });

  it("throws an error at an error end, out of the sub-process", async () => {
    const xml = diagram(
      start(),
      subProcess("part", [start("begin"), userTask("work"), end("failed", onError("E1")), chain("begin work failed")]),
      boundary("onPart", "part", onError("E1")),
      userTask("late"),
      chain("start part"),
      chain("onPart late"),
      error("E1"),
    );
    const scenario = await Scenario.start(harness(), xml);
    await scenario.complete("work");
    assert.deepEqual(scenario.tasks, ["late"]);
  });

  it("throws the code that an error end computes", async () => {
    const xml = diagram(
      start(),
      subProcess("part", [start("begin"), end("failed", onError("computed")), chain("begin failed")]),
      boundary("onPart", "part", onError("E7")),
      userTask("late"),
      chain("start part"),
      chain("onPart late"),
      error("computed", "=code"),
      error("E7"),
    );
    const scenario = await Scenario.start(harness(), xml, { code: "E7" });
    assert.deepEqual(scenario.tasks, ["late"]);
  });

  it("catches an error of the process in an event sub-process of the process", async () => {
    const xml = diagram(start(), serviceTask("check"), chain("start check"), handler("mending", onError()));
    const scenario = await Scenario.start(harness(), xml);
    await scenario.throwError("check", "whatever");
    await scenario.complete("mendingTask");
    assert.equal(scenario.ended, "completed");
  });

  it("does not catch an error of an event sub-process by one of the same scope", async () => {
    const again = eventSubProcess("mending", [
      eventStart("mendingStart", onError()),
      serviceTask("mend"),
      chain("mendingStart mend"),
    ]);
    const scenario = await Scenario.start(
      harness(),
      diagram(start(), serviceTask("check"), chain("start check"), again),
    );
    await scenario.throwError("check", "E1");
    await scenario.throwError("mend", "E1");
    assert.deepEqual(scenario.incidents, ["mend UNHANDLED_ERROR_EVENT"]);
  });

  it("makes an error that nothing catches an incident, and gives the job out again when it is resolved", async () => {
    const scenario = await Scenario.start(harness(), thrownInside());
    await scenario.throwError("check", "E1");
    assert.deepEqual(scenario.incidents, ["check UNHANDLED_ERROR_EVENT"]);
    assert.equal(await scenario.lease("check"), undefined);
    await scenario.resolve();
    await scenario.work("check");
    assert.deepEqual(scenario.tasks, ["after"]);
  });

  it("makes an error end that nothing catches an incident", async () => {
    const xml = diagram(start(), end("failed", onError("E1")), chain("start failed"), error("E1"));
    const scenario = await Scenario.start(harness(), xml);
    assert.deepEqual(scenario.incidents, ["failed UNHANDLED_ERROR_EVENT"]);
    await scenario.resolve();
    assert.deepEqual(scenario.incidents, ["failed UNHANDLED_ERROR_EVENT"]);
    assert.equal(scenario.ended, null);
  });
};
