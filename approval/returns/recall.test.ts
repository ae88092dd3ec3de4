import assert from "node:assert/strict";
import type { Outcome } from "#domain/platform/states.ts";
import { describeDatabases } from "#test/database.ts";
import { buildKernel, type PersonName, requestId, type TestKernel, testHandlers } from "#test/kernel.ts";
import { refusal } from "#test/refused.ts";
import { readCase } from "../caseView.ts";
import { claimTask } from "../claim.ts";
import { decide } from "../decide.ts";
import { saveTaskDraft } from "../saveTaskDraft.ts";
import { withdrawCase } from "../stop.ts";
import { recallTask } from "./recall.ts";
import { returnTask } from "./return.ts";

type Kernel = TestKernel & { caseId: number };

describe("取回", () => {
  describeDatabases((makeDatabase) => {
    async function opened(handlers = testHandlers()): Promise<Kernel> {
      const kernel = await buildKernel(await makeDatabase(), { handlers });
      return { ...kernel, ...(await kernel.apply()) };
    }
    const view = ({ ctx, people, caseId }: Kernel, who: PersonName) => readCase(ctx, people[who], caseId);
    const rowOf = ({ database }: Kernel, id: number) =>
      database.read((read) => read.sql.selectFrom("task").selectAll().where("id", "=", id).executeTakeFirstOrThrow());
    /** The task that this person just decided. */
    async function decided(kernel: Kernel, who: PersonName, outcome: Outcome, opinion = "同意。"): Promise<number> {
      const { id } = await kernel.task(kernel.caseId);
      const form = { area: 100 };
      const fields = (await rowOf(kernel, id)).formId === null ? {} : form;
      await kernel.step(who, kernel.caseId, outcome, { opinion, form: fields });
      return id;
    }
    const recall = async (kernel: Kernel, who: PersonName, taskId: number) => {
      const { version } = await kernel.database.read((read) =>
        read.sql.selectFrom("caseRecord").select("version").where("id", "=", kernel.caseId).executeTakeFirstOrThrow(),
      );
      return recallTask(kernel.ctx, kernel.people[who], taskId, { requestId: requestId(), version });
    };

    it("brings the task back with its draft, receipt and due date; the decision did not take effect", async () => {
      // given
      const kernel = await opened();
      const { ctx, people, caseId } = kernel;
      await kernel.walk(caseId, "firstReview");
      const taskId = await decided(kernel, "handler", "proposeApproval", "面积无误。");
      const next = await kernel.task(caseId);
      const old = await rowOf(kernel, taskId);
      const { recallable, version } = await view(kernel, "handler");
      assert.deepEqual(recallable, { taskId, nodeName: "初审" });
      // when
      const body = { requestId: requestId(), version };
      const done = await recallTask(ctx, people.handler, taskId, body);
      // then
      const task = await rowOf(kernel, done.taskId);
      assert.deepEqual(
        [task.node, task.state, task.openAssignee, task.previousTaskId, task.receivedAt, task.sortDue],
        ["firstReview", "active", people.handler.personId, taskId, old.receivedAt, old.sortDue],
      );
      assert.deepEqual(
        [(await rowOf(kernel, taskId)).state, (await rowOf(kernel, next.id)).state],
        ["done", "recalled"],
      );
      const seen = await view(kernel, "handler");
      assert.equal(seen.recallable, null);
      assert.deepEqual(seen.tasks[0]?.draft, { form: { area: 100 }, opinion: "面积无误。", version: 1 });
      assert.deepEqual(
        seen.timeline.map(({ what, state }) => [what, state]),
        [
          ["提交申请", "effective"],
          ["受理", "effective"],
          ["拟同意", "void"],
          ["取回", "effective"],
        ],
      );
      assert.deepEqual(await recallTask(ctx, people.handler, taskId, body), done, "repeated");
      const again = { requestId: requestId(), version: done.version, opinion: "更正。", form: { area: 90 } };
      await decide(ctx, people.handler, done.taskId, { ...again, outcome: "proposeApproval" });
      assert.equal((await kernel.task(caseId)).node, "secondReview");
    });

    it("takes an acceptance back, and with it the clock that it started", async () => {
      const kernel = await opened();
      const taskId = await decided(kernel, "window", "approve");
      await recall(kernel, "window", taskId);
      const { state, acceptedAt, promisedDue, statutoryDue } = await view(kernel, "window");
      assert.deepEqual([state, acceptedAt, promisedDue, statutoryDue], ["submitted", null, null, null]);
    });

    it("names the obstacle: somebody took what follows", async () => {
      const kernel = await opened();
      const { ctx, people, caseId } = kernel;
      await kernel.walk(caseId, "firstReview");
      const taskId = await decided(kernel, "handler", "proposeApproval");
      const next = await kernel.task(caseId);
      await claimTask(ctx, people.head, next.id, { requestId: requestId(), version: next.version });
      assert.equal(await refusal(() => recall(kernel, "handler", taskId)), "409 RECALL_NEXT_TAKEN");
      assert.equal((await view(kernel, "handler")).recallable, null);
    });

    it("takes back over a task that came by itself to who did it before, but not once that person wrote in it", async () => {
      const kernel = await opened();
      const { ctx, people, caseId } = kernel;
      await kernel.walk(caseId, "firstReview");
      await decided(kernel, "handler", "proposeApproval");
      const { id, version } = await kernel.task(caseId);
      const held = await claimTask(ctx, people.head, id, { requestId: requestId(), version });
      const back = { requestId: requestId(), version: held.version, target: "accept", reason: "重新受理" };
      await returnTask(ctx, people.head, id, back);
      // The window decides again; 初审 waits in its pool, and is taken back from there.
      const accept = await kernel.task(caseId);
      const body = { requestId: requestId(), version: accept.version, opinion: "同意。", form: {} };
      await decide(ctx, people.window, accept.id, { ...body, outcome: "approve" });
      const recalled = await recall(kernel, "window", accept.id);
      assert.equal((await kernel.task(caseId)).id, recalled.taskId);
      assert.equal((await rowOf(kernel, recalled.taskId)).receivedAt, (await rowOf(kernel, accept.id)).receivedAt);
    });

    it("names the obstacle: the case has ended", async () => {
      const kernel = await opened();
      await kernel.walk(kernel.caseId, "finalApproval");
      const issued = await decided(kernel, "deputy2", "approve");
      await kernel.runner.settle();
      assert.equal(await refusal(() => recall(kernel, "deputy2", issued)), "409 RECALL_CASE_ENDED");
    });

    /** A case that is approved, its issuing job waiting for the runner; answers the task that was decided. */
    async function approved(kernel: Kernel): Promise<number> {
      const { ctx, people, caseId } = kernel;
      await kernel.walk(caseId, "finalApproval");
      const { id, version } = await kernel.task(caseId);
      const held = await claimTask(ctx, people.deputy2, id, { requestId: requestId(), version });
      const asleep = { ...ctx, jobs: { poke() {}, waitForCase: async () => {} } };
      const body = { requestId: requestId(), version: held.version, opinion: "同意。", form: {} };
      await decide(asleep, people.deputy2, id, { ...body, outcome: "approve" });
      return id;
    }

    it("takes back while the certificate is being made: what comes of it is thrown away", async () => {
      // given
      const begun = Promise.withResolvers<void>();
      const made = Promise.withResolvers<void>();
      const ran: number[] = [];
      const ask = async () => {
        begun.resolve();
        await made.promise;
      };
      const kernel = await opened(
        testHandlers([{ type: "test-permit.issue", ask, apply: async () => void ran.push(1) }]),
      );
      const id = await approved(kernel);
      const settled = kernel.runner.settle();
      await begun.promise;
      // when
      await recall(kernel, "deputy2", id);
      made.resolve();
      await settled;
      // then
      const { state, tasks } = await view(kernel, "deputy2");
      assert.deepEqual([ran.length, state, tasks.map(({ node }) => node.id)], [0, "running", ["finalApproval"]]);
    });

    it("takes back while the job that would leave something has not run, and never lets it run then", async () => {
      const ran: number[] = [];
      const issue = { type: "test-permit.issue", apply: async () => void ran.push(1) };
      const kernel = await opened(testHandlers([issue]));
      const { caseId } = kernel;
      await recall(kernel, "deputy2", await approved(kernel));
      await kernel.runner.settle();
      const { state, decidedAt } = await view(kernel, "deputy2");
      assert.deepEqual(
        [ran.length, state, decidedAt, (await kernel.task(caseId)).node],
        [0, "running", null, "finalApproval"],
      );
    });

    it("waits at a timer that is not over: it ends with the rest", async () => {
      const kernel = await opened();
      await kernel.walk(kernel.caseId, "finalApproval");
      const refused = await decided(kernel, "deputy2", "refuse");
      await recall(kernel, "deputy2", refused);
      assert.equal((await kernel.task(kernel.caseId)).node, "finalApproval");
    });

    it("refuses a decision that is not the caller's, an open task, an old version, and what did not take effect", async () => {
      const kernel = await opened();
      const { ctx, people, caseId } = kernel;
      const accepted = await decided(kernel, "window", "approve");
      const taskId = await decided(kernel, "handler", "proposeApproval");
      assert.equal(await refusal(() => recall(kernel, "head", taskId)), "404 TASK_UNKNOWN");
      const old = { requestId: requestId(), version: 1 };
      assert.equal(await refusal(() => recallTask(ctx, people.handler, taskId, old)), "409 STALE_CASE");
      const again = await recall(kernel, "handler", taskId);
      assert.equal(await refusal(() => recall(kernel, "handler", taskId)), "409 RECALL_NOT_EFFECTIVE");
      assert.equal(await refusal(() => recall(kernel, "handler", again.taskId)), "409 STALE_TASK");
      assert.equal(await refusal(() => recall(kernel, "window", accepted)), "409 RECALL_NEXT_TAKEN");
      await saveTaskDraft(ctx, people.handler, again.taskId, { form: {}, opinion: "再看。" });
      const { version } = await view(kernel, "clerk");
      await withdrawCase(ctx, people.clerk, caseId, { requestId: requestId(), version, reason: "不再需要" });
      assert.equal(await refusal(() => recall(kernel, "window", accepted)), "409 RECALL_CASE_ENDED");
    });

    it("lets one of two pass: taking back, and claiming what follows", async () => {
      const kernel = await opened();
      const { ctx, people, caseId } = kernel;
      await kernel.walk(caseId, "firstReview");
      const taskId = await decided(kernel, "handler", "proposeApproval");
      const next = await kernel.task(caseId);
      const results = await Promise.allSettled([
        recall(kernel, "handler", taskId),
        claimTask(ctx, people.head, next.id, { requestId: requestId(), version: next.version }),
      ]);
      assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1);
      const lost = results.find(({ status }) => status === "rejected") as PromiseRejectedResult;
      assert.match(lost.reason.code, /^(RECALL_NEXT_TAKEN|STALE_CASE|STALE_TASK)$/);
    });
  });
});
