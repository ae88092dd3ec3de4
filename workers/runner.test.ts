import assert from "node:assert/strict";
import { readCase } from "#approval/caseView.ts";
import { withCase } from "#approval/openCase.ts";
import { describeLocks } from "#db/locks.ts";
import { BusinessError, TryAgainError } from "#domain/errors.ts";
import { describeDatabases } from "#test/database.ts";
import { buildKernel, type TestKernel, type TestKernelOptions, testHandlers } from "#test/kernel.ts";
import type { AnyJobHandler, JobHandler } from "./handler.ts";

describe("the job runner", () => {
  describeDatabases((makeDatabase) => {
    const build = async <A = undefined>(own: JobHandler<A>, more: TestKernelOptions = {}) =>
      buildKernel(await makeDatabase(), { handlers: testHandlers([own as AnyJobHandler]), ...more });

    it("asks outside, applies under the locks of the case, and completes the job in the same transaction", async () => {
      // given
      let locks: string[] = [];
      let told = "";
      const kernel = await build({
        type: "test-permit.issue",
        ask: (job, { read }) =>
          read(async ({ sql }) => {
            const cases = sql.selectFrom("caseRecord").select("title").where("id", "=", job.caseId);
            return (await cases.executeTakeFirstOrThrow()).title;
          }),
        apply: async (job, tx, answer) => {
          locks = describeLocks(tx);
          told = `${answer} ${job.caseRecord.state}`;
        },
      });
      const { caseId } = await kernel.apply();
      // when
      await kernel.walk(caseId, "end");
      // then
      assert.deepEqual(
        locks.map((lock) => lock.split(" ")[0]),
        ["instance", "case"],
      );
      assert.equal(told, "a机构的测试许可 decided");
      assert.equal(await stateOf(kernel, caseId), "closed approved");
    });

    it("turns a business error into the error of the diagram, and what was written before it is gone", async () => {
      // given
      const kernel = await build({
        type: "test-permit.issue",
        apply: async (job, tx) => {
          await tx.sql.updateTable("caseRecord").set({ title: "不应留下" }).where("id", "=", job.caseId).execute();
          throw new BusinessError("PERMIT_IMPOSSIBLE", "不能发证。");
        },
      });
      const { caseId } = await kernel.apply();
      // when
      await kernel.walk(caseId, "end");
      // then
      assert.deepEqual((await jobsOf(kernel, caseId)).slice(-2), ["Issue canceled", "Apologise completed"]);
      // and the case is undecided again, the decision that came to nothing void
      assert.equal(await stateOf(kernel, caseId), "running null");
      assert.equal((await kernel.task(caseId)).node, "finalApproval");
      const view = await readCase(kernel.ctx, kernel.people.deputy, caseId);
      assert.deepEqual([view.decidedAt, view.timeline.at(-1)?.state], [null, "void"]);
      await kernel.step("deputy", caseId, "refuse", { opinion: "无法发证。" });
      assert.equal(await stateOf(kernel, caseId), "decided null");
      assert.equal((await readCase(kernel.ctx, kernel.people.clerk, caseId)).title, "a机构的测试许可");
    });

    it("stops a job whose business error nobody catches, as an incident, and tells the administrators", async () => {
      const kernel = await build({
        type: "test-permit.issue",
        apply: async () => {
          throw new BusinessError("UNHEARD_OF", "没有人接住。");
        },
      });
      const { caseId } = await kernel.apply();
      await kernel.walk(caseId, "end");
      assert.deepEqual(await incidentsOf(kernel), { notices: 1, audits: 1 });
      assert.equal(await stateOf(kernel, caseId), "decided null");
    });

    it("tries a job again after a try-again error, later and with one retry less", async () => {
      // given
      let tries = 0;
      const kernel = await build({
        type: "test-permit.issue",
        ask: async () => {
          tries += 1;
          throw new TryAgainError("对方系统未应答。");
        },
        apply: async () => {},
      });
      const { caseId } = await kernel.apply();
      // when
      await kernel.walk(caseId, "end");
      // then
      const [job] = await engineJobs(kernel);
      assert.deepEqual([tries, job?.retries, await stateOf(kernel, caseId)], [1, 2, "decided null"]);
      // and, when its back-off is over and it fails to the last
      for (let round = 0; round < 3; round += 1) {
        await kernel.database.transact((tx) =>
          tx.sql.updateTable("engineJob").set({ availableAt: 0 }).where("retries", ">", 0).execute(),
        );
        await kernel.runner.settle();
      }
      assert.equal(tries, 3);
      assert.deepEqual(await incidentsOf(kernel), { notices: 1, audits: 1 });
    });

    it("stops at once on anything else that is thrown", async () => {
      const kernel = await build({
        type: "test-permit.issue",
        apply: async () => {
          throw new RangeError("a defect");
        },
      });
      const { caseId } = await kernel.apply();
      await kernel.walk(caseId, "end");
      const [job] = await engineJobs(kernel);
      assert.deepEqual([job?.retries, await incidentsOf(kernel)], [0, { notices: 1, audits: 1 }]);
    });

    it("refuses a job whose required decisions the case does not have, however it was reached", async () => {
      // given
      let applied = 0;
      const kernel = await build({
        type: "test-permit.issue",
        requires: {
          approvals: [{ node: "secondReview", outcomes: ["proposeApproval"] }],
          distinctPersons: [["firstReview", "secondReview"]],
        },
        apply: async () => {
          applied += 1;
        },
      });
      const { caseId } = await kernel.apply();
      await kernel.walk(caseId, "finalApproval");
      await kernel.database.transact((tx) =>
        tx.sql.updateTable("decision").set({ state: "void" }).where("node", "=", "secondReview").execute(),
      );
      // when
      await kernel.step("deputy", caseId, "approve");
      // then
      assert.deepEqual([applied, await incidentsOf(kernel)], [0, { notices: 1, audits: 1 }]);
    });

    it("does a job once when the process that asked dies before it applies", async () => {
      // given: a lease that has run out at once, and an answer that comes too late
      const gate = Promise.withResolvers<void>();
      const begun = Promise.withResolvers<void>();
      let asked = 0;
      let applied = 0;
      const issue: JobHandler<string> = {
        type: "test-permit.issue",
        ask: async () => {
          asked += 1;
          begun.resolve();
          if (asked === 1) await gate.promise;
          return "";
        },
        apply: async () => {
          applied += 1;
        },
      };
      const kernel = await build(issue, { runner: { leaseFor: 0, concurrency: 1 } });
      const { caseId } = await kernel.apply();
      await kernel.walk(caseId, "finalApproval");
      kernel.ctx.jobs.waitForCase = async () => {};
      await kernel.step("deputy", caseId, "approve");
      const dying = kernel.runner.settle();
      await begun.promise;
      // when
      await kernel.another({ runner: {} }).runner.settle();
      gate.resolve();
      await dying;
      // then
      assert.deepEqual([asked, applied, await stateOf(kernel, caseId)], [2, 1, "closed approved"]);
    });

    it("lets the job of a busy case wait without using a retry", async () => {
      // given
      const kernel = await build({ type: "test-permit.issue", apply: async () => {} });
      const { caseId } = await kernel.apply();
      await kernel.walk(caseId, "finalApproval");
      kernel.ctx.jobs.waitForCase = async () => {};
      await kernel.step("deputy", caseId, "approve");
      await busy(kernel, 1);
      // when
      await kernel.runner.settle();
      // then
      const [job] = await engineJobs(kernel);
      assert.equal(job?.retries, 3);
      await busy(kernel, null);
      await kernel.database.transact((tx) => tx.sql.updateTable("engineJob").set({ availableAt: 0 }).execute());
      await kernel.runner.settle();
      assert.equal(await stateOf(kernel, caseId), "closed approved");
    });

    it("fires timers when business time has come, and not before", async () => {
      const kernel = await build({ type: "test-permit.issue", apply: async () => {} });
      const { caseId } = await kernel.apply();
      await kernel.walk(caseId, "finalApproval");
      await kernel.step("deputy", caseId, "refuse", { opinion: "不符合条件。" });
      assert.equal(await stateOf(kernel, caseId), "decided null");
      kernel.clock.forward(86_400_000);
      await kernel.runner.settle();
      assert.equal(await stateOf(kernel, caseId), "closed refused");
    });

    it("lets the engine forget a case 30 days after its end; what the platform knows of it stays", async () => {
      // given
      const kernel = await build({ type: "test-permit.issue", apply: async () => {} });
      const { caseId } = await kernel.apply();
      const { caseId: openId } = await kernel.apply();
      await kernel.walk(caseId, "end");
      const told = await jobsOf(kernel, caseId);
      // when, then
      kernel.clock.forward(30 * 86_400_000 - 1);
      await kernel.runner.settle();
      assert.equal(await instances(kernel), 2);
      kernel.clock.forward(3_600_000);
      await kernel.runner.settle();
      assert.equal(await instances(kernel), 1);
      const view = await readCase(kernel.ctx, kernel.people.clerk, caseId);
      assert.deepEqual([view.state, view.outcome, await jobsOf(kernel, caseId)], ["closed", "approved", told]);
      // and what ended can still be opened for what comes after its end
      await kernel.database.transact((tx) => withCase(kernel.ctx.engine, tx, caseId, async () => {}));
      assert.equal((await kernel.task(openId)).node, "accept");
    });

    it("tells who waits for a case as soon as its jobs have ended, while it runs by itself", async () => {
      // given
      const gate = Promise.withResolvers<void>();
      const kernel = await build({
        type: "test-permit.issue",
        ask: async () => {
          await gate.promise;
          return "";
        },
        apply: async () => {},
      } satisfies JobHandler<string>);
      const { caseId } = await kernel.apply();
      await kernel.walk(caseId, "finalApproval");
      kernel.ctx.jobs.waitForCase = (id, milliseconds) => kernel.runner.waitForCase(id, milliseconds * 10);
      kernel.ctx.jobs.poke = () => kernel.runner.poke();
      kernel.runner.start();
      // when
      const deciding = kernel.step("deputy", caseId, "approve");
      gate.resolve();
      // then
      assert.equal((await deciding).next.kind, "finished");
      await kernel.runner.stop();
    });
  });
});

