import assert from "node:assert/strict";
import { describeDatabases } from "#test/database.ts";
import { buildKernel, requestId } from "#test/kernel.ts";
import { refusal } from "#test/refused.ts";
import { claimTask } from "./claim.ts";
import { decide } from "./decide.ts";
import { createDraft } from "./drafts.ts";
import { submitDraft } from "./submitDraft.ts";

describe("a command", () => {
  describeDatabases((makeDatabase) => {
    it("that is repeated answers its first result, even when the task is long gone", async () => {
      // given
      const kernel = await buildKernel(await makeDatabase());
      const { ctx, people } = kernel;
      const { caseId } = await kernel.apply();
      const { id, version } = await kernel.task(caseId);
      const claim = { requestId: requestId(), version };
      const claimed = await claimTask(ctx, people.window, id, claim);
      const body = {
        requestId: requestId(),
        version: claimed.version,
        outcome: "approve" as const,
        opinion: "",
        form: {},
      };
      const decided = await decide(ctx, people.window, id, body);
      await kernel.step("handler", caseId, "proposeApproval", { form: { area: 1 } });
      // when
      const again = await decide(ctx, people.window, id, body);
      const claimedAgain = await claimTask(ctx, people.window, id, claim);
      // then
      assert.equal(again.decisionId, decided.decisionId);
      assert.deepEqual(claimedAgain, claimed);
      assert.equal((await rows(kernel.database, "decision")).length, 2);
    });

    it("with a request id that came with another body is refused", async () => {
      // given
      const kernel = await buildKernel(await makeDatabase());
      const { caseId } = await kernel.apply();
      const { id, version } = await kernel.task(caseId);
      const request = { requestId: requestId(), version };
      await claimTask(kernel.ctx, kernel.people.window, id, request);
      // when
      const other = () => claimTask(kernel.ctx, kernel.people.window, id, { ...request, version: version + 1 });
      // then
      assert.equal(await refusal(other), "422 REQUEST_ID_REUSED");
    });

    it("sent twice at the same moment is done once and answered twice", async () => {
      // given
      const kernel = await buildKernel(await makeDatabase());
      const { ctx, people } = kernel;
      const draft = await createDraft(ctx, people.clerk, "test-permit");
      await kernel.database.transact((tx) => tx.sql.updateTable("draft").set({ data: '{"area":1}' }).execute());
      const request = { requestId: requestId(), version: draft.version };
      // when
      const answers = await Promise.all(
        Array.from({ length: 4 }, () => submitDraft(ctx, people.clerk, draft.id, request)),
      );
      // then
      assert.equal(new Set(answers.map(({ caseId, caseNo }) => `${caseId} ${caseNo}`)).size, 1);
      assert.equal((await rows(kernel.database, "caseRecord")).length, 1);
    });

    it("that was refused leaves nothing behind and may be sent again with the same id", async () => {
      // given
      const kernel = await buildKernel(await makeDatabase());
      const { ctx, people } = kernel;
      const draft = await createDraft(ctx, people.clerk, "test-permit");
      const request = { requestId: requestId(), version: draft.version };
      assert.equal(await refusal(() => submitDraft(ctx, people.clerk, draft.id, request)), "422 SUBMISSION_INVALID");
      assert.equal((await rows(kernel.database, "command")).length, 0);
      await kernel.database.transact((tx) => tx.sql.updateTable("draft").set({ data: '{"area":1}' }).execute());
      // when
      const { caseNo } = await submitDraft(ctx, people.clerk, draft.id, request);
      // then
      assert.equal(caseNo, "CS430523-2026-0001");
    });
  });
});

const rows = (
  database: Awaited<ReturnType<Parameters<Parameters<typeof describeDatabases>[0]>[0]>>,
  table: "decision" | "caseRecord" | "command",
) => database.read((read) => read.sql.selectFrom(table).select("id").execute());
