import assert from "node:assert/strict";
import { pino } from "pino";
import { forgetCommands } from "#approval/command.ts";
import type { Database } from "#db/orm.ts";
import type { FixedClock } from "#domain/clock.ts";
import { describeDatabases } from "#test/database.ts";
import { addPerson, buildKernel, requestId, type TestKernel } from "#test/kernel.ts";
import { readCase } from "../caseView.ts";
import { claimTask } from "../claim.ts";
import { decide } from "../decide.ts";
import { listInbox } from "../lists.ts";
import { warnOfCalendar } from "./calendar.ts";
import { sweepClocks } from "./sweep.ts";

const HOUR = 3_600_000;

/** Every notice as `person kind text`, in the order of their keys. */
async function notices({ database, people }: TestKernel): Promise<string[]> {
  const names = new Map(Object.entries(people).map(([name, { personId }]) => [personId, name]));
  const rows = await database.read((read) =>
    read.sql
      .selectFrom("notice")
      .selectAll()
      .where("kind", "in", ["reminder", "deemedAccepted"])
      .orderBy("at")
      .orderBy("id")
      .execute(),
  );
  return rows.map(({ personId, kind, text }) => `${names.get(personId) ?? personId} ${kind} ${text}`);
}

const setClock = (database: Database, at: string) => (database.clock as FixedClock).set(at);

