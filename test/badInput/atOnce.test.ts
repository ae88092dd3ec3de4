import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { CaseView, CommandResult, ProblemAnswer } from "#domain/platform/cases.ts";
import type { DraftView } from "#domain/platform/drafts.ts";
import { describeDatabases } from "#test/database.ts";
import type { Answer, Client } from "#test/http.ts";
import {
  claim,
  decide,
  decision,
  ok,
  openStory,
  openTask,
  type Story,
  smallSurvey,
  submit,
  surveyDraft,
} from "#test/story.ts";
import { countStored, difference } from "./storedRows.ts";

describe("the same thing asked for more than once", () => {
  describeDatabases((makeDatabase) => {
    let story: Story;
    let company: Client;
    let marks = 0;

    before(async function () {
      this.timeout(30_000);
      story = await openStory(await makeDatabase());
      company = await story.as("dev");
    });
    after(() => story.app.close());

    const newDraft = (): Promise<DraftView> => surveyDraft(company, smallSurvey(`once-${++marks}`));
    const newCase = async (): Promise<number> => (await submit(company, await newDraft())).caseId;
    const stored = () => countStored(story.app);
    const send = <Body>(path: string, body: object, by = company) => by.post<Body>(path, { body });

    describe("a form posted twice", () => {
      it("becomes one case when it carries the same request id: the second answer is the first", async () => {
        // given
        const { id, version } = await newDraft();
        const body = { requestId: randomUUID(), version };
        const path = `/api/drafts/${id}/submit`;
        // when
        const atOnce = await Promise.all([send(path, body), send(path, body)]);
        const before = await stored();
        const later = await send(path, body);
        // then
        for (const { status, body: answer } of [...atOnce, later]) {
          assert.equal(status, 200, JSON.stringify(answer));
          assert.deepEqual(answer, atOnce[0].body);
        }
        assert.deepEqual(difference(before, await stored()), {});
        assert.equal(await casesOfDraft(id), 1);
      });

      it("becomes one case when its request ids differ: the other is told that it was submitted", async () => {
        const { id, version } = await newDraft();
        const path = `/api/drafts/${id}/submit`;
        const atOnce = await Promise.all([1, 2].map(() => send(path, { requestId: randomUUID(), version })));
        assertOneOf(atOnce as Answer<ProblemAnswer>[], "DRAFT_SUBMITTED", "该申请已提交，不能再修改。");
        const before = await stored();
        const later = await send<ProblemAnswer>(path, { requestId: randomUUID(), version });
        assert.deepEqual([later.status, later.body.code], [409, "DRAFT_SUBMITTED"]);
        assert.deepEqual(difference(before, await stored()), {});
        assert.equal(await casesOfDraft(id), 1);
      });

      it("is refused when a request id comes back with another form", async () => {
        const [one, other] = [await newDraft(), await newDraft()];
        const requestId = randomUUID();
        await ok(send(`/api/drafts/${one.id}/submit`, { requestId, version: one.version }));
        const before = await stored();
        const answer = await send<ProblemAnswer>(`/api/drafts/${other.id}/submit`, {
          requestId,
          version: other.version,
        });
        assert.deepEqual([answer.status, answer.body.code], [422, "REQUEST_ID_REUSED"]);
        assert.equal(answer.body.message, "该请求编号已用于另一次操作，请刷新页面后重试。");
        assert.deepEqual(difference(before, await stored()), {});
      });

      it("is refused when it was saved elsewhere since it was looked at", async () => {
        const { id, version, data } = await newDraft();
        await ok(company.put(`/api/drafts/${id}`, { body: { data, version } }));
        const saved = await company.put<ProblemAnswer>(`/api/drafts/${id}`, { body: { data: {}, version } });
        const submitted = await send<ProblemAnswer>(`/api/drafts/${id}/submit`, { requestId: randomUUID(), version });
        for (const { status, body } of [saved, submitted]) assert.deepEqual([status, body.code], [409, "STALE_DRAFT"]);
        assert.match(submitted.body.message, /^草稿已在别处修改/);
      });
    });

    describe("two officials at once", () => {
      it("take a task: one holds it, the other reads 已由他人办理", async () => {
        // given
        const caseId = await newCase();
        const officials = [await story.as("window"), await story.as("window2")];
        const { id, version } = await openTask(officials[0]!, caseId);
        // when
        const answers = await Promise.all(
          officials.map((by) =>
            send<ProblemAnswer>(`/api/tasks/${id}/claim`, { requestId: randomUUID(), version }, by),
          ),
        );
        // then
        assertOneOf(answers, "TASK_TAKEN", "已由他人办理。");
      });

      it("decide: exactly one decision stands, the other reads 已由他人办理", async function () {
        this.timeout(30_000);
        // given
        const caseId = await newCase();
        const holder = await story.as("window");
        const other = await story.as("window2");
        const task = await claim(holder, caseId);
        const path = `/api/tasks/${task.id}/decide`;
        // when
        const answers = await Promise.all([
          send<ProblemAnswer>(path, decision(task), holder),
          send<ProblemAnswer>(path, decision(task, { outcome: "notAccept", opinion: "材料不齐。" }), other),
        ]);
        // then
        assert.deepEqual(
          answers.map(({ status }) => status),
          [200, 409],
        );
        assertOneOf(answers, "TASK_TAKEN", "已由他人办理。");
        assert.deepEqual(await decisionsOf(caseId), ["accept approve"]);
      });

      it("decide what one of them gave back and the other took meanwhile: exactly one decision stands", async () => {
        // given: both have looked at the task with the same version
        const caseId = await newCase();
        const [first, second] = [await story.as("window"), await story.as("window2")];
        const task = await claim(first, caseId);
        const released = await ok(
          send<CommandResult>(
            `/api/tasks/${task.id}/release`,
            { requestId: randomUUID(), version: task.version },
            first,
          ),
        );
        const claimed = await ok(
          send<CommandResult>(
            `/api/tasks/${task.id}/claim`,
            { requestId: randomUUID(), version: released.version },
            second,
          ),
        );
        const seen = { ...task, version: claimed.version };
        // when
        const answers = await Promise.all(
          [first, second].map((by) => send<ProblemAnswer>(`/api/tasks/${task.id}/decide`, decision(seen), by)),
        );
        // then
        assertOneOf(answers, "TASK_TAKEN", "已由他人办理。");
        assert.equal(answers[1]!.status, 200);
        assert.deepEqual(await decisionsOf(caseId), ["accept approve"]);
      });
    });

    describe("one official in two windows of the browser", () => {
      it("decides once: the second decision finds the task changed", async () => {
        const caseId = await newCase();
        const official = await story.as("window");
        const task = await claim(official, caseId);
        const path = `/api/tasks/${task.id}/decide`;
        const answers = await Promise.all([
          send<ProblemAnswer>(path, decision(task), official),
          send<ProblemAnswer>(path, decision(task, { outcome: "notAccept", opinion: "材料不齐。" }), official),
        ]);
        assertOneOf(answers, "STALE_TASK", "任务已发生变化，请刷新后再试。");
        assert.equal((await decisionsOf(caseId)).length, 1);
      });

      it("decides once when a decision is sent again: the repeat answers the first result, also after the case went on", async function () {
        this.timeout(30_000);
        // given
        const caseId = await newCase();
        const official = await story.as("window");
        const task = await claim(official, caseId);
        const body = decision(task);
        const path = `/api/tasks/${task.id}/decide`;
        // when
        const atOnce = await Promise.all([
          send<CommandResult>(path, body, official),
          send<CommandResult>(path, body, official),
        ]);
        await story.app.context.jobs.waitForCase(caseId, 20_000);
        await decide(await story.as("survey"), caseId);
        const later = await send<CommandResult>(path, body, official);
        // then
        for (const answer of [...atOnce, later]) {
          assert.equal(answer.status, 200, JSON.stringify(answer.body));
          assert.equal(answer.body.decisionId, atOnce[0].body.decisionId);
        }
        assert.deepEqual(await decisionsOf(caseId), ["accept approve", "firstReview proposeApproval"]);
      });

      it("is refused when the task changed since it was looked at, and when the outcome is none of the node's", async () => {
        const caseId = await newCase();
        const official = await story.as("window");
        const task = await claim(official, caseId);
        const path = `/api/tasks/${task.id}/decide`;
        const before = await stored();
        const old = await send<ProblemAnswer>(path, { ...decision(task), version: task.version - 1 }, official);
        assert.deepEqual([old.status, old.body.code], [409, "STALE_TASK"]);
        const forged = { ...decision(task, { outcome: "refuse", opinion: "" }), form: { adjustedReason: "无" } };
        const answer = await send<ProblemAnswer>(path, forged, official);
        assert.deepEqual([answer.status, answer.body.code], [422, "DECISION_INVALID"]);
        assert.deepEqual(
          answer.body.problems.map(({ code, field }) => [code, field]),
          [
            ["OUTCOME_NOT_OFFERED", "outcome"],
            ["OPINION_REQUIRED", "opinion"],
            ["FIELD_NOT_WRITABLE", "adjustedReason"],
          ],
        );
        assert.deepEqual(difference(before, await stored()), {});
        const { tasks } = await ok(official.get<CaseView>(`/api/cases/${caseId}`));
        assert.equal(tasks[0]!.version, task.version);
      });
    });

    const casesOfDraft = (draftId: number): Promise<number> =>
      story.app.database.read(async (read) => {
        const entries = await read.sql
          .selectFrom("auditEntry")
          .select("facts")
          .where("act", "=", "case.submitted")
          .execute();
        return entries.filter(({ facts }) => (JSON.parse(facts) as { draftId: number }).draftId === draftId).length;
      });
    const decisionsOf = (caseId: number): Promise<string[]> =>
      story.app.database.read(async (read) => {
        const rows = await read.sql
          .selectFrom("decision")
          .select(["node", "outcome"])
          .where("caseId", "=", caseId)
          .orderBy("id")
          .execute();
        return rows.map(({ node, outcome }) => `${node} ${outcome}`);
      });
  });
});

/** Of two, one passed and the other was refused with these words. */
function assertOneOf(answers: readonly Answer<ProblemAnswer>[], code: string, message: string): void {
  const statuses = answers.map(({ status }) => status).toSorted();
  assert.deepEqual(statuses, [200, 409], JSON.stringify(answers.map(({ body }) => body)));
  const { body } = answers.find(({ status }) => status === 409)!;
  assert.deepEqual(body, { code, message, problems: [] });
}
