import assert from "node:assert/strict";
import type { Suite } from "./describeEngine.ts";
import {
  boundary,
  chain,
  diagram,
  end,
  eventStart,
  eventSubProcess,
  message,
  onMessage,
  onTimer,
  receiveTask,
  serviceTask,
  start,
  subProcess,
  terminate,
  userTask,
} from "./diagram.ts";
import type { Harness } from "./harness.ts";
import { hours, Scenario } from "./scenario.ts";

/** What an event can stand on, what it means that this goes on, and how it is finished. */
interface Host {
  title: string;
  xml: string;
  open(scenario: Scenario): boolean;
  finish(scenario: Scenario): Promise<unknown>;
}
const hosts: Host[] = [
  {
    title: "a user task",
    xml: userTask("host"),
    open: (scenario) => scenario.tasks.includes("host"),
    finish: (scenario) => scenario.complete("host"),
  },
  {
    title: "a service task",
    xml: serviceTask("host"),
    open: (scenario) => scenario.jobs.includes("host"),
    finish: (scenario) => scenario.work("host"),
  },
  {
    title: "a receive task",
    xml: receiveTask("host", "arrival"),
    open: (scenario) => !scenario.tasks.includes("after"),
    finish: (scenario) => scenario.publish("arrival", "k"),
  },
  {
    title: "a sub-process",
    xml: subProcess("host", [
      start("begin"),
      userTask("inside"),
      serviceTask("insideToo"),
      chain("begin inside"),
      chain("begin insideToo"),
    ]),
    open: (scenario) => scenario.tasks.includes("inside") && scenario.jobs.includes("insideToo"),
    async finish(scenario) {
      await scenario.complete("inside");
      await scenario.work("insideToo");
    },
  },
];

/** How an event is brought about. Answers how often it fired. */
interface Cause {
  title: string;
  once: string;
  /** For an event that may come again. */
  repeated: string;
  come(scenario: Scenario): Promise<number>;
}
const causes: Cause[] = [
  {
    title: "a message",
    once: onMessage("call"),
    repeated: onMessage("call"),
    come: (scenario) => scenario.publish("call", "k", { by: "申请人" }),
  },
  {
    title: "a timer",
    once: onTimer("Duration", "PT1H"),
    repeated: onTimer("Cycle", "R/PT1H"),
    come: (scenario) => scenario.forward(hours(1)),
  },
];

/** Plays as after a restart of the process before each step. */
const restarting =
  (harness: () => Harness) =>
  <T>(step: () => Promise<T>): Promise<T> => {
    harness().restart();
    return step();
  };

