import assert from "node:assert/strict";
import { describeDatabases } from "#test/database.ts";
import { buildKernel, type PersonName, requestId, type TestKernel } from "#test/kernel.ts";
import { refusal } from "#test/refused.ts";
import { readCase } from "./caseView.ts";
import { claimTask } from "./claim.ts";
import { listNotices } from "./noticeLists.ts";
import { urgeCase } from "./urge.ts";

describe("催办", () => {
  describeDatabases((makeDatabase) => {
    /** 初审 of a case, accepted by the window clerk and held by nobody yet. */
    async function atFirstReview() {
      const kernel = await buildKernel(await makeDatabase());
      const { caseId } = await kernel.apply();
      await kernel.walk(caseId, "firstReview");
      return { ...kernel, caseId };
    }
    type Reviewed = Awaited<ReturnType<typeof atFirstReview>>;
    async function urge({ ctx, people, caseId }: Reviewed, who: PersonName) {
      const { version } = await readCase(ctx, people.clerk, caseId);
      return urgeCase(ctx, people[who], caseId, { requestId: requestId(), version });
    }
    const told = async ({ ctx, people }: TestKernel, who: PersonName) =>
      (await listNotices(ctx, people[who], { box: "unread" })).rows
        .filter(({ kind }) => kind === "urge")
        .map(({ text }) => text.replace(/案件“.*”的/, ""));
    const mayUrge = async ({ ctx, people, caseId }: Reviewed, who: PersonName) =>
      (await readCase(ctx, people[who], caseId)).actions.includes("urge");
    const countOf = ({ database }: TestKernel) =>
      database.read((read) =>
        read.sql
          .selectFrom("task")
          .select(["urgeCount", "urgedOn"])
          .where("endedAt", "is", null)
          .executeTakeFirstOrThrow(),
      );

    it("by the applicant reaches everybody who may claim the task, then its holder; once a working day", async () => {
      // given: a Friday
      const kernel = await atFirstReview();
      kernel.clock.set("2026-11-27T01:00:00Z");
      assert.equal(await mayUrge(kernel, "clerk"), true);
      // when
      const { version } = await readCase(kernel.ctx, kernel.people.clerk, kernel.caseId);
      const request = { requestId: requestId(), version };
      const done = await urgeCase(kernel.ctx, kernel.people.clerk, kernel.caseId, request);
      // then
      assert.deepEqual(await urgeCase(kernel.ctx, kernel.people.clerk, kernel.caseId, request), done);
      assert.deepEqual(done, { caseId: kernel.caseId, version: version + 1, pending: false });
      for (const who of ["handler", "both"] as const) {
        assert.deepEqual(await told(kernel, who), ["申请人催办“初审”环节，请尽快办理。"]);
      }
      assert.deepEqual(await countOf(kernel), { urgeCount: 1, urgedOn: "2026-11-27" });
      for (const at of ["2026-11-27T09:00:00Z", "2026-11-28T02:00:00Z", "2026-11-29T02:00:00Z"]) {
        kernel.clock.set(at);
        assert.equal(await refusal(() => urge(kernel, "colleague")), "409 URGED_TODAY", at);
        assert.equal(await mayUrge(kernel, "colleague"), false, at);
      }
      // and on Monday
      kernel.clock.set("2026-11-30T01:00:00Z");
      const { id, version: task } = await kernel.task(kernel.caseId);
      await claimTask(kernel.ctx, kernel.people.handler, id, { requestId: requestId(), version: task });
      await urge(kernel, "colleague");
      assert.equal((await told(kernel, "handler")).length, 2);
      assert.equal((await told(kernel, "both")).length, 1);
      assert.deepEqual(await countOf(kernel), { urgeCount: 2, urgedOn: "2026-11-30" });
    });

    it("is open to an earlier handler by name, and to leaders of the section any time", async () => {
      // given
      const kernel = await atFirstReview();
      const { id, version } = await kernel.task(kernel.caseId);
      await claimTask(kernel.ctx, kernel.people.handler, id, { requestId: requestId(), version });
      // when
      await urge(kernel, "window");
      assert.equal(await refusal(() => urge(kernel, "window")), "409 URGED_TODAY");
      // then
      assert.deepEqual(await told(kernel, "handler"), ["window催办“初审”环节，请尽快办理。"]);
      // given: a copy lets the head see the case
      await kernel.database.transact((tx) =>
        tx.sql
          .insertInto("caseGrant")
          .values({
            ...{ id: tx.nextId(), caseId: kernel.caseId, personId: kernel.people.head.personId, why: "copy" },
            ...{ level: "history", taskId: id, since: tx.now, until: null },
          })
          .execute(),
      );
      // when
      await urge(kernel, "head");
      await urge(kernel, "head");
      // then
      assert.equal((await told(kernel, "handler")).length, 3);
      assert.equal((await countOf(kernel)).urgeCount, 3);
    });

    it("has nobody to reach for the holder alone, and is not for candidates nor for whoever may not know the case", async () => {
      const kernel = await atFirstReview();
      assert.equal(await refusal(() => urge(kernel, "handler")), "404 CASE_UNKNOWN");
      assert.equal(await refusal(() => urge(kernel, "rival")), "404 CASE_UNKNOWN");
      const { id, version } = await kernel.task(kernel.caseId);
      await claimTask(kernel.ctx, kernel.people.handler, id, { requestId: requestId(), version });
      assert.equal(await refusal(() => urge(kernel, "handler")), "409 NOTHING_TO_URGE");
      assert.equal(await mayUrge(kernel, "handler"), false);
    });

    it("has nobody to reach once the case is closed", async () => {
      const kernel = await atFirstReview();
      await kernel.step("handler", kernel.caseId, "proposeApproval", { form: { area: 1 } });
      await kernel.step("head", kernel.caseId, "proposeApproval");
      await kernel.step("deputy", kernel.caseId, "approve");
      assert.equal(await refusal(() => urge(kernel, "clerk")), "409 WRONG_CASE_STATE");
      assert.equal(await mayUrge(kernel, "clerk"), false);
    });
  });
});
