import assert from "node:assert/strict";
import { type NoticeRow, noticePageSchema } from "#domain/platform/notices.ts";
import { describeDatabases } from "#test/database.ts";
import { buildKernel, type TestKernel } from "#test/kernel.ts";
import { refusal } from "#test/refused.ts";
import type { Actor } from "./context.ts";
import { countInbox } from "./lists.ts";
import { listNotices, readNotices } from "./noticeLists.ts";

describe("待阅 and 已阅", () => {
  describeDatabases((makeDatabase) => {
    /** 45 notices of the window clerk, every three of them at the same moment, and one of a colleague. */
    async function busyKernel(): Promise<TestKernel & { caseId: number }> {
      const kernel = await buildKernel(await makeDatabase());
      const { caseId } = await kernel.apply();
      await kernel.database.transact(async (tx) => {
        const rows = Array.from({ length: 45 }, (_none, n) => ({
          id: tx.nextId(),
          personId: kernel.people.window.personId,
          caseId: n === 0 ? null : caseId,
          kind: "urge",
          text: `第${n}条`,
          at: tx.now + Math.floor(n / 3),
          readAt: null,
        }));
        const other = { ...rows[1]!, id: tx.nextId(), personId: kernel.people.window2.personId };
        await tx.sql
          .insertInto("notice")
          .values([...rows, other])
          .execute();
      });
      return { ...kernel, caseId };
    }

    it("page through every notice of the person once, newest first, with the number of its case", async () => {
      const { ctx, people, caseId } = await busyKernel();
      const rows = await everyPage(ctx, people.window, "unread");
      assert.deepEqual(
        rows.map(({ text }) => text),
        Array.from({ length: 45 }, (_none, n) => `第${44 - n}条`),
      );
      assert.deepEqual([rows[0]?.label, rows[0]?.caseId, rows[0]?.caseNo], ["催办", caseId, "CS430523-2026-0001"]);
      assert.deepEqual([rows.at(-1)?.caseId, rows.at(-1)?.caseNo], [null, null]);
    });

    it("agree with the badge, before and after some were read", async () => {
      // given
      const { ctx, people, clock } = await busyKernel();
      assert.equal((await countInbox(ctx, people.window)).unread, 45);
      const [first, second] = await everyPage(ctx, people.window, "unread");
      clock.forward(60_000);
      // when
      const answer = await readNotices(ctx, people.window, [first!.id, second!.id]);
      // then
      assert.deepEqual(answer, { unread: 43 });
      assert.equal((await countInbox(ctx, people.window)).unread, 43);
      assert.equal((await everyPage(ctx, people.window, "unread")).length, 43);
      const read = await everyPage(ctx, people.window, "read");
      assert.deepEqual(
        read.map(({ id, readAt }) => [id, readAt]),
        [first!.id, second!.id].map((id) => [id, clock.now()]),
      );
    });

    it("keep the time of the first reading, and pass over notices of others and of nobody in silence", async () => {
      // given
      const { ctx, people, clock } = await busyKernel();
      const [own] = await everyPage(ctx, people.window, "unread");
      const [foreign] = await everyPage(ctx, people.window2, "unread");
      await readNotices(ctx, people.window, [own!.id]);
      const readAt = clock.now();
      clock.forward(60_000);
      // when
      const answer = await readNotices(ctx, people.window, [own!.id, foreign!.id, 999_999_999]);
      // then
      assert.deepEqual(answer, { unread: 44 });
      assert.equal((await countInbox(ctx, people.window2)).unread, 1);
      assert.equal((await everyPage(ctx, people.window, "read"))[0]?.readAt, readAt);
    });

    it("refuse a cursor that is none of ours", async () => {
      const { ctx, people } = await busyKernel();
      const asked = () => listNotices(ctx, people.window, { box: "read", after: "???" });
      assert.equal(await refusal(asked), "422 CURSOR_INVALID");
    });
  });
});

async function everyPage(ctx: TestKernel["ctx"], actor: Actor, box: "unread" | "read"): Promise<NoticeRow[]> {
  const all: NoticeRow[] = [];
  for (let after: string | undefined; ; ) {
    const { rows, next } = noticePageSchema.parse(await listNotices(ctx, actor, { box, ...(after && { after }) }));
    all.push(...rows);
    if (next === null) return all;
    after = next;
  }
}
