import assert from "node:assert/strict";
import { describeDatabases } from "#test/database.ts";
import { buildKernel, type PersonName, requestId, type TestKernel } from "#test/kernel.ts";
import { refusal } from "#test/refused.ts";
import { claimTask } from "../claim.ts";
import { decide } from "../decide.ts";
import { returnTask } from "./return.ts";

const task = (id: string, candidates: string, phase: string, outcomes: string): string =>
  `<bpmn:userTask id="${id}" name="${id}"><bpmn:extensionElements><zeebe:userTask /><zeebe:taskHeaders>` +
  Object.entries({ candidates, phase, outcomes })
    .map(([key, value]) => `<zeebe:header key="${key}" value="${value}" />`)
    .join("") +
  `</zeebe:taskHeaders></bpmn:extensionElements></bpmn:userTask>`;
const flows = (...pairs: string[]): string =>
  pairs
    .map((pair) => pair.split(" "))
    .map(([from, to]) => `<bpmn:sequenceFlow id="Flow_${from}_${to}" sourceRef="${from}" targetRef="${to}" />`)
    .join("");

/** 会审: two sections give their opinions side by side, in a sub-process, before the deputy decides. */
const jointReview = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="Definitions_Joint" targetNamespace="test">
  <bpmn:process id="test-permit" name="会审" isExecutable="true">
    <bpmn:startEvent id="submitted" />
    ${task("accept", "windowClerk@window", "acceptance", "approve,notAccept")}
    <bpmn:subProcess id="jointReview" name="会审">
      <bpmn:startEvent id="begun" /><bpmn:parallelGateway id="fork" /><bpmn:parallelGateway id="join" /><bpmn:endEvent id="given" />
      ${task("handlerOpinion", "handler@section", "review", "proposeApproval,proposeRefusal")}
      ${task("headOpinion", "sectionHead@section", "review", "proposeApproval,proposeRefusal")}
      ${flows("begun fork", "fork handlerOpinion", "fork headOpinion", "handlerOpinion join", "headOpinion join", "join given")}
    </bpmn:subProcess>
    ${task("finalApproval", "deputyDirector@centre", "decision", "approve,refuse")}
    <bpmn:endEvent id="ended" />
    ${flows("submitted accept", "accept jointReview", "jointReview finalApproval", "finalApproval ended")}
  </bpmn:process>
</bpmn:definitions>`;

describe("a return while a colleague of another section decides", () => {
  describeDatabases((makeDatabase) => {
    async function kernelWithJointReview(): Promise<TestKernel> {
      const kernel = await buildKernel(await makeDatabase());
      await kernel.database.transact((tx) => kernel.ctx.engine.deploy(tx, [{ name: "joint.bpmn", xml: jointReview }]));
      return kernel;
    }
    const openTasks = ({ database }: TestKernel, caseId: number) =>
      database.read((read) =>
        read.sql
          .selectFrom("task")
          .select(["id", "node", "version"])
          .where("caseId", "=", caseId)
          .where("endedAt", "is", null)
          .orderBy("node")
          .execute(),
      );
    async function claimed(kernel: TestKernel, caseId: number, node: string, who: PersonName) {
      const { id, version } = (await openTasks(kernel, caseId)).find((one) => one.node === node)!;
      const { version: held } = await claimTask(kernel.ctx, kernel.people[who], id, {
        requestId: requestId(),
        version,
      });
      return { id, version: held };
    }
    /** A case in joint review; both sections hold their tasks. The acts are those of the handler and of the head. */
    async function inJointReview(kernel: TestKernel) {
      const { ctx, people } = kernel;
      const { caseId } = await kernel.apply();
      await kernel.step("window", caseId, "approve");
      const handlers = await claimed(kernel, caseId, "handlerOpinion", "handler");
      const heads = await claimed(kernel, caseId, "headOpinion", "head");
      const body = { requestId: requestId(), version: heads.version, opinion: "同意。", form: {} };
      return {
        caseId,
        sendBack: () =>
          returnTask(ctx, people.handler, handlers.id, {
            ...{ requestId: requestId(), version: handlers.version, target: "accept", reason: "材料有误" },
          }),
        decideHead: () => decide(ctx, people.head, heads.id, { ...body, outcome: "proposeApproval" }),
      };
    }
    const decisionsOf = async ({ database }: TestKernel, caseId: number) =>
      (
        await database.read((read) =>
          read.sql
            .selectFrom("decision")
            .select(["node", "state"])
            .where("caseId", "=", caseId)
            .orderBy("id")
            .execute(),
        )
      ).map(({ node, state }) => `${node} ${state}`);
    /** The case waits at its first node with nothing else open, and goes through from there. */
    async function goesThroughAgain(kernel: TestKernel, caseId: number): Promise<void> {
      assert.deepEqual(
        (await openTasks(kernel, caseId)).map(({ node }) => node),
        ["accept"],
      );
      const { ctx, people } = kernel;
      const again = async (who: PersonName, node: string, outcome: "approve" | "proposeApproval") => {
        const { id, version } = (await openTasks(kernel, caseId)).find((one) => one.node === node)!;
        const body = { requestId: requestId(), outcome, opinion: "同意。", form: {} };
        const held = node === "accept" ? { id, version } : await claimed(kernel, caseId, node, who);
        await decide(ctx, people[who], held.id, { ...body, version: held.version });
      };
      await again("window", "accept", "approve");
      await again("handler", "handlerOpinion", "proposeApproval");
      await again("head", "headOpinion", "proposeApproval");
      await again("deputy", "finalApproval", "approve");
      const effective = (await decisionsOf(kernel, caseId)).filter((one) => one.endsWith("effective"));
      assert.deepEqual(
        effective.map((one) => one.split(" ")[0]),
        ["accept", "handlerOpinion", "headOpinion", "finalApproval"],
      );
    }

    it("ends the colleague's task where it comes first: the decision is refused, and nothing of it is stored", async () => {
      const kernel = await kernelWithJointReview();
      const { caseId, sendBack, decideHead } = await inJointReview(kernel);
      await sendBack();
      assert.match(String(await refusal(decideHead)), /^409 /);
      assert.deepEqual(await decisionsOf(kernel, caseId), ["accept void"]);
      await goesThroughAgain(kernel, caseId);
    });

    it("voids the colleague's decision where that comes first", async () => {
      const kernel = await kernelWithJointReview();
      const { caseId, sendBack, decideHead } = await inJointReview(kernel);
      await decideHead();
      await sendBack();
      assert.deepEqual(await decisionsOf(kernel, caseId), ["accept void", "headOpinion void"]);
      await goesThroughAgain(kernel, caseId);
    });

    it("at the same moment comes to one of the two, whole", async () => {
      const kernel = await kernelWithJointReview();
      for (let round = 0; round < 5; round += 1) {
        const { caseId, sendBack, decideHead } = await inJointReview(kernel);
        const acts = round % 2 === 0 ? [sendBack(), decideHead()] : [decideHead(), sendBack()];
        const [returned, decided] = await Promise.allSettled(round % 2 === 0 ? acts : acts.toReversed());
        assert.equal(returned!.status, "fulfilled");
        const voided = decided!.status === "fulfilled" ? ["accept void", "headOpinion void"] : ["accept void"];
        assert.deepEqual(await decisionsOf(kernel, caseId), voided);
        await goesThroughAgain(kernel, caseId);
      }
    });
  });
});
