import assert from "node:assert/strict";
import { describeLocks } from "#db/locks.ts";
import type { Outcome } from "#domain/platform/states.ts";
import { describeDatabases } from "#test/database.ts";
import { buildKernel, type PersonName, requestId, type TestKernel, type TestKernelOptions } from "#test/kernel.ts";
import { refusal, refused } from "#test/refused.ts";
import { readCase } from "./caseView.ts";
import { claimTask } from "./claim.ts";
import { decide } from "./decide.ts";
import { listInbox } from "./lists.ts";
import { releaseTask } from "./release.ts";
import { saveTaskDraft } from "./saveTaskDraft.ts";

describe("a task", () => {
  describeDatabases((makeDatabase) => {
    const build = async (options?: TestKernelOptions) => buildKernel(await makeDatabase(), options);

    it("is claimed by one of two who try at once; the other reads 已由他人办理", async () => {
      const kernel = await build();
      const { caseId } = await kernel.apply();
      const { id, version } = await kernel.task(caseId);
      const results = await Promise.allSettled(
        (["window", "window2"] as const).map((who) =>
          claimTask(kernel.ctx, kernel.people[who], id, { requestId: requestId(), version }),
        ),
      );
      assert.deepEqual(outcomesOf(results), ["409 TASK_TAKEN", "done"]);
    });

    it("is decided by exactly one of two requests at once", async () => {
      // given
      const kernel = await build();
      const { caseId } = await kernel.apply();
      const { id, version } = await claimed(kernel, caseId, "window");
      const body = { version, outcome: "approve" as const, opinion: "", form: {} };
      // when
      const [own, own2, other] = await Promise.allSettled([
        decide(kernel.ctx, kernel.people.window, id, { ...body, requestId: requestId() }),
        decide(kernel.ctx, kernel.people.window, id, { ...body, requestId: requestId() }),
        decide(kernel.ctx, kernel.people.window2, id, { ...body, requestId: requestId() }),
      ]);
      // then
      assert.deepEqual(outcomesOf([own, own2]), ["409 STALE_TASK", "done"]);
      assert.deepEqual(outcomesOf([other]), ["409 TASK_TAKEN"]);
    });

    it("does not exist for somebody outside its pool, nor when its id is forged", async () => {
      const kernel = await build();
      const { caseId } = await kernel.apply();
      const { id, version } = await kernel.task(caseId);
      const claim = (who: PersonName, taskId: number) => () =>
        claimTask(kernel.ctx, kernel.people[who], taskId, { requestId: requestId(), version });
      assert.equal(await refusal(claim("handler", id)), "404 TASK_UNKNOWN");
      assert.equal(await refusal(claim("clerk", id)), "404 TASK_UNKNOWN");
      assert.equal(await refusal(claim("window", id + 123_456)), "404 TASK_UNKNOWN");
      const body = { requestId: requestId(), version, outcome: "approve" as const, opinion: "", form: {} };
      assert.equal(await refusal(() => decide(kernel.ctx, kernel.people.handler, id, body)), "404 TASK_UNKNOWN");
    });

    it("goes back to the pool when it is released, and the draft waits for its author", async () => {
      // given
      const kernel = await build();
      const { ctx, people } = kernel;
      const { caseId } = await kernel.apply();
      const { id, version } = await claimed(kernel, caseId, "window");
      const draft = { form: {}, opinion: "还差一份材料" };
      assert.deepEqual(await saveTaskDraft(ctx, people.window, id, draft), { version: 1 });
      assert.deepEqual(await saveTaskDraft(ctx, people.window, id, draft), { version: 2 });
      // when
      await releaseTask(ctx, people.window, id, { requestId: requestId(), version });
      // then
      assert.equal((await listInbox(ctx, people.window2, "pool", { sort: "due" })).rows.length, 1);
      assert.equal(await refusal(() => saveTaskDraft(ctx, people.window, id, draft)), "409 CLAIM_FIRST");
      await claimed(kernel, caseId, "window");
      const [task] = (await readCase(ctx, people.window, caseId)).tasks;
      assert.deepEqual(task?.draft, { ...draft, version: 2 });
      assert.deepEqual(task?.actions, ["release", "saveDraft", "decide", "transfer", "copy", "supplement", "return"]);
    });

    it("cannot be changed by whoever looked at an older version", async () => {
      const kernel = await build();
      const { caseId } = await kernel.apply();
      const { id, version } = await kernel.task(caseId);
      const claim = () =>
        claimTask(kernel.ctx, kernel.people.window, id, { requestId: requestId(), version: version - 1 });
      assert.equal(await refusal(claim), "409 STALE_TASK");
    });

    it("waits while an exclusive command has the case", async () => {
      const kernel = await build();
      const { caseId } = await kernel.apply();
      const { id, version } = await kernel.task(caseId);
      await kernel.database.transact((tx) =>
        tx.sql.updateTable("caseRecord").set({ exclusiveCommandId: 1 }).where("id", "=", caseId).execute(),
      );
      const claim = () => claimTask(kernel.ctx, kernel.people.window, id, { requestId: requestId(), version });
      assert.equal(await refusal(claim), "409 CASE_BUSY");
    });

    it("tells every problem of a decision at once and stores nothing of it", async () => {
      // given
      const kernel = await build({
        business: { decide: async () => [{ code: "ROOM_TAKEN", message: "该用房已被占用。" }] },
      });
      const { caseId } = await kernel.apply();
      const { id, version } = await claimed(kernel, caseId, "window");
      const body = {
        requestId: requestId(),
        version,
        outcome: "refuse" as Outcome,
        opinion: "",
        form: { state: "approved" },
      };
      // when
      const { code, status, problems } = await refused(() => decide(kernel.ctx, kernel.people.window, id, body));
      // then
      assert.deepEqual([status, code], [422, "DECISION_INVALID"]);
      assert.deepEqual(
        problems.map((problem) => `${problem.code} ${problem.field ?? ""}`),
        ["OUTCOME_NOT_OFFERED outcome", "OPINION_REQUIRED opinion", "FIELD_NOT_WRITABLE state"],
      );
      const stored = await kernel.database.read((read) => read.sql.selectFrom("decision").select("id").execute());
      assert.equal(stored.length, 0);
    });

    it("takes only the writable fields of its form, checked against the business's schema", async () => {
      // given
      const kernel = await build();
      const { caseId } = await kernel.apply();
      await kernel.step("window", caseId, "approve");
      const { id, version } = await claimed(kernel, caseId, "handler");
      const body = (form: Record<string, unknown>) => ({
        ...{ requestId: requestId(), version, outcome: "proposeApproval" as const, opinion: "", form },
      });
      const wrong = await refused(() => decide(kernel.ctx, kernel.people.handler, id, body({ area: "很大" })));
      assert.deepEqual(
        wrong.problems.map(({ code, field }) => [code, field]),
        [["FIELD_INVALID", "area"]],
      );
      assert.match(wrong.message, /[一-鿿].*。$/);
      // when
      await decide(kernel.ctx, kernel.people.handler, id, body({ area: 250, note: "现场已看" }));
      // then
      const sections = await kernel.database.read((read) =>
        read.sql.selectFrom("caseForm").select(["formId", "version", "data"]).orderBy("formId").execute(),
      );
      assert.deepEqual(sections, [
        { formId: "test-permit.review", version: 1, data: '{"area":250,"note":"现场已看"}' },
        { formId: "test-permit.start", version: 1, data: '{"area":100}' },
      ]);
    });

    it("of a review node is not for somebody who decided another one, by position or not (APR-06)", async () => {
      // given
      const kernel = await build();
      const { caseId } = await kernel.apply();
      await kernel.step("window", caseId, "approve");
      await kernel.step("both", caseId, "proposeApproval", { form: { area: 1 } });
      // when
      const { id, version } = await kernel.task(caseId);
      const claim = () => claimTask(kernel.ctx, kernel.people.both, id, { requestId: requestId(), version });
      // then
      assert.equal(await refusal(claim), "403 SEPARATION");
      assert.equal((await listInbox(kernel.ctx, kernel.people.both, "pool", { sort: "due" })).rows.length, 0);
      assert.equal((await listInbox(kernel.ctx, kernel.people.head, "pool", { sort: "due" })).rows.length, 1);
    });

    it("keeps out whoever did a node that its distinctFrom names", async () => {
      const kernel = await build();
      const { caseId } = await kernel.apply();
      await kernel.step("deputy", caseId, "approve");
      await kernel.step("handler", caseId, "proposeApproval", { form: { area: 1 } });
      await kernel.step("head", caseId, "proposeApproval");
      const { id, version } = await kernel.task(caseId);
      const claim = () => claimTask(kernel.ctx, kernel.people.deputy, id, { requestId: requestId(), version });
      assert.equal(await refusal(claim), "403 SEPARATION");
      const end = await kernel.step("deputy2", caseId, "approve");
      assert.equal(end.next.kind, "finished");
    });

    it("held against separation, however it came about, can be given back but not decided", async () => {
      // given: the head holds 复核 and is then found to have decided 初审
      const kernel = await build();
      const { ctx, people, database } = kernel;
      const { caseId } = await kernel.apply();
      await kernel.walk(caseId, "secondReview");
      const { id, version } = await claimed(kernel, caseId, "head");
      await database.transact((tx) =>
        tx.sql
          .updateTable("decision")
          .set({ personId: people.head.personId })
          .where("node", "=", "firstReview")
          .execute(),
      );
      // when
      const body = { version, outcome: "proposeApproval" as const, opinion: "", form: {} };
      const deciding = () => decide(ctx, people.head, id, { ...body, requestId: requestId() });
      // then
      assert.equal(await refusal(deciding), "403 SEPARATION");
      await releaseTask(ctx, people.head, id, { requestId: requestId(), version });
      assert.equal((await kernel.task(caseId)).node, "secondReview");
    });

    it("that nobody is left for stays, and the administrators are told", async () => {
      // given
      const kernel = await build();
      const { caseId } = await kernel.apply();
      await kernel.database.transact((tx) =>
        tx.sql.deleteFrom("poolMember").where("personId", "=", kernel.people.head.personId).execute(),
      );
      await kernel.step("window", caseId, "approve");
      // when
      await kernel.step("both", caseId, "proposeApproval", { form: { area: 1 } });
      // then
      const { notices, audits } = await kernel.database.read(async (read) => ({
        notices: await read.sql.selectFrom("notice").select(["personId", "kind"]).execute(),
        audits: await read.sql.selectFrom("auditEntry").select("act").where("act", "=", "task.nobodyLeft").execute(),
      }));
      assert.deepEqual(notices, [{ personId: kernel.people.admin.personId, kind: "emptyApprover" }]);
      assert.equal(audits.length, 1);
      assert.equal((await kernel.task(caseId)).node, "secondReview");
    });

    it("takes its locks in the one order: root instance, case, task", async () => {
      let locks: string[] = [];
      const kernel = await build({
        business: {
          decide: async (tx) => {
            locks = describeLocks(tx);
            return [];
          },
        },
      });
      const { caseId } = await kernel.apply();
      await kernel.step("window", caseId, "approve");
      assert.deepEqual(
        locks.map((lock) => lock.split(" ")[0]),
        ["instance", "case", "task"],
      );
    });

    it("starts the decision clock when it accepts, from that day and in working days", async () => {
      // given: Friday before the Spring Festival of 2026 (APR-03)
      const kernel = await build();
      kernel.clock.set("2026-02-13T02:00:00Z");
      const { caseId } = await kernel.apply();
      // when
      await kernel.step("window", caseId, "approve");
      // then
      const view = await readCase(kernel.ctx, kernel.people.clerk, caseId);
      assert.deepEqual([view.acceptDue, view.promisedDue], ["2026-02-27", "2026-03-05"]);
      assert.equal(view.timeLeft?.workingDaysLeft, 10);
    });

    it("ends the case as not accepted without starting any clock", async () => {
      const kernel = await build();
      const { caseId } = await kernel.apply();
      await kernel.step("window", caseId, "notAccept", { opinion: "不属于本机关职权范围。" });
      const view = await readCase(kernel.ctx, kernel.people.clerk, caseId);
      assert.deepEqual(
        [view.state, view.outcome, view.promisedDue, view.timeLeft],
        ["closed", "notAccepted", null, null],
      );
    });
  });
});

async function claimed(kernel: TestKernel, caseId: number, who: PersonName) {
  const { id, version } = await kernel.task(caseId);
  const done = await claimTask(kernel.ctx, kernel.people[who], id, { requestId: requestId(), version });
  return { id, version: done.version };
}

function outcomesOf(results: PromiseSettledResult<unknown>[]): string[] {
  return results
    .map((result) =>
      result.status === "fulfilled" ? "done" : `${result.reason.status ?? ""} ${result.reason.code ?? result.reason}`,
    )
    .sort();
}
