import assert from "node:assert/strict";
import { caseViewSchema } from "#domain/platform/cases.ts";
import { draftViewSchema, matterSchema } from "#domain/platform/drafts.ts";
import { type Box, type InboxQuery, inboxPageSchema } from "#domain/platform/inbox.ts";
import { describeDatabases } from "#test/database.ts";
import { buildKernel, type PersonName, type TestKernel } from "#test/kernel.ts";
import { readCase } from "./caseView.ts";
import { claimTask } from "./claim.ts";
import { createDraft } from "./drafts.ts";
import { countInbox, listInbox } from "./lists.ts";
import { listMatters } from "./matters.ts";

describe("the boxes of the desk", () => {
  describeDatabases((makeDatabase) => {
    /** 45 cases, some waiting in 受理 and some in 初审, all received at different times but every third at the same. */
    async function busyDesk() {
      const kernel = await buildKernel(await makeDatabase());
      for (let n = 0; n < 45; n += 1) {
        if (n % 3 === 0) kernel.clock.forward(60_000);
        const { caseId } = await kernel.apply({ area: n });
        if (n % 4 === 0) await kernel.step("deputy", caseId, "approve");
      }
      return kernel;
    }

    it("page through everything once, in order, whatever the box and the order", async () => {
      const kernel = await busyDesk();
      const boxes: [who: PersonName, box: Box, sort: "due" | "received", rows: number][] = [
        ["window", "pool", "due", 33],
        ["window", "pool", "received", 33],
        ["handler", "pool", "due", 12],
        ["deputy", "pool", "due", 33],
        ["deputy", "pool", "received", 33],
        ["deputy", "done", "due", 12],
        ["clerk", "mine", "due", 45],
        ["handler", "todo", "due", 0],
      ];
      for (const [who, box, sort, expected] of boxes) {
        const rows = await everyPage(kernel, who, box, { sort });
        assert.equal(rows.length, expected, `${who} ${box} ${sort}`);
        assert.equal(new Set(rows.map(({ id }) => id)).size, expected, `${who} ${box} ${sort}: no row twice`);
      }
      const received = (await everyPage(kernel, "deputy", "pool", { sort: "received" })).map(({ at }) => at);
      assert.deepEqual(
        received,
        received.toSorted((a, b) => a - b),
      );
      assert.equal((await countInbox(kernel.ctx, kernel.people.deputy)).pool, 33);
    });

    it("filter by business, node and words, taken literally", async () => {
      const kernel = await busyDesk();
      const count = async (who: PersonName, box: Box, query: Partial<InboxQuery>) =>
        (await everyPage(kernel, who, box, { sort: "due", ...query })).length;
      assert.equal(await count("deputy", "pool", { node: "accept" }), 33);
      assert.equal(await count("deputy", "pool", { node: "firstReview" }), 0);
      assert.equal(await count("deputy", "pool", { business: "survey-filing" }), 0);
      assert.equal(await count("deputy", "pool", { q: "2026-0002" }), 1);
      assert.equal(await count("clerk", "mine", { q: "a机构" }), 45);
      assert.equal(await count("clerk", "mine", { q: "%" }), 0);
      assert.equal(await count("deputy", "done", { q: "2026-0001" }), 1);
    });

    it("count what is late, and read as the wire shapes say", async () => {
      const kernel = await buildKernel(await makeDatabase());
      const { ctx, people, clock } = kernel;
      const { caseId } = await kernel.apply();
      const { id, version } = await kernel.task(caseId);
      await claimTask(ctx, people.window, id, { requestId: crypto.randomUUID(), version });
      assert.deepEqual(await countInbox(ctx, people.window), { todo: 1, todoLate: 0, pool: 0, drafts: 0, unread: 0 });
      clock.forward(5 * 86_400_000);
      assert.equal((await countInbox(ctx, people.window)).todoLate, 1);
      const page = await listInbox(ctx, people.window, "todo", { sort: "due" });
      assert.deepEqual(inboxPageSchema.parse(page), page);
      assert.deepEqual([page.rows[0]?.timeLeft?.light, page.rows[0]?.timeLeft?.due], ["late", "2026-11-25"]);
      for (const who of ["window", "clerk"] as const) {
        const view = await readCase(ctx, people[who], caseId);
        assert.deepEqual(caseViewSchema.parse(view), view);
      }
      const draft = await createDraft(ctx, people.clerk, "test-permit");
      assert.deepEqual(draftViewSchema.parse(draft), draft);
      for (const matter of await listMatters(ctx, people.clerk)) assert.deepEqual(matterSchema.parse(matter), matter);
    });
  });
});

async function everyPage({ ctx, people }: TestKernel, who: PersonName, box: Box, query: InboxQuery) {
  const rows = [];
  let after: string | undefined;
  do {
    const page = await listInbox(ctx, people[who], box, { ...query, ...(after ? { after } : {}) });
    rows.push(...page.rows);
    after = page.next ?? undefined;
  } while (after);
  return rows;
}
