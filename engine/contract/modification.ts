import assert from "node:assert/strict";
import type { Activation } from "../engine.ts";
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
  userTask,
} from "./diagram.ts";
import { hours, Scenario } from "./scenario.ts";

export const modification: Suite = (harness) => {
  const row = diagram(
    start(),
    userTask("accept"),
    userTask("review"),
    serviceTask("issue"),
    end(),
    chain("start accept review issue end"),
  );
  const parted = diagram(
    start(),
    userTask("before"),
    subProcess(
      "outer",
      [
        start("outerStart"),
        subProcess("inner", [start("innerStart"), userTask("a"), userTask("b"), chain("innerStart a b")]),
        userTask("c"),
        chain("outerStart inner c"),
      ],
      { inputs: [["=level", "local"]] },
    ),
    boundary("late", "outer", onTimer("Duration", "PT1H")),
    userTask("after"),
    chain("start before outer after"),
    chain("late after"),
  );
  const types = () =>
    harness().events.map((event) => `${event.type} ${"elementId" in event ? event.elementId : event.how}`);

  it("returns: ends a task, begins an earlier one anew, and the diagram goes on from there", async () => {
    // given
    const scenario = await Scenario.start(harness(), row);
    await scenario.complete("accept");
    const [first, review] = [scenario.all("taskCreated")[0]!, scenario.task("review")];
    harness().events.length = 0;
    // when
    await scenario.modify(["accept"], ["review"]);
    // then
    assert.deepEqual(types(), ["taskCanceled review", "taskCreated accept"]);
    assert.notEqual(scenario.task("accept").taskKey, first.taskKey);
    assert.equal(scenario.all("taskCanceled")[0]!.taskKey, review.taskKey);
    await scenario.complete("accept");
    await scenario.complete("review");
    await scenario.work("issue");
    assert.equal(scenario.ended, "completed at end");
  });

  it("answers as applied, and takes part in the transaction", async () => {
    const { engine, transact } = harness();
    const scenario = await Scenario.start(harness(), row);
    const terminate = [scenario.task("accept").elementInstanceKey];
    const command = { instanceKey: scenario.instanceKey, activate: [{ elementId: "review" }], terminate };
    await assert.rejects(
      transact(async (tx) => {
        assert.deepEqual(await engine.modify(tx, { ...command, action: "anju:1" }), { state: "applied" });
        throw new Error("changed my mind");
      }),
      /changed my mind/,
    );
    assert.deepEqual(
      (await scenario.tokens()).map(({ elementId }) => elementId),
      ["story", "accept"],
    );
  });

  it("leaves branches that are not named alone", async () => {
    const xml = diagram(
      start(),
      parallelGateway("fork"),
      userTask("a1"),
      userTask("a2"),
      userTask("b"),
      parallelGateway("join"),
      end(),
      chain("start fork a1 a2 join end"),
      chain("fork b join"),
    );
    const scenario = await Scenario.start(harness(), xml);
    await scenario.complete("a1");
    await scenario.complete("b");
    await scenario.modify(["a1"], ["a2"]);
    assert.deepEqual(scenario.tasks, ["a1"]);
    await scenario.complete("a1");
    await scenario.complete("a2");
    assert.equal(scenario.ended, "completed at end");
  });

  it("ends a job with its task", async () => {
    const scenario = await Scenario.start(harness(), row);
    await scenario.modify(["issue"], ["accept"]);
    assert.deepEqual(scenario.jobs, ["issue"]);
    await scenario.modify(["review"], ["issue"]);
    assert.deepEqual([scenario.jobs, scenario.at("jobCanceled"), scenario.tasks], [[], ["issue"], ["review"]]);
  });

  it("takes away what is stopped, with its incident", async () => {
    const scenario = await Scenario.start(harness(), row);
    await scenario.modify(["issue"], ["accept"]);
    await scenario.fail("issue", 0);
    assert.deepEqual(scenario.incidents, ["issue JOB_NO_RETRIES"]);
    await scenario.modify(["accept"], ["issue"]);
    assert.deepEqual([scenario.incidents, scenario.tasks], [[], ["accept"]]);
  });

  it("merges variables into the root scope before the element is entered", async () => {
    const scenario = await Scenario.start(harness(), row, { round: 1, kept: true });
    await scenario.modify([{ elementId: "review", variables: { round: 2 } }], ["accept"]);
    assert.deepEqual(scenario.task("review").variables, { round: 2, kept: true });
  });

  it("activates by the usual way in: mappings, and incidents where they fail", async () => {
    const review = userTask("review", { inputs: [["=number(text)", "count"]] });
    const work = serviceTask("work", { type: "=kind" });
    const xml = diagram(start(), userTask("accept"), review, work, chain("start accept review work"));
    const scenario = await Scenario.start(harness(), xml, { text: "5" });
    await scenario.modify(["review", "work"], ["accept"]);
    assert.equal(scenario.task("review").variables.count, 5);
    assert.deepEqual(scenario.incidents, ["work EXTRACT_VALUE_ERROR"]);
  });

  it("runs what is activated on until it waits: an end event ends its scope", async () => {
    const scenario = await Scenario.start(harness(), row);
    await scenario.modify(["end"], ["accept"]);
    assert.equal(scenario.ended, "completed at end");
  });

  it("opens the scopes around an element without their start events", async () => {
    const scenario = await Scenario.start(harness(), parted, { level: 7 });
    await scenario.modify(["b"], ["before"]);
    assert.deepEqual(scenario.at("scopeEntered"), ["outer", "inner"]);
    assert.deepEqual([scenario.tasks, scenario.task("b").variables], [["b"], { level: 7, local: 7 }]);
    await scenario.complete("b");
    assert.deepEqual([scenario.at("scopeLeft"), scenario.tasks], [["inner"], ["c"]]);
  });

  it("opens what the scopes wait for with them", async () => {
    const scenario = await Scenario.start(harness(), parted);
    await scenario.modify(["b"], ["before"]);
    assert.equal(await scenario.forward(hours(1)), 1);
    assert.deepEqual([scenario.tasks, scenario.at("scopeTerminated")], [["after"], ["inner", "outer"]]);
  });

  it("uses the one open scope, also one that this command opened", async () => {
    const scenario = await Scenario.start(harness(), parted);
    await scenario.modify(["a", "b", "c"]);
    assert.deepEqual(scenario.at("scopeEntered"), ["outer", "inner"]);
    const [, , outer] = await scenario.tokens();
    assert.equal(scenario.task("c").scopeKey, outer!.elementInstanceKey);
    await scenario.modify(["a"], ["b"]);
    assert.deepEqual(scenario.at("scopeEntered"), ["outer", "inner"]);
    assert.deepEqual(scenario.tasks, ["before", "a", "c", "a"]);
  });

  it("never lets the scope go when its only token moves within it", async () => {
    const scenario = await Scenario.start(harness(), parted);
    await scenario.complete("before");
    await scenario.modify(["b"], ["a"]);
    assert.deepEqual([scenario.tasks, scenario.at("scopeTerminated"), scenario.at("scopeLeft")], [["b"], [], []]);
  });

  it("ends everything in a scope with it", async () => {
    const scenario = await Scenario.start(harness(), parted);
    await scenario.complete("before");
    await scenario.modify(["before"], ["outer"]);
    assert.deepEqual([scenario.tasks, scenario.at("taskCanceled")], [["before"], ["a"]]);
    assert.deepEqual(scenario.at("scopeTerminated"), ["inner", "outer"]);
    assert.equal(await scenario.forward(hours(1)), 0);
  });

  it("begins a whole sub-process anew while its old one ends", async () => {
    const scenario = await Scenario.start(harness(), parted);
    await scenario.complete("before");
    await scenario.complete("a");
    await scenario.modify(["outer"], ["outer"]);
    assert.deepEqual([scenario.tasks, scenario.at("scopeTerminated")], [["a"], ["inner", "outer"]]);
    await scenario.complete("a");
    await scenario.complete("b");
    await scenario.complete("c");
    assert.deepEqual(scenario.tasks, ["after"]);
  });

  it("ends a scope with its last token, and its tokens that wait at joins with it", async () => {
    const parts = [start("s"), parallelGateway("fork"), userTask("x"), userTask("y"), parallelGateway("join")];
    const part = subProcess("part", [...parts, chain("s fork x join"), chain("fork y join")]);
    const xml = diagram(start(), userTask("before"), part, userTask("after"), chain("start before part after"));
    const scenario = await Scenario.start(harness(), xml);
    await scenario.complete("before");
    await scenario.modify(["after"], ["x", "y"]);
    assert.deepEqual([scenario.tasks, scenario.at("scopeTerminated")], [["after"], ["part"]]);
    await scenario.modify(["part"], ["after"]);
    await scenario.complete("x");
    await scenario.modify(["after"], ["part"]);
    await scenario.complete("after");
    assert.equal(scenario.ended, "completed");
    assert.deepEqual(await harness().leftOver(), { engineInstance: 1 });
  });

  it("cancels the instance with its last token", async () => {
    const scenario = await Scenario.start(harness(), row);
    await scenario.modify([], ["accept"]);
    assert.equal(scenario.ended, "canceled");
    assert.deepEqual(await harness().leftOver(), { engineInstance: 1 });
  });

  it("ends a scope that is named together with what is inside it", async () => {
    const scenario = await Scenario.start(harness(), parted);
    await scenario.complete("before");
    await scenario.modify(["after"], ["a", "outer", "inner", "a"]);
    assert.deepEqual([scenario.tasks, scenario.at("taskCanceled")], [["after"], ["a"]]);
  });

  const twice = async () => {
    const scenario = await Scenario.start(harness(), parted);
    await scenario.modify([{ elementId: "outer" }, { elementId: "outer" }], ["before"]);
    const open = (await scenario.tokens()).filter(({ elementId }) => elementId === "outer");
    return { scenario, second: open[1]!.elementInstanceKey };
  };

  it("begins an element in the scope that is named, where it is open more than once", async () => {
    const { scenario, second } = await twice();
    await assert.rejects(scenario.modify(["c"]), { code: "INVALID_STATE" });
    await scenario.modify([{ elementId: "c", ancestorKey: second }]);
    assert.equal(scenario.task("c").scopeKey, second);
  });

  it("opens new scopes between a named ancestor and the element", async () => {
    const { scenario, second } = await twice();
    await scenario.modify([{ elementId: "b", ancestorKey: second }]);
    const living = await scenario.tokens();
    const around = living.filter(({ elementId, scopeKey }) => elementId === "inner" && scopeKey === second);
    assert.equal(around.length, 2);
    assert.equal(scenario.task("b").scopeKey, around[1]!.elementInstanceKey);
  });

  it("begins an event sub-process beside what goes on", async () => {
    const stop = [eventStart("stopped", onMessage("stop")), userTask("undo"), chain("stopped undo")];
    const xml = diagram(
      start(),
      userTask("work"),
      chain("start work"),
      eventSubProcess("stopping", stop),
      message("stop"),
    );
    const scenario = await Scenario.start(harness(), xml, { key: "k" });
    await scenario.modify(["stopping"]);
    assert.deepEqual(scenario.tasks, ["work", "undo"]);
  });

  describe("refuses, and then has changed nothing,", () => {
    const stop = [
      eventStart("stopped", onMessage("stop")),
      userTask("undo"),
      userTask("tell"),
      chain("stopped undo tell"),
    ];
    const xml = diagram(
      start(),
      userTask("work"),
      boundary("late", "work", onTimer("Duration", "PT1H")),
      subProcess("part", [start("s"), userTask("x"), chain("s x")], { inputs: [["=number(local)", "y"]] }),
      boundary("called", "part", onMessage("call")),
      userTask("after"),
      end(),
      chain("start work part after end"),
      flow("late", "end"),
      flow("called", "end"),
      eventSubProcess("stopping", stop),
      message("stop"),
      message("call", "=missing"),
    );
    const cases: [title: string, activate: (string | Activation)[], terminate: string[], code: string][] = [
      ["an id that is not on the diagram", ["after", "gone"], ["work"], "UNKNOWN_ELEMENT"],
      ["the process", ["story"], [], "INVALID_STATE"],
      ["a start event", ["start"], [], "INVALID_STATE"],
      ["the start event of a sub-process", ["s"], [], "INVALID_STATE"],
      ["the start event of an event sub-process", ["stopped"], [], "INVALID_STATE"],
      ["a boundary event", ["late"], [], "INVALID_STATE"],
      ["a sequence flow", ["work_part"], [], "INVALID_STATE"],
      ["to open a scope whose events cannot be waited for", ["after", "x"], ["work"], "INVALID_STATE"],
      ["to end what does not live", ["after"], ["part"], "NOT_FOUND"],
      ["to end what has a key of somebody else", ["after"], ["work", "4711"], "NOT_FOUND"],
      ["an ancestor that does not live", [{ elementId: "x", ancestorKey: "4711" }], [], "NOT_FOUND"],
      ["to begin in the process what ends it", ["after"], ["story"], "INVALID_STATE"],
    ];
    for (const [title, activate, terminate, code] of cases) {
      it(title, async () => {
        const scenario = await Scenario.start(harness(), xml, { key: "k", a: 1 });
        const [before, told] = [await scenario.tokens(), harness().events.length];
        const changing = activate.map((one) => ({
          ...(typeof one === "string" ? { elementId: one } : one),
          variables: { a: 2 },
        }));
        await assert.rejects(scenario.modify(changing, terminate), { name: "EngineError", code });
        assert.deepEqual([await scenario.tokens(), harness().events.length], [before, told]);
        await scenario.modify(["after"], ["work"]);
        assert.equal(scenario.task("after").variables.a, 1);
      });
    }

    it("an ancestor that is not around the element", async () => {
      const scenario = await Scenario.start(harness(), parted);
      const ancestorKey = scenario.task("before").elementInstanceKey;
      await assert.rejects(scenario.modify([{ elementId: "a", ancestorKey }]), { code: "INVALID_STATE" });
      assert.deepEqual(scenario.tasks, ["before"]);
    });

    it("to begin something in a scope that ends", async () => {
      const scenario = await Scenario.start(harness(), parted);
      await scenario.complete("before");
      await assert.rejects(scenario.modify(["b"], ["outer"]), { code: "INVALID_STATE" });
      assert.deepEqual(scenario.tasks, ["a"]);
    });

    it("to begin something beside the event sub-process that took the scope over, but not inside that", async () => {
      const scenario = await Scenario.start(harness(), xml, { key: "k" });
      await scenario.publish("stop", "k");
      await assert.rejects(scenario.modify(["work"]), { code: "INVALID_STATE" });
      await scenario.modify(["tell"], ["undo"]);
      assert.deepEqual(scenario.tasks, ["tell"]);
    });

    it("to begin something in a scope that is stopped itself", async () => {
      const scenario = await Scenario.start(harness(), xml, { key: "k" });
      await scenario.complete("work");
      assert.deepEqual(scenario.incidents, ["part EXTRACT_VALUE_ERROR"]);
      await assert.rejects(scenario.modify(["x"]), { code: "INVALID_STATE" });
      await scenario.modify(["work"], ["part"]);
      assert.deepEqual([scenario.tasks, scenario.incidents], [["work"], []]);
    });

    it("an instance that has ended or never was", async () => {
      const scenario = await Scenario.start(harness(), row);
      await scenario.cancel();
      await assert.rejects(scenario.modify(["accept"]), { name: "EngineError", code: "NOT_FOUND" });
      scenario.instanceKey = "4711";
      await assert.rejects(scenario.modify(["accept"]), { name: "EngineError", code: "NOT_FOUND" });
    });
  });
};