describe("the sweep over clocks", () => {
  describeDatabases((makeDatabase, dialect) => {
    let kernel: TestKernel;
    beforeEach(async () => {
      // Tuesday 2026-11-24; the acceptance ends on Tuesday 2026-12-01
      kernel = await buildKernel(await makeDatabase());
    });

    it("warns whoever may take it on day 3 and the holder on the last day of the acceptance, each once", async () => {
      // given
      const { ctx, database, people } = kernel;
      const { caseId } = await kernel.apply();
      assert.equal(await sweepClocks(ctx), 0);
      // when
      setClock(database, "2026-11-27T01:00:00Z");
      await sweepClocks(ctx);
      await sweepClocks(ctx);
      // then
      const third = (await notices(kernel)).filter((text) => text.includes("受理期限"));
      assert.deepEqual(third.map((text) => text.split(" ")[0]).sort(), ["deputy", "window", "window2"]);
      assert.match(third[0]!, /受理期限（2026-12-01）还剩 2 个工作日，请及时办理。$/);
      // when: one holds it now
      const { id, version } = await kernel.task(caseId);
      await claimTask(ctx, people.window, id, { requestId: requestId(), version });
      setClock(database, "2026-12-01T01:00:00Z");
      await sweepClocks(ctx);
      const fifth = (await notices(kernel)).filter((text) => text.includes("受理期限") && text.includes("今天到期"));
      assert.deepEqual(
        fifth.map((text) => text.split(" ")[0]),
        ["window"],
      );
    });

    it("marks a case whose acceptance passed as 视为受理: its decision clock runs from receipt, the task stays, leaders hear", async () => {
      // given
      const { ctx, database, people } = kernel;
      const { caseId } = await kernel.apply();
      const { id, version } = await kernel.task(caseId);
      await claimTask(ctx, people.window, id, { requestId: requestId(), version });
      setClock(database, "2026-12-01T15:59:59Z");
      await sweepClocks(ctx);
      assert.equal((await readCase(ctx, people.window, caseId)).deemedAccepted, false);
      // when
      setClock(database, "2026-12-01T16:00:00Z");
      await sweepClocks(ctx);
      await sweepClocks(ctx);
      // then
      const view = await readCase(ctx, people.window, caseId);
      assert.equal(view.deemedAccepted, true);
      assert.equal(view.acceptedAt, view.submittedAt);
      assert.equal(view.promisedDue, "2026-12-08");
      assert.equal(view.statutoryDue, "2026-12-22");
      assert.equal(view.tasks[0]?.node.id, "accept");
      const todo = await listInbox(ctx, people.window, "todo", { sort: "due" });
      assert.equal(todo.rows[0]?.deemedAccepted, true);
      const told = (await notices(kernel)).filter((text) => text.includes("deemedAccepted"));
      assert.deepEqual(told.map((text) => text.split(" ")[0]).sort(), ["deputy", "window"]);
      // when: the task is decided after all
      const task = await kernel.task(caseId);
      const body = {
        requestId: requestId(),
        version: task.version,
        outcome: "approve" as const,
        opinion: "同意。",
        form: {},
      };
      await decide(ctx, people.window, task.id, body);
      const after = await readCase(ctx, people.window, caseId);
      assert.deepEqual([after.acceptedAt, after.promisedDue], [view.acceptedAt, "2026-12-08"]);
    });

    it("says nothing twice: after a restart, an hour back, and by two processes at once", async () => {
      // given
      const { ctx, clock, database } = kernel;
      const { caseId } = await kernel.apply();
      await kernel.walk(caseId, "firstReview");
      // ten days from 24 November end on 8 December
      setClock(database, "2026-12-08T00:30:00Z");
      const other =
        dialect === "mysql" ? await makeDatabase({ ...database.location, clock: database.clock }) : database;
      const second = { ...kernel.another().ctx, database: other };
      // when
      await Promise.all([sweepClocks(ctx), sweepClocks(second)]);
      const first = await notices(kernel);
      clock.forward(-HOUR);
      await sweepClocks(ctx);
      await sweepClocks(second);
      clock.forward(HOUR);
      await sweepClocks(second);
      // then
      assert.deepEqual(await notices(kernel), first);
      assert.equal(first.filter((text) => text.startsWith("handler") && text.includes("承诺办结期限")).length, 1);
      assert.equal(first.filter((text) => text.startsWith("handler") && text.includes("环节时限")).length, 1);
      if (other !== database) await other.close();
    });

    it("tells the leader of what is late", async () => {
      const { ctx, database } = kernel;
      const { caseId } = await kernel.apply();
      await kernel.walk(caseId, "firstReview");
      setClock(database, "2026-12-09T01:00:00Z");
      await sweepClocks(ctx);
      const late = (await notices(kernel)).filter((text) => text.includes("承诺办结期限"));
      assert.deepEqual(late.map((text) => text.split(" ")[0]).sort(), ["both", "handler", "head"]);
      assert.match(late[0]!, /已超期 1 个工作日/);
    });

    it("shows a date in a year without a calendar as provisional until the county's table has that year", async () => {
      // given: handed in on 28 December 2026
      const { ctx, database, people } = kernel;
      setClock(database, "2026-12-28T01:00:00Z");
      const { caseId } = await kernel.apply();
      // then
      const view = await readCase(ctx, people.clerk, caseId);
      assert.deepEqual(
        [view.acceptDue, view.timeLeft?.provisional, view.timeLeft?.workingDaysLeft],
        ["2027-01-04", true, 5],
      );
      const mine = await listInbox(ctx, people.clerk, "mine", { sort: "due" });
      assert.equal(mine.rows[0]?.timeLeft?.provisional, true);
      // when
      await database.transact((tx) =>
        tx.sql
          .insertInto("calendarDay")
          .values(["2027-01-01", "2027-10-01"].map((date) => ({ regionCode: "430523", date, workday: 0, note: "" })))
          .execute(),
      );
      // then
      const known = (await readCase(ctx, people.clerk, caseId)).timeLeft;
      assert.deepEqual([known?.provisional, known?.workingDaysLeft], [false, 4]);
      const next = await kernel.apply();
      assert.equal((await readCase(ctx, people.clerk, next.caseId)).acceptDue, "2027-01-05");
    });

    it("warns of a missing calendar from 1 December on: in the log each time, to the administrators once", async () => {
      // given
      const { ctx, database } = kernel;
      const { personId } = await addPerson(database, "sysadmin", [["systemAdmin", "centre"]]);
      const lines: string[] = [];
      const log = pino({ level: "warn" }, { write: (line) => void lines.push(line) });
      const warn = () => warnOfCalendar({ ...ctx, log });
      // when
      setClock(database, "2026-11-30T01:00:00Z");
      await warn();
      assert.deepEqual([lines.length, (await notices(kernel)).length], [0, 0]);
      setClock(database, "2026-12-01T01:00:00Z");
      await warn();
      await warn();
      // then
      assert.equal(lines.length, 2);
      assert.match(lines[0]!, /"year":2027/);
      assert.deepEqual(await notices(kernel), [
        `${personId} reminder 2027 年节假日安排尚未录入，涉及该年的期限暂按周一至周五推算并标为“暂定”，请录入日历表。`,
      ]);
    });

    it("forgets commands after seven days", async () => {
      const { ctx, clock, database } = kernel;
      await kernel.apply();
      const count = async () =>
        (await database.read((read) => read.sql.selectFrom("command").select("id").execute())).length;
      assert.equal(await count(), 1);
      clock.forward(7 * 24 * HOUR);
      assert.equal(await forgetCommands(ctx), 0);
      clock.forward(1);
      assert.equal(await forgetCommands(ctx), 1);
      assert.equal(await count(), 0);
    });
  });
});