async function stateOf({ database }: TestKernel, caseId: number): Promise<string> {
  const { state, outcome } = await database.read((read) =>
    read.sql.selectFrom("caseRecord").select(["state", "outcome"]).where("id", "=", caseId).executeTakeFirstOrThrow(),
  );
  return `${state} ${outcome}`;
}

const instances = async ({ database }: TestKernel) =>
  (await database.read((read) => read.sql.selectFrom("engineInstance").select("key").execute())).length;

const engineJobs = ({ database }: TestKernel) =>
  database.read((read) => read.sql.selectFrom("engineJob").select(["key", "retries"]).execute());

async function jobsOf({ database }: TestKernel, caseId: number): Promise<string[]> {
  const rows = await database.read((read) =>
    read.sql
      .selectFrom("journal")
      .select(["element", "how"])
      .where("caseId", "=", caseId)
      .where("kind", "=", "job")
      .orderBy("n")
      .execute(),
  );
  return rows.map(({ element, how }) => `${element} ${how}`);
}

function incidentsOf({ database }: TestKernel): Promise<{ notices: number; audits: number }> {
  return database.read(async (read) => ({
    notices: (await read.sql.selectFrom("notice").select("id").where("kind", "=", "incident").execute()).length,
    audits: (await read.sql.selectFrom("auditEntry").select("id").where("act", "=", "case.incident").execute()).length,
  }));
}

const busy = ({ database }: TestKernel, exclusiveCommandId: number | null) =>
  database.transact((tx) => tx.sql.updateTable("caseRecord").set({ exclusiveCommandId }).execute());
