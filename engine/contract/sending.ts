import assert from "node:assert/strict";
import type { Suite } from "./describeEngine.ts";
import {
  boundary,
  chain,
  diagram,
  end,
  error,
  messageEnd,
  onError,
  script,
  start,
  subProcess,
  throwEvent,
  userTask,
} from "./diagram.ts";
import { Scenario } from "./scenario.ts";

const thrownMessage = "<bpmn:messageEventDefinition/>";

/** Messages that a diagram sends, which is a worker's job, and scripts, which are not. */
export const sending: Suite = (harness) => {
  it("has a message of an intermediate event sent by a worker, and goes on when that is done", async () => {
    // given
    const told = throwEvent("told", thrownMessage, { type: "tell", headers: { to: "owner" } });
    const scenario = await Scenario.start(
      harness(),
      diagram(start(), told, userTask("after"), chain("start told after")),
    );
    assert.deepEqual([scenario.tasks, scenario.jobs], [[], ["told"]]);
    // when
    harness().restart();
    const job = await scenario.work("tell", { sent: true });
    // then
    assert.deepEqual(job.headers, { to: "owner" });
    assert.deepEqual(scenario.task("after").variables, { sent: true });
  });

  it("reaches a message end when its message is sent", async () => {
    const scenario = await Scenario.start(harness(), diagram(start(), messageEnd("told", "tell"), chain("start told")));
    assert.equal(scenario.ended, null);
    await scenario.work("tell");
    assert.equal(scenario.ended, "completed at told");
    assert.deepEqual(await harness().leftOver(), { engineInstance: 1 });
  });

  it("lets an error of the sending travel up, and takes the job back with its scope", async () => {
    const xml = diagram(
      start(),
      subProcess("part", [start("begin"), messageEnd("told", "tell"), chain("begin told")]),
      boundary("failed", "part", onError("E1")),
      userTask("call"),
      end(),
      chain("start part end"),
      chain("failed call"),
      error("E1"),
    );
    const thrown = await Scenario.start(harness(), xml);
    await thrown.throwError("tell", "E1");
    assert.deepEqual(thrown.tasks, ["call"]);
    const canceled = await new Scenario(harness()).begin();
    await canceled.cancel();
    assert.deepEqual([canceled.jobs, canceled.ended], [[], "canceled"]);
  });

  it("computes a script into its variable", async () => {
    const xml = diagram(start(), script("sum", "=a + b", "c"), userTask("after"), chain("start sum after"));
    const scenario = await Scenario.start(harness(), xml, { a: 1, b: 2 });
    assert.deepEqual(scenario.task("after").variables, { a: 1, b: 2, c: 3 });
  });

  it("takes from a script what its output mappings name", async () => {
    const sum = script("sum", "=a + b", "c", { inputs: [["=20", "b"]], outputs: [["=c * 2", "twice"]] });
    const scenario = await Scenario.start(
      harness(),
      diagram(start(), sum, userTask("after"), chain("start sum after")),
      {
        a: 1,
      },
    );
    assert.deepEqual(scenario.task("after").variables, { a: 1, twice: 42 });
  });
};
