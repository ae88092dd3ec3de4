import assert from "node:assert/strict";
import { caseCommandResultSchema } from "#domain/platform/caseCommands.ts";
import { describeDatabases } from "#test/database.ts";
import { buildKernel, type PersonName, requestId, type TestKernel, testHandlers } from "#test/kernel.ts";
import { refusal } from "#test/refused.ts";
import { readCase } from "./caseView.ts";
import { claimTask } from "./claim.ts";
import { decide } from "./decide.ts";
import { listNotices } from "./noticeLists.ts";
import { withCase } from "./openCase.ts";
import { terminateCase, withdrawCase } from "./stop.ts";

describe("撤回申请 and 终止", () => {
  describeDatabases((makeDatabase) => {
    const nodes = ["accept", "firstReview", "secondReview", "finalApproval"] as const;

    async function applied(handlers = testHandlers()) {
      const kernel = await buildKernel(await makeDatabase(), { handlers });
      const { caseId } = await kernel.apply();
      return { ...kernel, caseId };
    }
    const view = ({ ctx, people, caseId }: TestKernel & { caseId: number }, who: PersonName) =>
      readCase(ctx, people[who], caseId);
    const body = (version: number, reason = "改变了主意") => ({ requestId: requestId(), version, reason });
    const told = async ({ ctx, people }: TestKernel, who: PersonName) =>
      (await listNotices(ctx, people[who], { box: "unread" })).rows.filter(({ kind }) => kind === "stopped");

    for (const node of nodes) {
      it(`withdraws a case that waits at ${node}: outcome, no open task, jobs undone, everybody told`, async () => {
        // given
        const undone: number[] = [];
        const undo = {
          type: "test-permit.undo",
          apply: async ({ caseId }: { caseId: number }) => void undone.push(caseId),
        };
        const kernel = await applied(testHandlers([undo]));
        const { ctx, people, caseId } = kernel;
        if (node !== "accept") await kernel.walk(caseId, node);
        const before = await view(kernel, "clerk");
        assert.deepEqual(before.actions, ["withdraw", "urge"]);
        // when
        const command = body(before.version);
        const done = await withdrawCase(ctx, people.clerk, caseId, command);
        // then
        assert.deepEqual(caseCommandResultSchema.parse(done), { caseId, version: done.version, pending: false });
        assert.deepEqual(await withdrawCase(ctx, people.clerk, caseId, command), done, "repeated");
        const after = await view(kernel, "clerk");
        assert.deepEqual([after.state, after.outcome, after.actions], ["closed", "withdrawn", []]);
        assert.equal(after.timeline.at(-1)?.what, "撤回申请");
        assert.deepEqual(undone, [caseId]);
        const open = await ctx.database.read((read) =>
          read.sql.selectFrom("task").select("id").where("caseId", "=", caseId).where("endedAt", "is", null).execute(),
        );
        assert.deepEqual(open, []);
        assert.equal((await told(kernel, "colleague")).length, 1);
        if (node !== "accept")
          assert.match((await told(kernel, "window"))[0]!.text, /已由申请人撤回。理由：改变了主意/);
      });
    }

    it("tells the holder of the task, who still sees the history, and cancels the task", async () => {
      const kernel = await applied();
      const { ctx, people, caseId } = kernel;
      const { id, version } = await kernel.task(caseId);
      await claimTask(ctx, people.window, id, { requestId: requestId(), version });
      await withdrawCase(ctx, people.clerk, caseId, body((await view(kernel, "clerk")).version));
      assert.equal((await told(kernel, "window")).length, 1);
      assert.equal((await view(kernel, "window")).level, "history");
      const task = await ctx.database.read((read) =>
        read.sql.selectFrom("task").select("state").where("id", "=", id).executeTakeFirstOrThrow(),
      );
      assert.equal(task.state, "canceled");
    });

    it("terminates only by who leads in the deciding centre and sees the case; the applicant reads why", async () => {
      const kernel = await applied();
      const { ctx, people, caseId } = kernel;
      await kernel.walk(caseId, "secondReview");
      const { version } = await view(kernel, "handler");
      const end = (who: PersonName) => terminateCase(ctx, people[who], caseId, body(version, "申请人主体资格灭失"));
      for (const who of ["window", "handler", "clerk", "rival", "deputy", "admin"] as const) {
        assert.equal(await refusal(() => end(who)), "404 CASE_UNKNOWN", who);
      }
      assert.ok((await view(kernel, "head")).actions.includes("terminate"));
      await end("head");
      assert.equal((await view(kernel, "head")).outcome, "terminated", "who ended it can still look it up");
      const seen = await view(kernel, "clerk");
      assert.deepEqual([seen.state, seen.outcome], ["closed", "terminated"]);
      const { what, who, opinion } = seen.timeline.at(-1)!;
      assert.deepEqual([what, who, opinion], ["终止办理", "", "申请人主体资格灭失"]);
      assert.match((await told(kernel, "clerk"))[0]!.text, /已被终止办理/);
    });

    it("refuses strangers, an old version, and a case that is decided", async () => {
      const kernel = await applied();
      const { ctx, people, caseId } = kernel;
      const { version } = await view(kernel, "clerk");
      const withdraw = (who: PersonName, at: number) => refusal(() => withdrawCase(ctx, people[who], caseId, body(at)));
      assert.equal(await withdraw("rival", version), "404 CASE_UNKNOWN");
      assert.equal(await withdraw("window", version), "404 CASE_UNKNOWN");
      await kernel.walk(caseId, "firstReview");
      assert.equal(await withdraw("clerk", version), "409 STALE_CASE");
      await kernel.step("handler", caseId, "proposeApproval", { form: { area: 100 } });
      await kernel.step("head", caseId, "proposeApproval");
      await kernel.step("deputy", caseId, "refuse");
      const decided = await view(kernel, "clerk");
      assert.deepEqual([decided.state, decided.actions], ["decided", []]);
      assert.equal(await withdraw("clerk", decided.version), "409 ALREADY_DECIDED");
    });

    it("keeps everybody else out until the jobs that undo are done", async () => {
      // given: a job that undoes and has to be repeated by an operator
      let isBroken = true;
      const undo = {
        type: "test-permit.undo",
        apply: async () => {
          if (isBroken) throw new Error("the register is down");
        },
      };
      const kernel = await applied(testHandlers([undo]));
      const { ctx, people, caseId, database, runner } = kernel;
      await kernel.walk(caseId, "firstReview");
      // when
      const done = await withdrawCase(ctx, people.clerk, caseId, body((await view(kernel, "clerk")).version));
      // then
      assert.equal(done.pending, true);
      const waiting = await view(kernel, "clerk");
      assert.deepEqual([waiting.state, waiting.outcome, waiting.actions], ["running", "withdrawn", []]);
      const again = body(waiting.version);
      assert.equal(await refusal(() => withdrawCase(ctx, people.colleague, caseId, again)), "409 CASE_BUSY");
      // when
      isBroken = false;
      const incident = await database.read((read) =>
        read.sql.selectFrom("engineIncident").select("key").executeTakeFirstOrThrow(),
      );
      await resolve(kernel, caseId, String(incident.key));
      await runner.settle();
      // then
      assert.equal((await view(kernel, "clerk")).state, "closed");
    });

    it("lets one of two pass who withdraw and decide at once", async () => {
      const kernel = await applied();
      const { ctx, people, caseId } = kernel;
      await kernel.walk(caseId, "firstReview");
      const { id, version } = await kernel.task(caseId);
      const claimed = await claimTask(ctx, people.handler, id, { requestId: requestId(), version });
      const decision = { outcome: "proposeApproval" as const, opinion: "同意。", form: { area: 100 } };
      const stop = body((await view(kernel, "clerk")).version);
      const results = await Promise.allSettled([
        decide(ctx, people.handler, id, { requestId: requestId(), version: claimed.version, ...decision }),
        withdrawCase(ctx, people.clerk, caseId, stop),
      ]);
      assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1);
      const lost = results.find(({ status }) => status === "rejected") as PromiseRejectedResult;
      assert.match(lost.reason.code, /^(STALE_CASE|STALE_TASK|TASK_TAKEN|CASE_BUSY)$/);
    });
  });
});

async function resolve({ ctx }: TestKernel, caseId: number, incidentKey: string): Promise<void> {
  await ctx.database.transact((tx) =>
    withCase(ctx.engine, tx, caseId, () => ctx.engine.resolveIncident(tx, incidentKey, 1)),
  );
}
