import assert from "node:assert/strict";
import { type CaseView, caseViewSchema } from "#domain/platform/cases.ts";
import type { SupplementAnswerBody, SupplementBody } from "#domain/platform/supplements.ts";
import { describeDatabases } from "#test/database.ts";
import { addPerson, buildKernel, type PersonName, requestId, type TestKernelOptions } from "#test/kernel.ts";
import { smallPng } from "#test/permissions/world.ts";
import { refusal, refused } from "#test/refused.ts";
import { readCase } from "../caseView.ts";
import { claimTask } from "../claim.ts";
import { decide } from "../decide.ts";
import { openCaseFile } from "../files.ts";
import { countInbox, listInbox } from "../lists.ts";
import { listNotices } from "../noticeLists.ts";
import { withCase } from "../openCase.ts";
import { releaseTask } from "../release.ts";
import { transferTask } from "../transfer.ts";
import { answerSupplement } from "./answer.ts";
import { askSupplement } from "./ask.ts";
import { endSupplement } from "./end.ts";
import { addSupplementFile, removeSupplementFile } from "./files.ts";

const items: SupplementBody["items"] = [
  { slot: "plan", text: "方案未盖章，请重新上传。" },
  { slot: null, text: "申请面积与方案不符，请更正。" },
];

describe("补正", () => {
  describeDatabases((makeDatabase) => {
    /** 收件 of a case, held by the window clerk. Received on Tuesday 2026-11-24, to be accepted until 12-01. */
    async function atWindow(options?: TestKernelOptions) {
      const kernel = await buildKernel(await makeDatabase(), options);
      const { caseId } = await kernel.apply();
      const { id, version } = await kernel.task(caseId);
      const claimed = await claimTask(kernel.ctx, kernel.people.window, id, { requestId: requestId(), version });
      return { ...kernel, caseId, taskId: id, version: claimed.version };
    }
    type Window = Awaited<ReturnType<typeof atWindow>>;
    /** The same with a round that waits until 2026-12-04. */
    async function asked(options?: TestKernelOptions): Promise<Window> {
      const window = await atWindow(options);
      await ask(window);
      return { ...window, version: window.version + 1 };
    }
    const ask = ({ ctx, people, taskId, version }: Window, more: Partial<SupplementBody> = {}) =>
      askSupplement(ctx, people.window, taskId, { requestId: requestId(), version, items, due: "2026-12-04", ...more });
    const view = async ({ ctx, people, caseId }: Window, who: PersonName): Promise<CaseView> =>
      caseViewSchema.parse(await readCase(ctx, people[who], caseId));
    const upload = ({ ctx, people, caseId }: Window, name = "新方案.png", who: PersonName = "clerk") =>
      addSupplementFile(ctx, people[who], caseId, "plan", { name, bytes: smallPng });
    async function answer(window: Window, more: Partial<SupplementAnswerBody> = {}, who: PersonName = "clerk") {
      const { version } = await view(window, "clerk");
      const body = { requestId: requestId(), version, answers: ["", "已更正"], form: { area: 120 }, ...more };
      return answerSupplement(window.ctx, window.people[who], window.caseId, body);
    }

    it("parks the task, marks the case 补正中, and tells the applicant's clerks what is asked and until when", async () => {
      // given
      const window = await atWindow();
      // when
      const done = await ask(window);
      // then
      assert.deepEqual(done, {
        ...{ caseId: window.caseId, taskId: window.taskId, version: window.version + 1, decisionId: null },
        next: { kind: "none", taskId: null },
      });
      const own = await view(window, "clerk");
      assert.deepEqual([own.state, own.stateLabel, own.timeLeft, own.tasks], ["supplementing", "补正中", null, []]);
      const [round] = own.supplements;
      assert.deepEqual(
        [round?.round, round?.due, round?.overdue, round?.askedBy],
        [1, "2026-12-04", false, "window机构"],
      );
      assert.deepEqual(
        round?.items.map(({ slot, slotName, text, answer, materials }) => [slot, slotName, text, answer, materials]),
        [
          ["plan", "方案", items[0]!.text, null, []],
          [null, null, items[1]!.text, null, []],
        ],
      );
      for (const who of ["clerk", "colleague"] as const) {
        const { rows } = await listNotices(window.ctx, window.people[who], { box: "unread" });
        assert.deepEqual([rows[0]?.label, rows[0]?.caseId], ["补正", window.caseId]);
        assert.match(rows[0]!.text, /需要补正，共 2 项，请在 2026-12-04 前一次补齐。$/);
      }
      assert.ok(own.documents.some(({ title, number }) => title === "补正告知书" && number === "补正〔2026〕1号"));
      const desk = await view(window, "window");
      assert.deepEqual(
        [desk.tasks[0]?.state, desk.tasks[0]?.actions, desk.supplements[0]?.askedBy],
        ["parked", ["saveDraft", "copy", "endSupplement"], "window"],
      );
    });

    it("lets nobody decide, release or hand over the parked task", async () => {
      const window = await asked();
      const { ctx, people, taskId, version } = window;
      const request = { requestId: requestId(), version };
      const decision = { ...request, outcome: "approve" as const, opinion: "", form: {} };
      assert.equal(await refusal(() => decide(ctx, people.window, taskId, decision)), "409 TASK_PARKED");
      assert.equal(await refusal(() => releaseTask(ctx, people.window, taskId, request)), "409 TASK_PARKED");
      const handing = { ...request, personId: people.window2.personId, reason: "" };
      assert.equal(await refusal(() => transferTask(ctx, people.window, taskId, handing)), "409 TASK_PARKED");
      assert.equal(await refusal(() => ask(window)), "409 TASK_PARKED");
      assert.equal(await refusal(() => claimTask(ctx, people.window2, taskId, request)), "409 TASK_TAKEN");
    });

    it("is asked for at the acceptance only, by the holder only, with a due date to come and known materials", async () => {
      const window = await atWindow();
      const { ctx, people, taskId, caseId, version } = window;
      const body = { requestId: requestId(), version, items, due: "2026-12-04" };
      assert.equal(await refusal(() => askSupplement(ctx, people.window2, taskId, body)), "409 TASK_TAKEN");
      assert.equal(await refusal(() => askSupplement(ctx, people.handler, taskId, body)), "404 TASK_UNKNOWN");
      const wrong = await refused(() => ask(window, { due: "2026-11-24", items: [{ slot: "none", text: "缺" }] }));
      assert.equal(wrong.code, "SUPPLEMENT_INVALID");
      assert.deepEqual(
        wrong.problems.map(({ code, field }) => [code, field]),
        [
          ["SLOT_UNKNOWN", "items.0.slot"],
          ["DUE_PAST", "due"],
        ],
      );
      await decide(ctx, people.window, taskId, {
        ...{ requestId: requestId(), version, outcome: "approve", opinion: "", form: {} },
      });
      const review = await window.task(caseId);
      const claimed = await claimTask(ctx, people.handler, review.id, {
        requestId: requestId(),
        version: review.version,
      });
      const asking = () => askSupplement(ctx, people.handler, review.id, { ...body, version: claimed.version });
      assert.equal(await refusal(asking), "409 NOT_AT_ACCEPTANCE");
      assert.equal((await view(window, "clerk")).supplements.length, 0);
    });

    it("answered completely comes back to who asked; files, form and title count from then on", async () => {
      // given
      const window = await asked({
        business: {
          describe: async (_tx, { area }) => ({ title: `${area}平方米的许可`, summary: [] }),
        },
      });
      const material = await upload(window);
      assert.equal((await view(window, "window")).supplements[0]?.items[0]?.materials.length, 0);
      assert.equal((await view(window, "clerk")).supplements[0]?.items[0]?.materials[0]?.name, "新方案.png");
      assert.equal(
        (await openCaseFile(window.ctx, window.people.colleague, window.caseId, material.id)).name,
        "新方案.png",
      );
      const early = () => openCaseFile(window.ctx, window.people.window, window.caseId, material.id);
      assert.equal(await refusal(early), "404 FILE_UNKNOWN");
      window.clock.set("2026-12-01T02:00:00Z");
      // when
      const before = await view(window, "clerk");
      const done = await answer(window);
      // then
      assert.deepEqual(done, { caseId: window.caseId, version: before.version + 1, pending: false });
      const desk = await view(window, "window");
      assert.deepEqual([desk.state, desk.title, desk.version], ["submitted", "120平方米的许可", done.version]);
      assert.equal(desk.sections[0]?.data.area, 120);
      assert.deepEqual(
        desk.materials.map(({ name, slotName }) => [name, slotName]),
        [["新方案.png", "方案"]],
      );
      assert.deepEqual([desk.tasks[0]?.state, desk.tasks[0]?.mine], ["active", true]);
      const [round] = desk.supplements;
      assert.deepEqual([round?.answeredAt, round?.overdue], [window.clock.now(), false]);
      assert.deepEqual(
        round?.items.map(({ answer, materials }) => [answer, materials.length]),
        [
          ["", 1],
          ["已更正", 0],
        ],
      );
      const { rows } = await listNotices(window.ctx, window.people.window, { box: "unread" });
      assert.deepEqual([rows.length, rows[0]?.label], [1, "补正答复"]);
      const todo = await listInbox(window.ctx, window.people.window, "todo", { sort: "due" });
      assert.equal(todo.rows[0]?.title, "120平方米的许可");
      assert.deepEqual(
        desk.timeline.map(({ what, opinion }) => [what, opinion]),
        [
          ["提交申请", ""],
          ["要求补正（第1次）", `1. ${items[0]!.text}\n2. ${items[1]!.text}`],
          ["提交补正", ""],
        ],
      );
      // and the case goes on to its end
      const task = await window.task(window.caseId);
      await decide(window.ctx, window.people.window, task.id, {
        ...{ requestId: requestId(), version: task.version, outcome: "approve", opinion: "", form: {} },
      });
      assert.equal((await view(window, "clerk")).acceptedAt, window.clock.now());
    });

    it("restarts the acceptance clock in full when the complete answer arrives (行政许可法 32)", async () => {
      const window = await asked();
      assert.equal((await view(window, "clerk")).acceptDue, "2026-12-01");
      await upload(window);
      window.clock.set("2026-12-03T02:00:00Z");
      await answer(window);
      const { acceptDue, timeLeft, tasks } = await view(window, "window");
      assert.equal(acceptDue, "2026-12-10");
      assert.deepEqual([timeLeft?.workingDaysLeft, timeLeft?.light], [5, "green"]);
      assert.equal(tasks[0]?.timeLeft?.light, "green");
    });

    it("answers a repeat with the first result, and a second answer with 409", async () => {
      const window = await asked();
      const { ctx, people, caseId } = window;
      await upload(window);
      const { version } = await view(window, "clerk");
      const body = { requestId: requestId(), version, answers: ["", "已更正"] };
      const first = await answerSupplement(ctx, people.clerk, caseId, body);
      assert.deepEqual(await answerSupplement(ctx, people.clerk, caseId, body), first);
      const again = { ...body, requestId: requestId(), version: first.version };
      assert.equal(await refusal(() => answerSupplement(ctx, people.clerk, caseId, again)), "409 SUPPLEMENT_CLOSED");
      const stale = { ...body, requestId: requestId() };
      assert.equal(
        await refusal(() => answerSupplement(ctx, people.colleague, caseId, stale)),
        "409 SUPPLEMENT_CLOSED",
      );
      assert.equal(await refusal(() => upload(window, "再来.png")), "409 SUPPLEMENT_CLOSED");
      assert.equal((await view(window, "window")).supplements.length, 1);
    });

    it("is answered by exactly one of two clerks at once", async () => {
      const window = await asked();
      await upload(window);
      const { version } = await view(window, "clerk");
      const results = await Promise.allSettled(
        (["clerk", "colleague"] as const).map((who) =>
          answerSupplement(window.ctx, window.people[who], window.caseId, {
            ...{ requestId: requestId(), version, answers: ["", "已更正"] },
          }),
        ),
      );
      assert.deepEqual(results.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
      const lost = results.find((result) => result.status === "rejected");
      assert.match(lost?.reason.code, /^(STALE_CASE|SUPPLEMENT_CLOSED)$/);
    });

    it("is answered after its due date all the same, and marked as late", async () => {
      const window = await asked();
      await upload(window);
      window.clock.set("2026-12-05T02:00:00Z");
      const waiting = await view(window, "clerk");
      assert.deepEqual([waiting.state, waiting.supplements[0]?.overdue], ["supplementing", true]);
      assert.equal((await countInbox(window.ctx, window.people.window)).todoLate, 1);
      await answer(window);
      assert.equal((await view(window, "window")).supplements[0]?.overdue, true);
      assert.equal((await countInbox(window.ctx, window.people.window)).todoLate, 0);
    });

    it("does not exist for another company, nor for an official", async () => {
      const window = await asked();
      const material = await upload(window);
      const { ctx, people, caseId } = window;
      for (const who of ["rival", "window", "handler"] as const) {
        assert.equal(await refusal(() => answer(window, {}, who)), "404 CASE_UNKNOWN", who);
        assert.equal(await refusal(() => upload(window, "别人.png", who)), "404 CASE_UNKNOWN", who);
        const removing = () => removeSupplementFile(ctx, people[who], caseId, material.id);
        assert.equal(await refusal(removing), "404 CASE_UNKNOWN", who);
      }
    });

    it("tells at once everything that an answer lacks, and stores nothing of it", async () => {
      // given
      const window = await asked({
        business: {
          submit: async (_tx, { roundId, data }) => ({
            problems:
              roundId !== null && data.area === 999
                ? [{ code: "AREA_TAKEN", message: "该面积已被占用。", field: "area" }]
                : [],
          }),
        },
      });
      const problemsOf = async (more: Partial<SupplementAnswerBody>) => {
        const { status, code, problems } = await refused(() => answer(window, more));
        assert.deepEqual([status, code], [422, "SUPPLEMENT_INVALID"]);
        return problems.map((problem) => `${problem.code} ${problem.field}`);
      };
      // then
      assert.deepEqual(await problemsOf({ answers: ["只有一项"] }), ["ANSWERS_MISMATCH answers"]);
      assert.deepEqual(await problemsOf({ answers: ["", "", ""] }), ["ANSWERS_MISMATCH answers"]);
      assert.deepEqual(await problemsOf({ form: { area: "很大" } }), [
        "ANSWER_MISSING answers.0",
        "FIELD_INVALID area",
      ]);
      assert.deepEqual(await problemsOf({ form: { area: 999 } }), ["ANSWER_MISSING answers.0", "AREA_TAKEN area"]);
      const { version } = await view(window, "clerk");
      const nothing = { requestId: requestId(), version, answers: ["", ""] };
      const empty = await refused(() => answerSupplement(window.ctx, window.people.clerk, window.caseId, nothing));
      assert.deepEqual(
        empty.problems.map(({ field }) => field),
        ["answers.0", "answers.1"],
      );
      const { state, sections, supplements } = await view(window, "clerk");
      assert.deepEqual([state, sections[0]?.data.area, supplements[0]?.answeredAt], ["supplementing", 100, null]);
    });

    it("takes files only for what was asked, of the kinds and as many as the material allows", async () => {
      const window = await asked();
      const { ctx, people, caseId } = window;
      const other = () => addSupplementFile(ctx, people.clerk, caseId, "other", { name: "a.png", bytes: smallPng });
      assert.equal(await refusal(other), "404 SLOT_UNKNOWN");
      const first = await upload(window, "一.png");
      await upload(window, "二.png");
      assert.equal(await refusal(() => upload(window, "三.png")), "422 SLOT_FULL");
      await removeSupplementFile(ctx, people.colleague, caseId, first.id);
      await upload(window, "三.png");
      assert.equal(await refusal(() => removeSupplementFile(ctx, people.clerk, caseId, first.id)), "404 FILE_UNKNOWN");
      await answer(window);
      assert.deepEqual(
        (await view(window, "window")).materials.map(({ name }) => name),
        ["二.png", "三.png"],
      );
    });

    it("puts a file of the same name in the place of the earlier one, and keeps the rest", async () => {
      // given: two files came with the first round
      const window = await asked();
      await upload(window, "一.png");
      await upload(window, "二.png");
      await answer(window);
      await ask({ ...window, version: (await window.task(window.caseId)).version });
      // when
      const again = await upload(window, "二.png");
      await answer(window);
      // then
      const { materials, supplements } = await view(window, "window");
      assert.deepEqual(
        materials.map(({ id, name }) => [name, id === again.id]),
        [
          ["一.png", false],
          ["二.png", true],
        ],
      );
      assert.deepEqual(
        supplements.map(({ round, answeredAt }) => [round, answeredAt !== null]),
        [
          [1, true],
          [2, true],
        ],
      );
    });

    it("puts the new files in the place of all earlier ones where the material takes no more", async () => {
      const window = await asked();
      await upload(window, "一.png");
      await upload(window, "二.png");
      await answer(window);
      await ask({ ...window, version: (await window.task(window.caseId)).version });
      await upload(window, "三.png");
      await answer(window);
      assert.deepEqual(
        (await view(window, "window")).materials.map(({ name }) => name),
        ["三.png"],
      );
    });

    it("goes to the pool when who asked may not take the task any more", async () => {
      // given
      const window = await asked();
      const { ctx, people, database, taskId } = window;
      await upload(window);
      await database.transact((tx) =>
        tx.sql.deleteFrom("poolMember").where("personId", "=", people.window.personId).execute(),
      );
      // when
      await answer(window);
      // then
      assert.equal((await listInbox(ctx, people.window, "todo", { sort: "due" })).rows.length, 0);
      assert.equal((await listInbox(ctx, people.window2, "pool", { sort: "due" })).rows[0]?.taskId, taskId);
      const { version } = await window.task(window.caseId);
      await claimTask(ctx, people.window2, taskId, { requestId: requestId(), version });
    });

    it("is ended by the handler without an answer: the clock goes on where it stood, and late files never count", async () => {
      // given: one working day of five was used
      const window = await atWindow();
      window.clock.set("2026-11-25T02:00:00Z");
      await ask(window);
      await upload(window);
      window.clock.set("2026-12-07T02:00:00Z");
      // when
      const body = { requestId: requestId(), version: window.version + 1, reason: "申请人逾期未补正" };
      const done = await endSupplement(window.ctx, window.people.window, window.taskId, body);
      // then
      assert.deepEqual(done.next, { kind: "task", taskId: window.taskId });
      const { state, acceptDue, supplements, materials, tasks } = await view(window, "window");
      assert.deepEqual([state, acceptDue, materials], ["submitted", "2026-12-11", []]);
      assert.deepEqual([supplements[0]?.answeredAt, supplements[0]?.endedAt], [null, window.clock.now()]);
      assert.equal(tasks[0]?.state, "active");
      const notices = await listNotices(window.ctx, window.people.clerk, { box: "unread" });
      assert.match(notices.rows[0]!.text, /已由办理人员结束/);
      assert.equal(await refusal(() => answer(window)), "409 SUPPLEMENT_CLOSED");
      const twice = { ...body, requestId: requestId(), version: done.version };
      assert.equal(
        await refusal(() => endSupplement(window.ctx, window.people.window, window.taskId, twice)),
        "409 STALE_TASK",
      );
      assert.ok(tasks[0].actions.includes("supplement"));
    });

    it("closes with its task, whatever ends it, and tells both sides", async () => {
      // given
      const window = await asked();
      const { ctx, database, caseId, people } = window;
      // when: an operator ends the instance
      await database.transact(async (tx) => {
        await withCase(ctx.engine, tx, caseId, async ({ row }) => {
          await ctx.engine.cancel(tx, row.instanceKey!);
        });
      });
      // then
      const { state, supplements } = await view(window, "clerk");
      assert.deepEqual([state, supplements[0]?.endedAt], ["closed", window.clock.now()]);
      const holds = await database.read((read) => read.sql.selectFrom("hold").select("until").execute());
      assert.deepEqual(holds, [{ until: window.clock.now() }]);
      for (const who of ["clerk", "window"] as const) {
        const { rows } = await listNotices(ctx, people[who], { box: "unread" });
        assert.ok(rows.some(({ text }) => text.includes("补正已随该环节结束而终止")));
      }
    });

    it("shows a former holder the record without files, and personal data masked", async () => {
      const window = await asked();
      await upload(window);
      await answer(window, { answers: ["联系人13800001111", "已更正"] });
      const task = await window.task(window.caseId);
      await decide(window.ctx, window.people.window, task.id, {
        ...{ requestId: requestId(), version: task.version, outcome: "approve", opinion: "", form: {} },
      });
      const { level, supplements } = await view(window, "window");
      assert.equal(level, "history");
      assert.deepEqual(supplements[0]?.items[0]?.answer, "联系人138****1111");
      assert.deepEqual(supplements[0]?.items[0]?.materials, []);
    });

    it("tells clerks who joined the company meanwhile nothing less than those before", async () => {
      const window = await asked();
      const joined = await addPerson(window.database, "新经办", [["orgClerk", "a"]]);
      const { supplements } = await readCase(window.ctx, joined, window.caseId);
      assert.equal(supplements.length, 1);
    });
  });
});
