import assert from "node:assert/strict";
import type { EngineEvent } from "../engine.ts";
import type { Suite } from "./describeEngine.ts";
import {
  boundary,
  catchEvent,
  chain,
  diagram,
  end,
  error,
  eventStart,
  eventSubProcess,
  exclusiveGateway,
  flow,
  message,
  onError,
  onMessage,
  onTimer,
  parallelGateway,
  serviceTask,
  start,
  subProcess,
  userTask,
} from "./diagram.ts";
import type { Harness } from "./harness.ts";
import { hours, Scenario } from "./scenario.ts";

/** A bit of everything: branches, a loop, a sub-process with borders, a timer, messages, errors. */
const everything = diagram(
  start(),
  userTask("accept"),
  parallelGateway("fork"),
  subProcess(
    "part",
    [
      start("begin"),
      userTask("review"),
      serviceTask("check"),
      exclusiveGateway("decide", "decide_review"),
      end("checked"),
      chain("begin review check decide"),
      flow("decide", "checked", "=round >= 2"),
      flow("decide", "review"),
    ],
    { inputs: [["=0", "round"]], outputs: [["=round", "rounds"]] },
  ),
  boundary("broken", "part", onError("E1"), { outputs: [["=why", "reason"]] }),
  boundary("remind", "part", onTimer("Cycle", "R2/PT1H"), { beside: true }),
  userTask("mend"),
  serviceTask("send"),
  catchEvent("paid", onMessage("payment")),
  parallelGateway("join"),
  end(),
  end("sent"),
  chain("start accept fork part join end"),
  chain("fork paid join"),
  chain("broken mend join"),
  chain("remind send sent"),
  eventSubProcess("stopping", [eventStart("stopped", onMessage("stop")), userTask("undo"), chain("stopped undo")]),
  message("payment"),
  message("stop"),
  error("E1"),
);

/** Numbers in [0, 1) that depend on the seed alone (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Plays at random, returns among it, until the end, or 40 moves. Answers what the engine told, without its keys. */
async function play(harness: Harness, seed: number, restarting: boolean): Promise<string[]> {
  await harness.clear();
  const next = random(seed);
  const scenario = await Scenario.start(harness, everything, { key: "k" });
  for (let move = 0; move < 40 && !scenario.ended; move++) {
    if (restarting) harness.restart();
    const round = Math.floor(next() * 4);
    // While something is stopped only people and operators act: a job without a lease to be had is no move.
    const stopped = scenario.incidents.length > 0;
    const moves: (() => Promise<unknown>)[] = scenario.tasks.map(
      (task) => () => scenario.complete(task, { [task]: move }),
    );
    if (stopped) moves.push(() => scenario.resolve());
    else {
      for (const job of scenario.jobs) {
        moves.push(
          () => scenario.work(job, { round }),
          () => scenario.throwError(job, "E1", { why: "坏了" }),
        );
      }
      moves.push(
        () => scenario.forward(hours(1)),
        () => scenario.publish("payment", "k", { paid: move }),
      );
      if (next() < 0.1) moves.push(() => scenario.publish("stop", "k"));
      const [task] = scenario.tasks;
      if (task && task !== "undo" && next() < 0.3) moves.push(() => scenario.modify(["accept"], [task]));
    }
    await moves[Math.floor(next() * moves.length)]!();
  }
  return harness.events.map(describeEvent);
}

const describeEvent = (event: EngineEvent): string =>
  [
    event.type,
    "elementId" in event ? event.elementId : event.endElementId,
    "variables" in event ? JSON.stringify(Object.entries(event.variables).toSorted()) : "",
  ].join(" ");

export const restarts: Suite = (harness) => {
  for (let seed = 1; seed <= 12; seed++) {
    it(`takes the same path whether or not the process restarts between commands, seed ${seed}`, async () => {
      const unbroken = await play(harness(), seed, false);
      const broken = await play(harness(), seed, true);
      assert.deepEqual(broken, unbroken);
      assert.ok(unbroken.length > 3);
    });
  }
};