export const events: Suite = (harness) => {
  const step = restarting(harness);
  const bordered = ({ xml }: Host, definition: string, beside: boolean) =>
    diagram(
      start(),
      xml,
      boundary("event", "host", definition, { beside }),
      userTask("aside"),
      userTask("after"),
      chain("start host after"),
      chain("event aside"),
      message("call"),
      message("arrival"),
    );

  for (const host of hosts) {
    for (const cause of causes) {
      it(`ends ${host.title} by ${cause.title} on its border, and goes on from there`, async () => {
        // given
        const scenario = await Scenario.start(harness(), bordered(host, cause.once, false), { key: "k" });
        assert.ok(host.open(scenario));
        // when
        assert.equal(await step(() => cause.come(scenario)), 1);
        // then
        assert.deepEqual([scenario.tasks, scenario.jobs], [["aside"], []]);
        assert.equal(await step(() => cause.come(scenario)), 0);
        assert.equal(await scenario.publish("arrival", "k"), 0);
        await step(() => scenario.complete("aside"));
        assert.equal(scenario.ended, "completed");
        assert.deepEqual(await harness().leftOver(), { engineInstance: 1 });
      });

      it(`leaves ${host.title} alone at ${cause.title} that only stands beside, as often as it comes`, async () => {
        // given
        const scenario = await Scenario.start(harness(), bordered(host, cause.repeated, true), { key: "k" });
        // when
        assert.equal(await step(() => cause.come(scenario)), 1);
        assert.equal(await step(() => cause.come(scenario)), 1);
        // then
        assert.ok(host.open(scenario));
        assert.equal(scenario.tasks.filter((task) => task === "aside").length, 2);
        await step(() => host.finish(scenario));
        assert.deepEqual(scenario.tasks.toSorted(), ["after", "aside", "aside"]);
        assert.equal(await step(() => cause.come(scenario)), 0);
        for (const task of ["aside", "aside", "after"]) await step(() => scenario.complete(task));
        assert.equal(scenario.ended, "completed");
        assert.deepEqual(await harness().leftOver(), { engineInstance: 1 });
      });

      it(`waits for ${cause.title} no longer once ${host.title} is finished`, async () => {
        const scenario = await Scenario.start(harness(), bordered(host, cause.once, false), { key: "k" });
        await step(() => host.finish(scenario));
        assert.deepEqual(scenario.tasks, ["after"]);
        assert.equal(await step(() => cause.come(scenario)), 0);
        assert.deepEqual(scenario.at("taskCanceled"), []);
      });
    }
  }

  const within = (definition: string, beside: boolean, ending = "") => [
    start("begin"),
    userTask("work"),
    serviceTask("run"),
    chain("begin work"),
    chain("begin run"),
    eventSubProcess("aside", [
      eventStart("event", definition, { beside }),
      userTask("answer"),
      end("answered", ending),
      chain("event answer answered"),
    ]),
  ];
  const places: [title: string, around: (parts: string[]) => string, after: string | null][] = [
    ["a process", (parts) => diagram(...parts, message("call")), null],
    [
      "a sub-process",
      (parts) =>
        diagram(start(), subProcess("part", parts), userTask("after"), chain("start part after"), message("call")),
      "after",
    ],
  ];
  for (const [title, around, after] of places) {
    for (const cause of causes) {
      it(`lets ${cause.title} take over ${title} by an event sub-process, once`, async () => {
        // given
        const scenario = await Scenario.start(harness(), around(within(cause.once, false)), { key: "k" });
        // when
        assert.equal(await step(() => cause.come(scenario)), 1);
        // then
        assert.deepEqual([scenario.at("taskCanceled"), scenario.at("jobCanceled")], [["work"], ["run"]]);
        assert.deepEqual([scenario.tasks, scenario.jobs], [["answer"], []]);
        assert.equal(await step(() => cause.come(scenario)), 0);
        await step(() => scenario.complete("answer"));
        assert.deepEqual(scenario.tasks, after ? [after] : []);
        assert.equal(scenario.ended, after ? null : "completed at answered");
      });

      it(`runs an event sub-process of ${title} beside the rest at ${cause.title}, as often as it comes`, async () => {
        // given
        const scenario = await Scenario.start(harness(), around(within(cause.repeated, true)), { key: "k" });
        // when
        assert.equal(await step(() => cause.come(scenario)), 1);
        assert.equal(await step(() => cause.come(scenario)), 1);
        // then
        assert.deepEqual([scenario.tasks, scenario.jobs], [["work", "answer", "answer"], ["run"]]);
        for (const task of ["work", "answer", "answer"]) await step(() => scenario.complete(task));
        assert.equal(scenario.ended, null);
        await step(() => scenario.work("run"));
        assert.deepEqual(scenario.tasks, after ? [after] : []);
        assert.equal(scenario.ended, after ? null : "completed");
        assert.equal(await step(() => cause.come(scenario)), 0);
      });

      it(`ends only the event sub-process at a terminate end inside it, in ${title} with ${cause.title}`, async () => {
        const scenario = await Scenario.start(harness(), around(within(cause.repeated, true, terminate)), { key: "k" });
        await step(() => cause.come(scenario));
        await step(() => cause.come(scenario));
        await step(() => scenario.complete("answer"));
        assert.deepEqual([scenario.tasks, scenario.jobs], [["work", "answer"], ["run"]]);
      });
    }
  }
};
