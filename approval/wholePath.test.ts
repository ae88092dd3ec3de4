import assert from "node:assert/strict";
import { describeDatabases } from "#test/database.ts";
import { buildKernel } from "#test/kernel.ts";
import { readCase } from "./caseView.ts";
import { listInbox } from "./lists.ts";

describe("a case", () => {
  describeDatabases((makeDatabase) => {
    it("goes from the application over four people to its end, and each sees what is theirs", async () => {
      // given
      const kernel = await buildKernel(await makeDatabase());
      const { ctx, people } = kernel;
      // when
      const { caseId, caseNo } = await kernel.apply({ area: 100 });
      // then
      assert.equal(caseNo, "CS430523-2026-0001");
      const pool = await listInbox(ctx, people.window, "pool", { sort: "due" });
      assert.deepEqual(
        pool.rows.map(({ caseNo: no, nodeName, taskState }) => [no, nodeName, taskState]),
        [[caseNo, "受理", "pooled"]],
      );
      const accepted = await kernel.step("window", caseId, "approve");
      assert.deepEqual(accepted.next, { kind: "none", taskId: null });
      const running = await readCase(ctx, people.clerk, caseId);
      assert.equal(running.state, "running");
      assert.equal(running.level, "applicant");
      await kernel.step("handler", caseId, "proposeApproval", { form: { area: 100, note: "现场已看" } });
      await kernel.step("head", caseId, "proposeApproval");
      const end = await kernel.step("deputy2", caseId, "approve");
      assert.deepEqual(end.next, { kind: "finished", taskId: null });
      const closed = await readCase(ctx, people.clerk, caseId);
      assert.deepEqual([closed.state, closed.outcome, closed.stateLabel], ["closed", "approved", "已办完·准予"]);
    });
  });
});
