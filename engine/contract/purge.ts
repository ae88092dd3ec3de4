import assert from "node:assert/strict";
import type { Suite } from "./describeEngine.ts";
import { chain, diagram, end, start, userTask } from "./diagram.ts";
import { days, Scenario } from "./scenario.ts";

export const purge: Suite = (harness) => {
  const xml = diagram(start(), userTask("work"), end(), chain("start work end"));
  const purged = (before: number, limit = 100) =>
    harness().transact((tx) => harness().engine.purgeEnded(tx, { before, limit }));

  it("forgets instances that ended before a moment, completed or canceled, and no other", async () => {
    // given
    const completed = await Scenario.start(harness(), xml);
    const canceled = await new Scenario(harness()).begin();
    const open = await new Scenario(harness()).begin();
    await completed.complete("work");
    await canceled.cancel();
    const ended = harness().clock.now();
    harness().clock.forward(days(1));
    const later = await new Scenario(harness()).begin();
    await later.cancel();
    // when, then
    assert.equal(await purged(ended), 0);
    assert.equal(await purged(ended + 1), 2);
    assert.deepEqual(await harness().leftOver(), { engineInstance: 2, engineElement: 2 });
    await assert.rejects(completed.setVariables({}), { name: "EngineError", code: "NOT_FOUND" });
    await open.complete("work");
    assert.equal(open.ended, "completed at end");
  });

  it("takes no more at once than it is told", async () => {
    const first = await Scenario.start(harness(), xml);
    await first.cancel();
    for (let more = 0; more < 4; more++) await (await new Scenario(harness()).begin()).cancel();
    const before = harness().clock.now() + 1;
    const counts = [await purged(before, 2), await purged(before, 2), await purged(before, 2), await purged(before, 2)];
    assert.deepEqual(counts, [2, 2, 1, 0]);
    assert.deepEqual(await harness().leftOver(), {});
  });
};
