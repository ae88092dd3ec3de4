import assert from "node:assert/strict";
import { BusinessError } from "#domain/errors.ts";
import { returnPreviewSchema, returnTargetsSchema } from "#domain/platform/returns.ts";
import { describeDatabases } from "#test/database.ts";
import { buildKernel, type PersonName, requestId, type TestKernel, testHandlers } from "#test/kernel.ts";
import { refusal } from "#test/refused.ts";
import { readCase } from "../caseView.ts";
import { claimTask } from "../claim.ts";
import { decide } from "../decide.ts";
import { listInbox } from "../lists.ts";
import { listNotices } from "../noticeLists.ts";
import { releaseTask } from "../release.ts";
import { listReturnTargets, previewReturn } from "./preview.ts";
import { returnTask } from "./return.ts";

type Kernel = TestKernel & { caseId: number };

describe("退回, mode rerun", () => {
  describeDatabases((makeDatabase) => {
    /** A case that waits at a node, whose task this person holds. */
    async function heldAt(
      node: "firstReview" | "secondReview" | "finalApproval",
      who: PersonName,
      handlers = testHandlers(),
    ) {
      const kernel = await buildKernel(await makeDatabase(), { handlers });
      const { caseId } = await kernel.apply();
      await kernel.walk(caseId, node);
      return { ...kernel, caseId, ...(await claimed({ ...kernel, caseId }, who)) };
    }
    async function claimed(kernel: Kernel, who: PersonName) {
      const { ctx, people, caseId } = kernel;
      const { id: taskId, version } = await kernel.task(caseId);
      const done = await claimTask(ctx, people[who], taskId, { requestId: requestId(), version });
      return { taskId, version: done.version };
    }
    const back = (target: string, version: number) => ({ requestId: requestId(), version, target, reason: "材料有误" });
    const view = ({ ctx, people, caseId }: Kernel, who: PersonName) => readCase(ctx, people[who], caseId);
    const rowOf = ({ database }: Kernel, id: number) =>
      database.read((read) => read.sql.selectFrom("task").selectAll().where("id", "=", id).executeTakeFirstOrThrow());
    const decisionsOf = async ({ database, caseId }: Kernel) =>
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
    const told = async ({ ctx, people }: Kernel, who: PersonName) =>
      (await listNotices(ctx, people[who], { box: "unread" })).rows.filter(({ kind }) => kind === "returned");

    it("goes to who decided the target, voids what is passed again, and leaves the clocks of the case alone", async () => {
      // given
      const kernel = await heldAt("finalApproval", "deputy2");
      const { ctx, people, caseId, taskId, version } = kernel;
      const before = await view(kernel, "deputy2");
      // when
      const done = await returnTask(ctx, people.deputy2, taskId, back("firstReview", version));
      // then
      assert.deepEqual(done.next, { kind: "none", taskId: null });
      const returned = await rowOf(kernel, taskId);
      assert.deepEqual([returned.state, returned.openAssignee, returned.openPool], ["returned", null, null]);
      const open = await kernel.task(caseId);
      const task = await rowOf(kernel, open.id);
      assert.deepEqual(
        [task.node, task.state, task.openAssignee, task.openPool, task.claimedAt],
        ["firstReview", "active", people.handler.personId, null, null],
      );
      assert.equal((await rowOf(kernel, task.previousTaskId!)).node, "firstReview");
      assert.deepEqual(await decisionsOf(kernel), ["accept effective", "firstReview void", "secondReview void"]);
      const after = await view(kernel, "handler");
      assert.deepEqual(
        [after.state, after.promisedDue, after.acceptedAt],
        ["running", before.promisedDue, before.acceptedAt],
      );
      assert.deepEqual(after.timeline.at(-1)?.what, "退回至初审");
      assert.equal(after.timeline.at(-1)?.opinion, "材料有误");
      assert.match((await told(kernel, "handler"))[0]!.text, /由“审定 & 签发”退回至“初审”，请重新办理。理由：材料有误/);
      assert.match((await told(kernel, "head"))[0]!.text, /您在其中的意见未生效/);
      assert.equal((await told(kernel, "window")).length, 0);
      assert.equal((await view(kernel, "deputy2")).level, "history");
      const finished = await listInbox(ctx, people.deputy2, "done", { sort: "due" });
      assert.equal(finished.rows.length, 1);
    });

    it("runs again from there to the end, the same persons at the same nodes", async () => {
      const kernel = await heldAt("finalApproval", "deputy2");
      const { ctx, people, caseId, taskId, version } = kernel;
      await returnTask(ctx, people.deputy2, taskId, back("firstReview", version));
      const again = await kernel.task(caseId);
      const body = { requestId: requestId(), version: again.version, opinion: "已更正。", form: { area: 90 } };
      await decide(ctx, people.handler, again.id, { ...body, outcome: "proposeApproval" });
      await kernel.step("head", caseId, "proposeApproval");
      await kernel.step("deputy2", caseId, "approve");
      await kernel.runner.settle();
      const { state, outcome } = await view(kernel, "clerk");
      assert.deepEqual([state, outcome], ["closed", "approved"]);
    });

    it("frees a person of an earlier node that has to be passed again: separation follows what took effect", async () => {
      const kernel = await buildKernel(await makeDatabase());
      const { caseId } = await kernel.apply();
      const { ctx, people } = kernel;
      await kernel.step("window", caseId, "approve");
      await kernel.step("handler", caseId, "proposeApproval", { form: { area: 100 } });
      await kernel.step("both", caseId, "proposeApproval");
      const held = await claimed({ ...kernel, caseId }, "deputy2");
      await returnTask(ctx, people.deputy2, held.taskId, back("firstReview", held.version));
      // 初审 waits for its former decider; released, whoever only did the void 复核 may take it too.
      const { id, version } = await kernel.task(caseId);
      const released = await releaseTask(ctx, people.handler, id, { requestId: requestId(), version });
      await claimTask(ctx, people.both, id, { requestId: requestId(), version: released.version });
    });

    it("goes to the pool where the earlier decider may no longer take it", async () => {
      const kernel = await heldAt("secondReview", "head");
      const { ctx, people, caseId, taskId, version, database } = kernel;
      await database.transact((tx) =>
        tx.sql.deleteFrom("poolMember").where("personId", "=", people.handler.personId).execute(),
      );
      await returnTask(ctx, people.head, taskId, back("firstReview", version));
      const task = await rowOf(kernel, (await kernel.task(caseId)).id);
      assert.deepEqual([task.state, task.openPool, task.openAssignee], ["pooled", task.poolId, null]);
    });

    it("lets a deciding node return what was proposed to be refused, and approve it afterwards", async () => {
      const kernel = await buildKernel(await makeDatabase());
      const { caseId } = await kernel.apply();
      const { ctx, people } = kernel;
      await kernel.step("window", caseId, "approve");
      await kernel.step("handler", caseId, "proposeRefusal", { form: { area: 100 } });
      await kernel.step("head", caseId, "proposeApproval");
      const held = await claimed({ ...kernel, caseId }, "deputy2");
      await returnTask(ctx, people.deputy2, held.taskId, back("firstReview", held.version));
      const again = await kernel.task(caseId);
      const body = { requestId: requestId(), version: again.version, opinion: "同意。", form: { area: 100 } };
      await decide(ctx, people.handler, again.id, { ...body, outcome: "proposeApproval" });
      await kernel.step("head", caseId, "proposeApproval");
      await kernel.step("deputy2", caseId, "approve");
      assert.equal((await view({ ...kernel, caseId }, "clerk")).outcome, "approved");
    });

    it("undecides a case whose decision could not be carried out and that is returned then", async () => {
      // given: what was decided fails, and the case waits at 审定 again
      const issue = {
        type: "test-permit.issue",
        apply: async () => {
          throw new BusinessError("PERMIT_IMPOSSIBLE", "已被占用。");
        },
      };
      const kernel = await heldAt("finalApproval", "deputy2", testHandlers([issue]));
      const { ctx, people, caseId } = kernel;
      const body = { requestId: requestId(), version: kernel.version, opinion: "同意。", form: {} };
      await decide(ctx, people.deputy2, kernel.taskId, { ...body, outcome: "approve" });
      await kernel.runner.settle();
      const held = await claimed(kernel, "deputy2");
      // when
      await returnTask(ctx, people.deputy2, held.taskId, back("secondReview", held.version));
      // then
      const { state, decidedAt } = await view(kernel, "head");
      assert.deepEqual([state, decidedAt], ["running", null]);
      assert.equal((await kernel.task(caseId)).node, "secondReview");
    });

    it("previews exactly what it does, and changes nothing by it", async () => {
      const kernel = await heldAt("finalApproval", "deputy2");
      const { ctx, people, caseId, taskId } = kernel;
      const { version } = await view(kernel, "deputy2");
      const { targets } = returnTargetsSchema.parse(await listReturnTargets(ctx, people.deputy2, taskId));
      assert.deepEqual(
        targets.map(({ node, personName, allowed, code }) => [node, personName, allowed, code]),
        [
          ["secondReview", "head", true, null],
          ["firstReview", "handler", true, null],
          ["accept", "window", true, null],
        ],
      );
      const preview = returnPreviewSchema.parse(await previewReturn(ctx, people.deputy2, taskId, "accept"));
      assert.deepEqual(preview.ends, [{ node: "finalApproval", nodeName: "审定 & 签发", personName: "deputy2" }]);
      assert.deepEqual([preview.stays, preview.effects], [[], ["“Acknowledge”已办，保留；再次办理时更新。"]]);
      assert.equal((await view(kernel, "deputy2")).version, version);
      assert.equal((await kernel.task(caseId)).id, taskId);
      for (const who of ["head", "window"] as const) {
        assert.match(await refusal(() => previewReturn(ctx, people[who], taskId, "accept")), /^40[49] /);
      }
      assert.equal(await refusal(() => listReturnTargets(ctx, people.rival, taskId)), "404 TASK_UNKNOWN");
    });

    it("refuses a node that was never passed, an old version, who does not hold it, and what the node does not offer", async () => {
      const kernel = await heldAt("secondReview", "head");
      const { ctx, people, taskId, version, database } = kernel;
      const attempt = (who: PersonName, target: string, at = version) =>
        refusal(() => returnTask(ctx, people[who], taskId, back(target, at)));
      assert.equal(await attempt("head", "finalApproval"), "409 NEVER_PASSED");
      assert.equal(await attempt("head", "firstReview", version - 1), "409 STALE_TASK");
      assert.equal(await attempt("both", "firstReview"), "409 TASK_TAKEN");
      assert.equal(await attempt("rival", "firstReview"), "404 TASK_UNKNOWN");
      const settings = (more: object) =>
        database.transact(async (tx) => {
          const { settings: text } = await tx.sql
            .selectFrom("task")
            .select("settings")
            .where("id", "=", taskId)
            .executeTakeFirstOrThrow();
          const changed = JSON.stringify({ ...JSON.parse(text), ...more });
          await tx.sql.updateTable("task").set({ settings: changed }).where("id", "=", taskId).execute();
        });
      await settings({ returnTargets: "accept" });
      assert.equal(await attempt("head", "firstReview"), "409 RETURN_NOT_OFFERED");
      assert.deepEqual(
        (await listReturnTargets(ctx, people.head, taskId)).targets.map(({ node }) => node),
        ["accept"],
      );
      await settings({ actions: "transfer" });
      assert.equal(await attempt("head", "accept"), "409 NOT_OFFERED");
    });

    it("answers a repeat with the first result; of two at once one passes", async () => {
      const kernel = await heldAt("secondReview", "head");
      const { ctx, people, caseId, taskId, version } = kernel;
      const both = await Promise.allSettled(
        ["firstReview", "accept"].map((target) => returnTask(ctx, people.head, taskId, back(target, version))),
      );
      assert.equal(both.filter(({ status }) => status === "fulfilled").length, 1);
      const lost = both.find(({ status }) => status === "rejected") as PromiseRejectedResult;
      assert.equal(lost.reason.code, "STALE_TASK");
      const open = await kernel.task(caseId);
      const who = open.node === "firstReview" ? ("handler" as const) : ("window" as const);
      assert.equal((await rowOf(kernel, open.id)).openAssignee, people[who].personId);
    });

    it("repeats by its request id without moving the case twice", async () => {
      const kernel = await heldAt("secondReview", "head");
      const { ctx, people, caseId, taskId, version } = kernel;
      const body = back("firstReview", version);
      const first = await returnTask(ctx, people.head, taskId, body);
      const { id } = await kernel.task(caseId);
      assert.deepEqual(await returnTask(ctx, people.head, taskId, body), first);
      assert.equal((await kernel.task(caseId)).id, id);
    });
  });
});
