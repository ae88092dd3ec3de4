import assert from "node:assert/strict";
import type { Suite } from "./describeEngine.ts";
import { chain, diagram, end, parallelGateway, plain, serviceTask, start, subProcess, userTask } from "./diagram.ts";
import { Scenario } from "./scenario.ts";

export const variables: Suite = (harness) => {
  /** One task with mappings, then one that shows what has come of them. */
  const around = (options: Parameters<typeof userTask>[1]) =>
    diagram(start(), userTask("work", options), userTask("show"), end(), chain("start work show end"));
  const shown = (scenario: Scenario) => scenario.task("show").variables;

  it("merges what a task is completed with into the instance", async () => {
    const scenario = await Scenario.start(harness(), around({}), { a: 1, b: 1 });
    await scenario.complete("work", { b: 2, c: { d: [3] } });
    assert.deepEqual(shown(scenario), { a: 1, b: 2, c: { d: [3] } });
  });

  it("gives the targets of input mappings to the task alone", async () => {
    const inputs: [string, string][] = [
      ["=customer.name", "sender"],
      ["=count + 1", "next"],
      ["plain", "fixed"],
    ];
    const scenario = await Scenario.start(harness(), around({ inputs }), { customer: { name: "李" }, count: 1 });
    const { sender, next, fixed } = scenario.task("work").variables;
    assert.deepEqual({ sender, next, fixed }, { sender: "李", next: 2, fixed: "plain" });
    await scenario.complete("work");
    assert.deepEqual(shown(scenario), { customer: { name: "李" }, count: 1 });
  });

  it("lets an input mapping use the target of the one before it", async () => {
    const inputs: [string, string][] = [
      ["=1", "one"],
      ["=one + 1", "two"],
    ];
    const scenario = await Scenario.start(harness(), around({ inputs }));
    assert.deepEqual(scenario.task("work").variables, { one: 1, two: 2 });
  });

  it("takes what is missing for null", async () => {
    const scenario = await Scenario.start(harness(), around({ inputs: [["=nobody.name", "name"]] }));
    assert.deepEqual(scenario.task("work").variables, { name: null });
  });

  it("keeps a result within the task where the name is local there", async () => {
    const scenario = await Scenario.start(harness(), around({ inputs: [["=1", "local"]] }), { local: 0 });
    await scenario.complete("work", { local: 2, other: 3 });
    assert.deepEqual(shown(scenario), { local: 0, other: 3 });
  });

  it("takes over only what output mappings name, where there are any", async () => {
    const scenario = await Scenario.start(harness(), around({ outputs: [["=result.sum", "total"]] }));
    await scenario.complete("work", { result: { sum: 5 }, noise: 1 });
    assert.deepEqual(shown(scenario), { total: 5 });
  });

  it("puts a nested target beside the other properties of the variable", async () => {
    const scenario = await Scenario.start(harness(), around({ outputs: [["=n", "order.total"]] }), {
      order: { id: 7 },
    });
    await scenario.complete("work", { n: 5 });
    assert.deepEqual(shown(scenario), { order: { id: 7, total: 5 } });
  });

  it("stores temporal values as ISO text", async () => {
    const inputs: [string, string][] = [
      ['=date("2026-03-05")', "day"],
      ['=duration("P3D")', "period"],
      ['=date and time("2026-03-05T08:00:00Z")', "moment"],
      ["=today()", "today"],
      ["=now()", "now"],
    ];
    const scenario = await Scenario.start(harness(), around({ inputs }));
    assert.deepEqual(scenario.task("work").variables, {
      day: "2026-03-05",
      period: "P3D",
      moment: "2026-03-05T08:00:00Z",
      today: "2026-03-05",
      now: "2026-03-05T14:20:00@Asia/Shanghai",
    });
  });

  it("keeps text that a JSON or SQL writer could stumble over", async () => {
    const text = "𠮷 '\"\\ \u0000\u2028 <a> $x ; drop table";
    const scenario = await Scenario.start(harness(), around({}), { text });
    await scenario.complete("work", { again: text });
    assert.deepEqual(shown(scenario), { text, again: text });
  });

  it("keeps large variables whole", async () => {
    const large = "房".repeat(100_000);
    const scenario = await Scenario.start(harness(), around({}), { large });
    await scenario.complete("work");
    assert.equal(shown(scenario).large, large);
  });

  const nested = (options: Parameters<typeof subProcess>[2]) =>
    diagram(
      start(),
      subProcess("inner", [start("begin"), userTask("work"), end("done"), chain("begin work done")], options),
      userTask("show"),
      end(),
      chain("start inner show end"),
    );

  it("updates the nearest scope that has the name, and creates what is new in the root scope", async () => {
    const scenario = await Scenario.start(harness(), nested({ inputs: [["=1", "inside"]] }), { outside: 1 });
    assert.deepEqual(scenario.task("work").variables, { outside: 1, inside: 1 });
    await scenario.complete("work", { inside: 2, outside: 2, fresh: 2 });
    assert.deepEqual(shown(scenario), { outside: 2, fresh: 2 });
  });

  it("takes local variables of a sub-process out only through its output mappings", async () => {
    const options = { inputs: [["=1", "inside"]], outputs: [["=inside * 10", "taken"]] } as Parameters<
      typeof nested
    >[0];
    const scenario = await Scenario.start(harness(), nested(options));
    await scenario.complete("work", { inside: 2 });
    assert.deepEqual(shown(scenario), { taken: 20 });
  });

  it("covers an outer variable by an inner one of the same name", async () => {
    const scenario = await Scenario.start(harness(), nested({ inputs: [["=2", "a"]] }), { a: 1 });
    assert.deepEqual(scenario.task("work").variables, { a: 2 });
    await scenario.complete("work");
    assert.deepEqual(shown(scenario), { a: 1 });
  });

  it("shows one branch what another has written", async () => {
    const xml = diagram(
      start(),
      parallelGateway("fork"),
      userTask("write"),
      userTask("wait"),
      userTask("show"),
      chain("start fork write"),
      chain("fork wait show"),
    );
    const scenario = await Scenario.start(harness(), xml);
    await scenario.complete("write", { news: 1 });
    await scenario.complete("wait");
    assert.deepEqual(shown(scenario), { news: 1 });
  });

  it("hands a job the variables of its own and of every outer scope", async () => {
    const inner = serviceTask("work", { inputs: [["=3", "c"]] });
    const xml = diagram(
      start(),
      subProcess("inner", [start("begin"), inner, chain("begin work")], { inputs: [["=2", "b"]] }),
      chain("start inner"),
    );
    const scenario = await Scenario.start(harness(), xml, { a: 1, c: 0 });
    const job = await scenario.work("work");
    assert.deepEqual(job.variables, { a: 1, b: 2, c: 3 });
  });

  it("applies mappings at ends and at events that mark a state", async () => {
    const mark = plain("intermediateThrowEvent", "mark", { outputs: [["=1 + 1", "reached"]] });
    const scenario = await Scenario.start(
      harness(),
      diagram(start(), mark, userTask("show"), chain("start mark show")),
    );
    assert.deepEqual(shown(scenario), { reached: 2 });
  });

  it("merges variables that are set from outside into the root scope", async () => {
    const scenario = await Scenario.start(harness(), around({}), { a: 1 });
    await scenario.setVariables({ a: 2, b: 3 });
    await scenario.complete("work");
    assert.deepEqual(shown(scenario), { a: 2, b: 3 });
  });
};
