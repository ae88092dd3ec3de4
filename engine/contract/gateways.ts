import assert from "node:assert/strict";
import type { Suite } from "./describeEngine.ts";
import { chain, diagram, end, exclusiveGateway, flow, parallelGateway, plain, start, userTask } from "./diagram.ts";
import { Scenario } from "./scenario.ts";

export const gateways: Suite = (harness) => {
  const decision = (defaultFlow?: string) =>
    diagram(
      start(),
      exclusiveGateway("decide", defaultFlow),
      ...["low", "high", "other"].map((id) => end(id)),
      chain("start decide"),
      flow("decide", "low", "=amount < 10"),
      flow("decide", "high", "=amount < 100"),
      defaultFlow ? flow("decide", "other") : flow("decide", "other", "=amount = 1000"),
    );

  for (const [amount, reached] of [
    [9, "low"],
    [10, "high"],
    [99, "high"],
    [100, "other"],
  ] as const) {
    it(`takes the first flow whose condition is true, else the default: ${amount} goes to ${reached}`, async () => {
      const scenario = await Scenario.start(harness(), decision("decide_other"), { amount });
      assert.equal(scenario.ended, `completed at ${reached}`);
    });
  }

  it("stops with an incident where no condition is true and there is no default", async () => {
    const scenario = await Scenario.start(harness(), decision(), { amount: 500 });
    assert.deepEqual(scenario.incidents, ["decide CONDITION_ERROR"]);
  });

  it("stops with an incident where a condition is neither true nor false", async () => {
    const scenario = await Scenario.start(harness(), decision("decide_other"), { amount: null });
    assert.deepEqual(scenario.incidents, ["decide EXTRACT_VALUE_ERROR"]);
  });

  it("compares a nested result with text", async () => {
    const xml = diagram(
      start(),
      exclusiveGateway("decide", "decide_no"),
      end("yes"),
      end("no"),
      chain("start decide"),
      flow("decide", "yes", '=firstReview.outcome = "approve"'),
      flow("decide", "no"),
    );
    const approved = await Scenario.start(harness(), xml, { firstReview: { outcome: "approve" } });
    assert.equal(approved.ended, "completed at yes");
    for (const variables of [{ firstReview: { outcome: "refuse" } }, { firstReview: {} }, {}]) {
      const scenario = await Scenario.start(harness(), xml, variables);
      assert.equal(scenario.ended, "completed at no");
    }
  });

  it("merges at an exclusive gateway without waiting", async () => {
    const xml = diagram(
      start(),
      parallelGateway("fork"),
      exclusiveGateway("merge"),
      userTask("after"),
      end(),
      chain("start fork merge after end"),
      `<bpmn:sequenceFlow id="second" sourceRef="fork" targetRef="merge"/>`,
    );
    const scenario = await Scenario.start(harness(), xml);
    assert.deepEqual(scenario.tasks, ["after", "after"]);
  });

  const forkAndJoin = diagram(
    start(),
    parallelGateway("fork"),
    ...["a", "b", "c"].map((id) => userTask(id)),
    parallelGateway("join"),
    userTask("after"),
    end(),
    chain("start fork a join after end"),
    chain("fork b join"),
    chain("fork c join"),
  );

  it("forks along every flow", async () => {
    const scenario = await Scenario.start(harness(), forkAndJoin);
    assert.deepEqual(scenario.tasks, ["a", "b", "c"]);
  });

  for (const order of ["a b c", "c a b", "b c a"]) {
    it(`joins only when a token has come along every flow, in the order ${order}`, async () => {
      const scenario = await Scenario.start(harness(), forkAndJoin);
      const [first, second, third] = order.split(" ") as [string, string, string];
      await scenario.complete(first);
      await scenario.complete(second);
      assert.deepEqual(scenario.tasks, [third]);
      await scenario.complete(third);
      assert.deepEqual(scenario.tasks, ["after"]);
      await scenario.complete("after");
      assert.equal(scenario.ended, "completed at end");
      assert.deepEqual(await harness().leftOver(), { engineInstance: 1 });
    });
  }

  it("keeps a second token of one flow for the next join", async () => {
    // given: two tokens reach `a`, one reaches `b`; the join needs one of each
    const xml = diagram(
      start(),
      parallelGateway("fork"),
      exclusiveGateway("merge"),
      userTask("a"),
      userTask("b"),
      parallelGateway("join"),
      userTask("after"),
      chain("start fork merge a join after"),
      `<bpmn:sequenceFlow id="again" sourceRef="fork" targetRef="merge"/>`,
      chain("fork b join"),
    );
    const scenario = await Scenario.start(harness(), xml);
    // when
    await scenario.complete("a");
    await scenario.complete("a");
    assert.deepEqual(scenario.tasks, ["b"]);
    await scenario.complete("b");
    // then: it has fired once, and one token is left waiting, so that the instance is still open
    assert.deepEqual(scenario.tasks, ["after"]);
    await scenario.complete("after");
    assert.equal(scenario.ended, null);
  });

  it("goes round a loop that has a wait state as often as it is told", async () => {
    const xml = diagram(
      start(),
      exclusiveGateway("again"),
      userTask("review"),
      exclusiveGateway("decide", "decide_again"),
      end(),
      chain("start again review decide"),
      flow("decide", "end", "=ok"),
      flow("decide", "again"),
    );
    const scenario = await Scenario.start(harness(), xml);
    for (const ok of [false, false, true]) await scenario.complete("review", { ok });
    assert.equal(scenario.at("taskCreated").length, 3);
    assert.equal(scenario.ended, "completed at end");
  });

  it("stops a loop without a wait state with an incident, and goes on from there when it is resolved", async () => {
    // given
    const xml = diagram(
      start(),
      exclusiveGateway("again"),
      plain("task", "spin"),
      exclusiveGateway("decide", "decide_again"),
      end(),
      chain("start again spin decide"),
      flow("decide", "end", "=out = true"),
      flow("decide", "again"),
    );
    const scenario = await Scenario.start(harness(), xml, { out: false });
    assert.match(scenario.incidents.join(), /^\w+ STEP_LIMIT$/);
    // when
    await scenario.setVariables({ out: true });
    await scenario.resolve();
    // then
    assert.equal(scenario.ended, "completed at end");
  });
};
