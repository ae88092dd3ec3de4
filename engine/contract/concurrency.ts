import assert from "node:assert/strict";
import type { Suite } from "./describeEngine.ts";
import {
  catchEvent,
  chain,
  diagram,
  end,
  message,
  onMessage,
  parallelGateway,
  serviceTask,
  start,
  userTask,
} from "./diagram.ts";
import { Scenario } from "./scenario.ts";

export const concurrency: Suite = (harness) => {
  const outcomes = (results: PromiseSettledResult<unknown>[]) =>
    results.map((result) => (result.status === "fulfilled" ? "done" : result.reason.code)).toSorted();

  it("lets one of two people complete a task at the same moment", async () => {
    const xml = diagram(start(), userTask("review"), userTask("after"), chain("start review after"));
    const scenario = await Scenario.start(harness(), xml);
    const { taskKey } = scenario.task("review");
    const complete = () => harness().transact((tx) => harness().engine.completeTask(tx, { taskKey, variables: {} }));
    assert.deepEqual(outcomes(await Promise.allSettled([complete(), complete()])), ["NOT_FOUND", "done"]);
    assert.deepEqual(scenario.tasks, ["after"]);
  });

  it("makes a second transaction on an instance wait for the first, and see what it did", async () => {
    // given: two branches before a join, and a transaction that has completed one of them but not committed
    const xml = diagram(
      start(),
      parallelGateway("fork"),
      userTask("a"),
      userTask("b"),
      parallelGateway("join"),
      end(),
      chain("start fork a join end"),
      chain("fork b join"),
    );
    const scenario = await Scenario.start(harness(), xml);
    const { engine } = harness();
    const order: string[] = [];
    const applied = Promise.withResolvers<void>();
    const commit = Promise.withResolvers<void>();
    const first = harness().transact(async (tx) => {
      await engine.completeTask(tx, { taskKey: scenario.task("a").taskKey, variables: { a: 1 } });
      applied.resolve();
      await commit.promise;
      order.push("first");
    });
    await applied.promise;
    // when
    const { taskKey } = scenario.task("b");
    const second = harness().transact(async (tx) => {
      await engine.lock(tx, scenario.instanceKey);
      await engine.tokens(tx, scenario.instanceKey);
      order.push("second");
      await engine.completeTask(tx, { taskKey, variables: { b: 2 } });
    });
    for (let asked = 0; !(await harness().someoneWaits()); asked++) assert.ok(asked < 3000, "nobody waits");
    commit.resolve();
    await Promise.all([first, second]);
    // then
    assert.deepEqual(order, ["first", "second"]);
    assert.equal(scenario.ended, "completed at end");
  });

  it("leases each of many jobs once, however many workers ask at the same moment", async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `job${index}`);
    const xml = diagram(
      start(),
      parallelGateway("fork"),
      ...ids.map((id) => serviceTask(id, { type: "issue" })),
      chain("start fork"),
      ...ids.map((id) => chain(`fork ${id}`)),
    );
    await Scenario.start(harness(), xml);
    const lease = (worker: string) =>
      harness().transact((tx) =>
        harness().engine.activateJobs(tx, { types: ["issue"], worker, lockFor: 60_000, limit: 4 }),
      );
    const leased: string[] = [];
    for (let round = 0; leased.length < ids.length && round < 20; round++) {
      const answers = await Promise.all(["a", "b", "c"].map(lease));
      leased.push(...answers.flat().map((job) => job.elementId));
    }
    assert.deepEqual(leased.toSorted(), ids.toSorted());
  });

  it("hands a free job to one of several transactions that want it at the same moment", async () => {
    const xml = diagram(start(), serviceTask("issue"), end(), chain("start issue end"));
    const scenario = await Scenario.start(harness(), xml);
    const { engine } = harness();
    const [found] = await harness().transact((tx) => engine.freeJobs(tx, { types: ["issue"], limit: 1 }));
    const take = () =>
      harness().transact(async (tx) => {
        const job = await engine.takeJob(tx, found!);
        if (job) await engine.completeJob(tx, { jobKey: job.key });
        return job !== null;
      });
    assert.deepEqual((await Promise.all([take(), take(), take()])).toSorted(), [false, false, true]);
    assert.equal(scenario.ended, "completed at end");
  });

  it("gives a message to one taker", async () => {
    const event = catchEvent("paid", onMessage("payment"));
    const xml = diagram(start(), event, userTask("after"), chain("start paid after"), message("payment"));
    const scenario = await Scenario.start(harness(), xml, { key: "k" });
    const reached = await Promise.all([scenario.publish("payment", "k"), scenario.publish("payment", "k")]);
    assert.deepEqual(reached.toSorted(), [0, 1]);
    assert.deepEqual(scenario.tasks, ["after"]);
  });

  it("gives two equal deployments at the same moment one version, two different ones two", async () => {
    const deploy = (task: string) => {
      const xml = diagram(start(), userTask(task), chain(`start ${task}`));
      return harness().transact((tx) => harness().engine.deploy(tx, [{ name: "story.bpmn", xml }]));
    };
    const equal = await Promise.all([deploy("a"), deploy("a")]);
    assert.deepEqual(
      equal.flat().map((definition) => definition.version),
      [1, 1],
    );
    const different = await Promise.all([deploy("b"), deploy("c")]);
    assert.deepEqual(
      different
        .flat()
        .map((definition) => definition.version)
        .toSorted(),
      [2, 3],
    );
  });

  it("runs many instances at the same moment without a deadlock", async () => {
    const xml = diagram(start(), userTask("a"), serviceTask("b"), end(), chain("start a b end"));
    await new Scenario(harness()).deploy(xml);
    const { engine } = harness();
    const scenarios = await Promise.all(Array.from({ length: 12 }, () => new Scenario(harness()).begin()));
    await Promise.all(scenarios.map((scenario) => scenario.complete("a")));
    const jobKeys = scenarios.map((scenario) => scenario.all("jobCreated")[0]!.jobKey);
    await Promise.all(jobKeys.map((jobKey) => harness().transact((tx) => engine.completeJob(tx, { jobKey }))));
    assert.deepEqual(new Set(scenarios.map((scenario) => scenario.ended)), new Set(["completed at end"]));
  });
};
