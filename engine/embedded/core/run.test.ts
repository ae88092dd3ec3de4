import assert from "node:assert/strict";
import {
  boundary,
  chain,
  diagram,
  end,
  exclusiveGateway,
  flow,
  onError,
  plain,
  serviceTask,
  start,
  userTask,
} from "../../contract/diagram.ts";
import { compile } from "../compile/compile.ts";
import { start as begin, completeTask, throwError } from "./commands.ts";
import type { Graph } from "./graph.ts";
import { RowSet } from "./rowSet.ts";
import { Run } from "./run.ts";
import { State } from "./state.ts";

async function graphOf(...parts: string[]): Promise<Graph> {
  const { graphs, problems } = await compile({ name: "story.bpmn", xml: diagram(...parts) });
  assert.deepEqual(problems, []);
  return graphs[0]!;
}

/** The core without any database: a state, and commands on it. */
function play(graph: Graph, stepLimit?: number) {
  let key = 100;
  const state = State.empty(1, new Map());
  const command = (work: (run: Run) => void) => {
    const run = new Run(state, { now: 0, nextKey: () => ++key, ...(stepLimit ? { stepLimit } : {}) });
    work(run);
    run.run();
    return run.events.map((event) => `${event.type} ${"elementId" in event ? event.elementId : event.endElementId}`);
  };
  return { state, command, begin: () => command((run) => begin(run, graph, 7, {})) };
}

describe("the engine's core", () => {
  it("needs no database: it turns a command into events and differences", async () => {
    const graph = await graphOf(start(), userTask("review"), end(), chain("start review end"));
    const { state, command, begin } = play(graph);
    assert.deepEqual(begin(), ["taskCreated review"]);
    assert.deepEqual(
      state.elements.takeChanges().added.map((row) => row.elementId),
      ["story", "review"],
    );
    const [task] = [...state.elements.values()].filter((element) => element.kind === "userTask");
    assert.deepEqual(
      command((run) => completeTask(run, task!.key, {})),
      ["taskCompleted review", "instanceEnded end"],
    );
    const { added, changed, removed } = state.elements.takeChanges();
    assert.deepEqual([added, changed, removed], [[], [], [task!.key, 1]]);
  });

  it("writes nothing for what has come and gone within one command", async () => {
    const tasks = Array.from({ length: 20 }, (_, index) => `t${index}`);
    const graph = await graphOf(
      start(),
      ...tasks.map((id) => plain("task", id)),
      userTask("wait"),
      chain(`start ${tasks.join(" ")} wait`),
    );
    const { state, begin } = play(graph);
    begin();
    const { added, removed } = state.elements.takeChanges();
    assert.deepEqual([added.map((row) => row.elementId), removed], [["story", "wait"], []]);
  });

  it("stops every token that still runs when the steps are used up, and loses none", async () => {
    const graph = await graphOf(
      start(),
      plain("task", "fork"),
      exclusiveGateway("one"),
      plain("task", "spinOne"),
      exclusiveGateway("two"),
      plain("task", "spinTwo"),
      chain("start fork one spinOne one"),
      chain("fork two spinTwo two"),
    );
    const { state, begin } = play(graph, 101);
    assert.equal(begin().length, 2);
    assert.deepEqual(
      [...state.incidents.values()].map((incident) => incident.code),
      ["STEP_LIMIT", "STEP_LIMIT"],
    );
    assert.equal(state.elements.values().toArray().length, 3);
  });

  it("leaves no trace of a step that failed", async () => {
    const graph = await graphOf(
      start(),
      serviceTask("work", { type: "=missing", inputs: [["=1", "local"]] }),
      boundary("caught", "work", onError()),
      end(),
      chain("start work end"),
      chain("caught end"),
    );
    const { state, begin } = play(graph);
    assert.deepEqual(begin(), ["incident work"]);
    const [, work] = state.elements.values().toArray();
    assert.deepEqual([work!.state, work!.variables, state.jobs.values().toArray()], ["activating", {}, []]);
  });

  it("changes nothing when a command is refused", async () => {
    const graph = await graphOf(start(), userTask("review"), chain("start review"));
    const { state, command, begin } = play(graph);
    begin();
    state.elements.takeChanges();
    assert.throws(() => command((run) => throwError(run, 4711, "E", "", {})), { code: "NOT_FOUND" });
    assert.deepEqual(state.elements.takeChanges(), { added: [], changed: [], removed: [] });
  });

  it("keeps thousands of open elements quick", async () => {
    const ids = Array.from({ length: 2000 }, (_, index) => `u${index}`);
    const flows = ids.map((id) => flow("fork", id)).join("");
    const graph = await graphOf(
      start(),
      plain("task", "fork"),
      ...ids.map((id) => userTask(id)),
      chain("start fork"),
      flows,
    );
    const { state, begin } = play(graph);
    assert.equal(begin().length, 2000);
    assert.equal(state.elements.takeChanges().added.length, 2001);
  });
});

describe("a set of rows", () => {
  it("tells what was added, changed and removed since it was last asked", () => {
    const rows = new RowSet([
      { key: 2, n: 0 },
      { key: 1, n: 0 },
      { key: 3, n: 0 },
    ]);
    assert.deepEqual(
      [...rows.values()].map((row) => row.key),
      [1, 2, 3],
    );
    const changed = rows.get(1)!;
    changed.n = 1;
    rows.touch(changed);
    rows.remove(rows.get(2)!);
    rows.add({ key: 4, n: 4 });
    rows.remove(rows.add({ key: 5, n: 5 }));
    assert.deepEqual(rows.takeChanges(), { added: [{ key: 4, n: 4 }], changed: [{ key: 1, n: 1 }], removed: [2] });
    assert.deepEqual(rows.takeChanges(), { added: [], changed: [], removed: [] });
    rows.remove(rows.get(4)!);
    assert.deepEqual(rows.takeChanges().removed, [4]);
  });
});
