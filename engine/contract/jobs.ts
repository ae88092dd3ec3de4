import assert from "node:assert/strict";
import type { Suite } from "./describeEngine.ts";
import { chain, diagram, end, parallelGateway, serviceTask, start } from "./diagram.ts";
import { hours, Scenario } from "./scenario.ts";

export const jobs: Suite = (harness) => {
  const single = (options: Parameters<typeof serviceTask>[1] = {}) =>
    diagram(start(), serviceTask("issue", options), end(), chain("start issue end"));
  const holds = (jobKey: string, worker: string) =>
    harness().transact((tx) => harness().engine.holdsJob(tx, jobKey, worker));
  const open = (scenario: Scenario) =>
    harness().transact((tx) => harness().engine.hasOpenJobs(tx, scenario.instanceKey));

  it("tells a new job with type, place and headers", async () => {
    const scenario = await Scenario.start(harness(), single({ headers: { effect: "final" } }));
    const [created] = scenario.all("jobCreated");
    assert.equal(created!.jobType, "issue");
    assert.deepEqual(created!.headers, { effect: "final" });
  });

  it("hands a worker the job with all it needs", async () => {
    const scenario = await Scenario.start(harness(), single({ headers: { effect: "final" }, retries: "5" }), {
      caseId: 3,
    });
    const job = await scenario.lease("issue");
    const [created] = scenario.all("jobCreated");
    const definition = await harness().transact((tx) => harness().engine.latest(tx, "story"));
    assert.deepEqual(job, {
      key: created!.jobKey,
      type: "issue",
      retries: 5,
      instanceKey: scenario.instanceKey,
      elementInstanceKey: created!.elementInstanceKey,
      elementId: "issue",
      headers: { effect: "final" },
      variables: { caseId: 3 },
      definitionKey: definition!.key,
    });
  });

  it("computes type and retries", async () => {
    const scenario = await Scenario.start(harness(), single({ type: '="do-" + what', retries: "=n + 1" }), {
      what: "x",
      n: 1,
    });
    const job = await scenario.lease("do-x");
    assert.equal(job!.retries, 2);
  });

  it("stops with an incident where the type is no text", async () => {
    const scenario = await Scenario.start(harness(), single({ type: "=what" }));
    assert.deepEqual([scenario.incidents, scenario.jobs], [["issue EXTRACT_VALUE_ERROR"], []]);
    await scenario.setVariables({ what: "x" });
    await scenario.resolve();
    await scenario.work("x");
    assert.equal(scenario.ended, "completed at end");
  });

  it("leases a job to one worker at a time", async () => {
    const scenario = await Scenario.start(harness(), single());
    const job = await scenario.lease("issue", "a");
    assert.equal(await scenario.lease("issue", "b"), undefined);
    assert.deepEqual([await holds(job!.key, "a"), await holds(job!.key, "b")], [true, false]);
  });

  it("leases a job again once the lease has run out, and the first worker holds it no more", async () => {
    const scenario = await Scenario.start(harness(), single());
    const job = await scenario.lease("issue", "a", -1);
    assert.equal(await holds(job!.key, "a"), true);
    assert.equal((await scenario.lease("issue", "b"))!.key, job!.key);
    assert.deepEqual([await holds(job!.key, "a"), await holds(job!.key, "b")], [false, true]);
  });

  const free = (...types: string[]) => harness().transact((tx) => harness().engine.freeJobs(tx, { types, limit: 10 }));

  it("hands a free job, with all it needs, to the transaction that does it", async () => {
    const scenario = await Scenario.start(harness(), single({ headers: { effect: "final" } }), { caseId: 3 });
    const { engine } = harness();
    const [found] = await free("issue", "other");
    assert.deepEqual([found!.type, found!.rootKey], ["issue", scenario.instanceKey]);
    await harness().transact(async (tx) => {
      const job = await engine.takeJob(tx, found!);
      const [created] = scenario.all("jobCreated");
      assert.deepEqual([job!.key, job!.elementId, job!.retries], [created!.jobKey, "issue", 3]);
      assert.deepEqual([job!.headers, job!.variables], [{ effect: "final" }, { caseId: 3 }]);
      assert.deepEqual(
        [job!.instanceKey, job!.elementInstanceKey],
        [scenario.instanceKey, created!.elementInstanceKey],
      );
      await engine.completeJob(tx, { jobKey: found!.key });
    });
    assert.equal(scenario.ended, "completed at end");
  });

  it("counts no job as free that is leased, done, stopped or backs off, and hands out none that was had meanwhile", async () => {
    const scenario = await Scenario.start(harness(), single());
    const { engine } = harness();
    const [found] = await free("issue");
    const take = () => harness().transact((tx) => engine.takeJob(tx, found!));
    await scenario.lease("issue", "a", -1);
    assert.equal(await take(), null, "leased, if only for no time");
    const key = found!.key;
    const fail = (retries: number) =>
      harness().transact((tx) => engine.failJob(tx, { jobKey: key, retries, backOff: hours(1), message: "" }));
    await fail(2);
    assert.deepEqual([await free("issue"), await take()], [[], null]);
    await fail(0);
    assert.deepEqual([await free("issue"), await take()], [[], null]);
    await scenario.cancel();
    assert.deepEqual([await free("issue"), await take()], [[], null]);
  });

  it("finds the free jobs of the types asked for, oldest first, and no more than asked", async () => {
    const tasks = ["a", "b", "c"].map((id) => serviceTask(id, { type: id === "c" ? "other" : "issue" }));
    const flows = ["a", "b", "c"].map((id) => chain(`fork ${id}`));
    await Scenario.start(harness(), diagram(start(), parallelGateway("fork"), ...tasks, chain("start fork"), ...flows));
    const { engine } = harness();
    const keys = (await free("issue")).map(({ key }) => Number(key));
    assert.equal(keys.length, 2);
    assert.ok(keys[0]! < keys[1]!);
    const few = await harness().transact((tx) => engine.freeJobs(tx, { types: ["issue", "other"], limit: 1 }));
    assert.deepEqual(
      few.map(({ key }) => Number(key)),
      keys.slice(0, 1),
    );
    assert.deepEqual(await free(), []);
  });

  it("holds no job that is done or never was", async () => {
    const scenario = await Scenario.start(harness(), single());
    const job = await scenario.work("issue");
    assert.deepEqual([await holds(job.key, "worker"), await holds("4711", "worker")], [false, false]);
  });

  it("completes a job only once", async () => {
    const scenario = await Scenario.start(harness(), single());
    const { key } = await scenario.work("issue");
    const again = harness().transact((tx) => harness().engine.completeJob(tx, { jobKey: key }));
    await assert.rejects(again, { code: "NOT_FOUND" });
  });

  it("leases no more than asked, of the types asked for, oldest first", async () => {
    const tasks = ["a", "b", "c"].map((id) => serviceTask(id, { type: id === "c" ? "other" : "issue" }));
    const xml = diagram(
      start(),
      parallelGateway("fork"),
      ...tasks,
      chain("start fork a"),
      chain("fork b"),
      chain("fork c"),
    );
    await Scenario.start(harness(), xml);
    const lease = (types: string[], limit: number) =>
      harness().transact((tx) => harness().engine.activateJobs(tx, { types, worker: "w", lockFor: 60_000, limit }));
    assert.deepEqual(
      (await lease(["issue"], 1)).map((job) => job.elementId),
      ["a"],
    );
    assert.deepEqual(
      (await lease(["issue", "other"], 5)).map((job) => job.elementId),
      ["b", "c"],
    );
    assert.deepEqual([await lease(["issue", "other"], 5), await lease([], 5), await lease(["issue"], 0)], [[], [], []]);
  });

  it("gives a failed job out again with the retries that are left", async () => {
    const scenario = await Scenario.start(harness(), single());
    await scenario.fail("issue", 2);
    assert.equal((await scenario.lease("issue"))!.retries, 2);
  });

  it("holds a failed job back for its back-off", async () => {
    const scenario = await Scenario.start(harness(), single());
    await scenario.fail("issue", 2, 60_000);
    assert.equal(await scenario.lease("issue"), undefined);
    assert.equal(await open(scenario), true);
  });

  it("makes a job without retries an incident with its message, and lets go of it", async () => {
    const scenario = await Scenario.start(harness(), single());
    const job = await scenario.fail("issue", 0, 0, "证书服务没有应答。");
    assert.deepEqual(scenario.incidents, ["issue JOB_NO_RETRIES"]);
    assert.equal(scenario.all("incident")[0]!.message, "证书服务没有应答。");
    assert.equal(await scenario.lease("issue"), undefined);
    assert.equal(await holds(job.key, "worker"), false);
  });

  it("gives the job as many retries as the operator says", async () => {
    const scenario = await Scenario.start(harness(), single());
    await scenario.fail("issue", 0);
    await scenario.resolve(4);
    assert.deepEqual(scenario.incidents, []);
    assert.equal((await scenario.lease("issue"))!.retries, 4);
  });

  it("lets a job be completed that is stopped by an incident, and drops the incident", async () => {
    const scenario = await Scenario.start(harness(), single());
    const { key } = await scenario.fail("issue", 0);
    await harness().transact((tx) => harness().engine.completeJob(tx, { jobKey: key }));
    assert.deepEqual([scenario.incidents, scenario.ended], [[], "completed at end"]);
    assert.deepEqual(await harness().leftOver(), { engineInstance: 1 });
  });

  it("knows whether something but people and time can move an instance", async () => {
    const scenario = await Scenario.start(harness(), single());
    assert.equal(await open(scenario), true);
    await scenario.lease("issue");
    assert.equal(await open(scenario), true);
    const { jobKey } = scenario.all("jobCreated")[0]!;
    await harness().transact((tx) => harness().engine.failJob(tx, { jobKey, retries: 0, backOff: 0, message: "" }));
    assert.equal(await open(scenario), false);
    await scenario.resolve();
    await scenario.work("issue");
    assert.equal(await open(scenario), false);
  });

  it("does what a handler does in one transaction: take the lock, look at the lease, complete", async () => {
    const scenario = await Scenario.start(harness(), single());
    const job = await scenario.lease("issue");
    await harness().transact(async (tx) => {
      assert.equal(await harness().engine.holdsJob(tx, job!.key, "worker"), true);
      await harness().engine.completeJob(tx, { jobKey: job!.key, variables: { number: "0001" } });
      assert.equal(await harness().engine.holdsJob(tx, job!.key, "worker"), false);
    });
    assert.equal(scenario.ended, "completed at end");
  });
};
