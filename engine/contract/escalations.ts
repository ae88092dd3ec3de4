import assert from "node:assert/strict";
import type { Suite } from "./describeEngine.ts";
import {
  boundary,
  chain,
  diagram,
  end,
  escalation,
  eventStart,
  eventSubProcess,
  onEscalation,
  start,
  subProcess,
  userTask,
} from "./diagram.ts";
import { Scenario } from "./scenario.ts";

export const escalations: Suite = (harness) => {
  const raise = (id: string, reference = "late") =>
    `<bpmn:intermediateThrowEvent id="${id}">${onEscalation(reference)}</bpmn:intermediateThrowEvent>`;
  const thrownInside = (...around: string[]) =>
    diagram(
      start(),
      subProcess("part", [start("s"), userTask("work"), raise("told"), userTask("more"), chain("s work told more")]),
      userTask("after"),
      chain("start part after"),
      escalation("late"),
      escalation("other"),
      ...around,
    );
  const caught = (beside: boolean, reference?: string) => [
    boundary("caught", "part", onEscalation(reference), { beside }),
    userTask("chase"),
    chain("caught chase"),
  ];

  for (const [title, reference] of [
    ["by its code", "late"],
    ["by an event that catches all", undefined],
  ] as const) {
    it(`lets an escalation end the sub-process on whose border it is caught ${title}`, async () => {
      // given
      const scenario = await Scenario.start(harness(), thrownInside(...caught(false, reference)));
      // when
      harness().restart();
      await scenario.complete("work");
      // then
      assert.deepEqual([scenario.tasks, scenario.at("scopeTerminated")], [["chase"], ["part"]]);
    });

    it(`runs beside what threw it where the border does not interrupt, ${title}`, async () => {
      const scenario = await Scenario.start(harness(), thrownInside(...caught(true, reference)));
      await scenario.complete("work");
      assert.deepEqual(scenario.tasks.toSorted(), ["chase", "more"]);
      await scenario.complete("more");
      assert.deepEqual(scenario.tasks, ["chase", "after"]);
    });
  }

  it("ignores an escalation that nobody catches", async () => {
    const scenario = await Scenario.start(harness(), thrownInside(...caught(false, "other")));
    await scenario.complete("work");
    assert.deepEqual([scenario.tasks, scenario.incidents], [["more"], []]);
  });

  it("prefers the event with this very code to one that catches all", async () => {
    const events = [
      boundary("any", "part", onEscalation()),
      boundary("this", "part", onEscalation("late")),
      userTask("forAny"),
      userTask("forThis"),
      chain("any forAny"),
      chain("this forThis"),
    ];
    const scenario = await Scenario.start(harness(), thrownInside(...events));
    await scenario.complete("work");
    assert.deepEqual(scenario.tasks, ["forThis"]);
  });

  const handled = (beside: boolean, ...inside: string[]) =>
    diagram(
      start(),
      userTask("work"),
      end("told", onEscalation("late")),
      chain("start work told"),
      eventSubProcess("handling", [eventStart("heard", onEscalation(), { beside }), ...inside]),
      escalation("late"),
    );

  it("starts an event sub-process by an escalation end", async () => {
    for (const beside of [false, true]) {
      await harness().clear();
      const scenario = await Scenario.start(harness(), handled(beside, userTask("chase"), chain("heard chase")));
      await scenario.complete("work");
      assert.deepEqual([scenario.tasks, scenario.at("scopeEntered")], [["chase"], ["handling"]]);
      await scenario.complete("chase");
      assert.equal(scenario.ended, "completed");
      assert.deepEqual(await harness().leftOver(), { engineInstance: 1 });
    }
  });

  it("does not start an event sub-process by what comes out of itself", async () => {
    const again = [raise("again"), end("done"), chain("heard again done")];
    const scenario = await Scenario.start(harness(), handled(true, ...again));
    await scenario.complete("work");
    assert.deepEqual([scenario.ended, scenario.at("scopeEntered")], ["completed at done", ["handling"]]);
  });

  it("computes the code that is thrown, and stops where there is none", async () => {
    const xml = thrownInside(...caught(true, "other")).replace(
      'id="told"><bpmn:escalationEventDefinition escalationRef="late"/>',
      'id="told"><bpmn:escalationEventDefinition escalationRef="computed"/>',
    );
    const computed = xml.replace("</bpmn:definitions>", `${escalation("computed", "=why")}</bpmn:definitions>`);
    const scenario = await Scenario.start(harness(), computed);
    await scenario.complete("work");
    assert.deepEqual(scenario.incidents, ["told EXTRACT_VALUE_ERROR"]);
    await scenario.setVariables({ why: "other" });
    await scenario.resolve();
    assert.deepEqual(scenario.tasks.toSorted(), ["chase", "more"]);
  });
};
