import assert from "node:assert/strict";
import { DeployError } from "../engine.ts";
import type { Suite } from "./describeEngine.ts";
import { chain, diagram, end, file, plain, start, userTask } from "./diagram.ts";
import { refusedDrawings } from "./refusedDrawings.ts";
import { refusedElements } from "./refusedElements.ts";
import { refusedFiles } from "./refusedFiles.ts";

export const deployment: Suite = (harness) => {
  const story = (task: string, processId = "story") =>
    diagram(start(), userTask(task), end(), chain(`start ${task} end`)).replace('id="story"', `id="${processId}"`);
  const deploy = (...xmls: string[]) =>
    harness().transact((tx) =>
      harness().engine.deploy(
        tx,
        xmls.map((xml, index) => ({ name: `${index + 1}.bpmn`, xml })),
      ),
    );

  it("stores a diagram as version 1 and finds it again", async () => {
    const [definition] = await deploy(story("a"));
    assert.deepEqual([definition!.processId, definition!.version, definition!.name], ["story", 1, "Story"]);
    const { engine, transact } = harness();
    harness().restart();
    assert.deepEqual(await transact((tx) => engine.latest(tx, "story")), definition);
    assert.deepEqual(await transact((tx) => engine.definition(tx, definition!.key)), definition);
    assert.equal(definition!.xml, story("a"));
  });

  it("recognises a diagram that is equal to the newest version", async () => {
    const [first] = await deploy(story("a"));
    assert.deepEqual(await deploy(story("a")), [first]);
  });

  it("gives a changed diagram the next version, also one that is as an older one was", async () => {
    await deploy(story("a"));
    const [second] = await deploy(story("b"));
    const [third] = await deploy(story("a"));
    assert.deepEqual([second!.version, third!.version], [2, 3]);
  });

  it("lets running instances keep their version", async () => {
    await deploy(story("a"));
    const { engine, transact } = harness();
    const begin = (version?: number) =>
      transact((tx) => engine.start(tx, { processId: "story", variables: {}, ...(version ? { version } : {}) }));
    await begin();
    await deploy(story("b"));
    await begin();
    await begin(1);
    const created = harness().events.filter((event) => event.type === "taskCreated");
    assert.deepEqual(
      created.map((event) => event.elementId),
      ["a", "b", "a"],
    );
  });

  it("knows no process that was never deployed", async () => {
    const { engine, transact } = harness();
    assert.equal(await transact((tx) => engine.latest(tx, "story")), null);
    assert.equal(await transact((tx) => engine.definition(tx, "4711")), null);
    assert.equal(await transact((tx) => engine.definition(tx, "no key")), null);
  });

  it("stores all files of a deployment or none", async () => {
    await assert.rejects(deploy(story("a"), diagram(start(), plain("callActivity", "call"))), DeployError);
    assert.equal(await harness().transact((tx) => harness().engine.latest(tx, "story")), null);
    const stored = await deploy(story("a", "one"), story("a", "two"));
    assert.deepEqual(
      stored.map((definition) => definition.processId),
      ["one", "two"],
    );
  });

  it("tells every problem of every file at once, with file and element", async () => {
    const bad = diagram(start(), plain("callActivity", "call"), plain("receiveTask", "receive"), chain("start call"));
    await assert.rejects(deploy(bad, "no xml"), (error: DeployError) => {
      assert.deepEqual(
        error.problems.map(({ resource, elementId }) => [resource, elementId]),
        [
          ["1.bpmn", "call"],
          ["1.bpmn", "receive"],
          ["2.bpmn", null],
        ],
      );
      return true;
    });
  });

  it("refuses the same process twice in one deployment", async () => {
    await assert.rejects(deploy(story("a"), story("b")), DeployError);
  });

  it("takes every executable process of a file, and no other", async () => {
    const one = '<bpmn:process id="one" isExecutable="true"><bpmn:startEvent id="s1"/></bpmn:process>';
    const drawn = '<bpmn:process id="two" isExecutable="false"><bpmn:callActivity id="c"/></bpmn:process>';
    const three = '<bpmn:process id="three" isExecutable="true"><bpmn:startEvent id="s3"/></bpmn:process>';
    const stored = await deploy(file(one + drawn + three));
    assert.deepEqual(
      stored.map((definition) => definition.processId),
      ["one", "three"],
    );
  });

  it("lets through what is drawn for readers only", async () => {
    const notes = [
      '<bpmn:dataObjectReference id="data" dataObjectRef="object"/><bpmn:dataObject id="object"/>',
      '<bpmn:laneSet id="lanes"><bpmn:lane id="lane"><bpmn:flowNodeRef>start</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>',
      '<bpmn:textAnnotation id="note"><bpmn:text>说明</bpmn:text></bpmn:textAnnotation>',
      '<bpmn:association id="line" sourceRef="start" targetRef="note"/><bpmn:group id="group"/>',
    ];
    const xml = diagram(...notes, start(), end(), chain("start end"));
    assert.equal((await deploy(xml)).length, 1);
  });

  for (const { title, xml, at, reason } of [...refusedElements, ...refusedDrawings, ...refusedFiles]) {
    it(`refuses ${title}`, async () => {
      await assert.rejects(deploy(xml()), (error: DeployError) => {
        assert.ok(error instanceof DeployError, String(error));
        const found = error.problems.find((problem) => problem.elementId === at && reason.test(problem.reason));
        assert.ok(found, `expected ${at} ${reason}, got ${JSON.stringify(error.problems)}`);
        for (const problem of error.problems) assert.match(problem.reason, /。$/);
        return true;
      });
    });
  }
};
