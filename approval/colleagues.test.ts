import assert from "node:assert/strict";
import { colleaguesSchema } from "#domain/platform/colleagues.ts";
import { describeDatabases } from "#test/database.ts";
import { addPerson, buildKernel, type PersonName, requestId, type TestKernel } from "#test/kernel.ts";
import { refusal } from "#test/refused.ts";
import { readCase } from "./caseView.ts";
import { claimTask } from "./claim.ts";
import { type ColleaguePurpose, listColleagues } from "./colleagues.ts";
import { copyTask } from "./copy.ts";
import { decide } from "./decide.ts";
import { countInbox, listInbox } from "./lists.ts";
import { listNotices } from "./noticeLists.ts";
import { transferTask } from "./transfer.ts";

describe("转办 and 抄送", () => {
  describeDatabases((makeDatabase) => {
    /** 初审 of a case, held by the handler. */
    async function atFirstReview() {
      const kernel = await buildKernel(await makeDatabase());
      const { caseId } = await kernel.apply({ area: 100, phone: "13800001111" });
      await kernel.walk(caseId, "firstReview");
      return { ...kernel, caseId, ...(await claimed(kernel, caseId, "handler")) };
    }
    const names = async ({ ctx, people }: TestKernel, who: PersonName, taskId: number, purpose: ColleaguePurpose) =>
      colleaguesSchema.parse(await listColleagues(ctx, people[who], taskId, purpose)).people.map(({ name }) => name);

    it("offer for 转办 who serves the pool, the least loaded first", async () => {
      // given
      const kernel = await atFirstReview();
      await addPerson(kernel.database, "handler2", [["handler", "section"]]);
      const busy = await kernel.apply();
      await kernel.step("window", busy.caseId, "approve");
      await claimed(kernel, busy.caseId, "both");
      // then
      assert.deepEqual(await names(kernel, "handler", kernel.taskId, "transfer"), ["handler2", "both"]);
    });

    it("offer for 转办 nobody who did another review", async () => {
      // given: 初审 is done by one who may do 复核 by position too
      const kernel = await atFirstReview();
      const { ctx, people, taskId, caseId, version } = kernel;
      const body = { requestId: requestId(), version, personId: people.both.personId, reason: "" };
      await transferTask(ctx, people.handler, taskId, body);
      const task = await kernel.task(caseId);
      const decision = { outcome: "proposeApproval" as const, opinion: "", form: { area: 1 } };
      await decide(ctx, people.both, task.id, { requestId: requestId(), version: task.version, ...decision });
      const second = await claimed(kernel, caseId, "head");
      // then
      assert.deepEqual(await names(kernel, "head", second.taskId, "transfer"), []);
    });

    it("offer for 抄送 who decides cases in the centre and its sections, not administrators nor companies", async () => {
      const kernel = await atFirstReview();
      const offered = await names(kernel, "handler", kernel.taskId, "copy");
      assert.deepEqual(offered, ["window", "window2", "both", "head", "deputy", "deputy2"]);
    });

    it("offer nobody to whoever does not hold the task", async () => {
      const { ctx, people, taskId } = await atFirstReview();
      assert.equal(await refusal(() => listColleagues(ctx, people.both, taskId, "transfer")), "409 TASK_TAKEN");
      assert.equal(await refusal(() => listColleagues(ctx, people.clerk, taskId, "copy")), "404 TASK_UNKNOWN");
      assert.equal(await refusal(() => listColleagues(ctx, people.handler, 987_654, "copy")), "404 TASK_UNKNOWN");
    });

    it("hand a task over: it leaves the one's 待办 for the other's, who is told why", async () => {
      // given
      const { ctx, people, taskId, caseId, version } = await atFirstReview();
      const request = { requestId: requestId(), version, personId: people.both.personId, reason: "外出培训" };
      // when
      const done = await transferTask(ctx, people.handler, taskId, request);
      // then
      assert.deepEqual(await transferTask(ctx, people.handler, taskId, request), done);
      assert.deepEqual(done, { caseId, taskId, version: version + 1, decisionId: null, next: done.next });
      assert.equal((await listInbox(ctx, people.handler, "todo", { sort: "due" })).rows.length, 0);
      assert.equal((await listInbox(ctx, people.both, "todo", { sort: "due" })).rows[0]?.taskId, taskId);
      assert.equal((await readCase(ctx, people.both, caseId)).level, "full");
      assert.equal(await refusal(() => readCase(ctx, people.handler, caseId)), "404 CASE_UNKNOWN");
      const { timeline } = await readCase(ctx, people.both, caseId);
      assert.deepEqual(
        timeline.slice(-1).map(({ who, what, opinion }) => [who, what, opinion]),
        [["handler", "转办至both", "外出培训"]],
      );
      const own = await readCase(ctx, people.clerk, caseId);
      assert.ok(own.timeline.every(({ what }) => !what.startsWith("转办")));
      const [notice] = (await listNotices(ctx, people.both, { box: "unread" })).rows;
      assert.equal(notice?.label, "转办");
      assert.match(notice.text, /^handler将案件“.*”的“初审”任务转交您办理。说明：外出培训$/);
    });

    it("refuse to hand a task to whoever may not take it", async () => {
      const kernel = await atFirstReview();
      const { ctx, people, taskId, version } = kernel;
      for (const who of ["window", "head", "rival", "clerk", "admin", "handler"] as const) {
        const body = { requestId: requestId(), version, personId: people[who].personId, reason: "" };
        assert.equal(await refusal(() => transferTask(ctx, people.handler, taskId, body)), "422 NOT_ELIGIBLE", who);
      }
      const nobody = { requestId: requestId(), version, personId: 987_654, reason: "" };
      assert.equal(await refusal(() => transferTask(ctx, people.handler, taskId, nobody)), "422 NOT_ELIGIBLE");
    });

    it("refuse to hand 复核 to whoever did 初审", async () => {
      const kernel = await buildKernel(await makeDatabase());
      const { caseId } = await kernel.apply();
      await kernel.step("window", caseId, "approve");
      await kernel.step("both", caseId, "proposeApproval", { form: { area: 1 } });
      const { taskId, version } = await claimed(kernel, caseId, "head");
      const body = { requestId: requestId(), version, personId: kernel.people.both.personId, reason: "" };
      const handing = () => transferTask(kernel.ctx, kernel.people.head, taskId, body);
      assert.equal(await refusal(handing), "422 NOT_ELIGIBLE");
    });

    it("let somebody copied read the record with personal data masked, from a notice that keeps its reading time", async () => {
      // given
      const { ctx, people, taskId, caseId, version } = await atFirstReview();
      assert.equal(await refusal(() => readCase(ctx, people.head, caseId)), "404 CASE_UNKNOWN");
      const request = { requestId: requestId(), version, personIds: [people.head.personId], note: "请知悉" };
      // when
      const done = await copyTask(ctx, people.handler, taskId, request);
      // then
      assert.deepEqual(done, {
        caseId,
        taskId,
        version: version + 1,
        decisionId: null,
        next: { kind: "task", taskId },
      });
      const view = await readCase(ctx, people.head, caseId);
      assert.deepEqual([view.level, view.materials, view.tasks.flatMap(({ actions }) => actions)], ["history", [], []]);
      assert.equal(view.sections[0]?.data.phone, "138****1111");
      assert.equal((await countInbox(ctx, people.head)).unread, 1);
      const [notice] = (await listNotices(ctx, people.head, { box: "unread" })).rows;
      assert.deepEqual([notice?.label, notice?.caseId, notice?.readAt], ["抄送", caseId, null]);
      // and the task is still the holder's
      assert.equal((await listInbox(ctx, people.handler, "todo", { sort: "due" })).rows[0]?.version, version + 1);
    });

    it("never copy outside the organisation, nor anybody where one of several is outside", async () => {
      const { ctx, people, taskId, caseId, version } = await atFirstReview();
      for (const outside of ["clerk", "rival", "admin", "handler"] as const) {
        const personIds = [people.head.personId, people[outside].personId];
        const body = { requestId: requestId(), version, personIds, note: "" };
        assert.equal(await refusal(() => copyTask(ctx, people.handler, taskId, body)), "422 NOT_ELIGIBLE", outside);
      }
      assert.equal(await refusal(() => readCase(ctx, people.head, caseId)), "404 CASE_UNKNOWN");
    });
  });
});

async function claimed(kernel: TestKernel, caseId: number, who: PersonName) {
  const { id, version } = await kernel.task(caseId);
  const done = await claimTask(kernel.ctx, kernel.people[who], id, { requestId: requestId(), version });
  return { taskId: id, version: done.version };
}
