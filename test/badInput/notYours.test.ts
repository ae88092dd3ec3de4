import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { ProblemAnswer } from "#domain/platform/cases.ts";
import { type Answer, buildAccount, type Client, testPassword } from "#test/http.ts";
import {
  claim,
  decision,
  describeOnSqlite,
  openStory,
  openTask,
  type Story,
  type Submitted,
  smallSurvey,
  submit,
  surveyDraft,
  walk,
} from "#test/story.ts";
import { contentOf } from "./storedRows.ts";

/** Keys that people write into an address by hand. */
const forged = [
  "0",
  "-1",
  "1.5",
  "1e3",
  "999999999999",
  "9007199254740993",
  "１",
  "1%27%20or%201=1",
  "..%2f..%2f1",
  "null",
];

describe("what is not yours", () => {
  describeOnSqlite((makeDatabase) => {
    let story: Story;
    let rival: Client;
    let colleague: Client;
    let theirs: Submitted;
    let task: { id: number; version: number };

    before(async function () {
      this.timeout(30_000);
      story = await openStory(await makeDatabase());
      await buildAccount(story.app.database, { login: "rival", role: "orgClerk", orgCode: "dev-rival" });
      rival = await story.as("rival", testPassword);
      // 初审 of 测绘股 holds the case; her colleague of the same section holds none.
      const company = await story.as("dev");
      theirs = await submit(company, await surveyDraft(company, smallSurvey("theirs")));
      await walk(story, "survey-filing", theirs.caseId, "firstReview");
      task = await claim(await story.as("survey"), theirs.caseId);
      colleague = await story.as("survey2");
    });
    after(() => story.app.close());

    /** The same answer for a thing that is there and one that is not: a code, a sentence and nothing else; nothing changed. */
    async function tellsNothing(
      requests: (() => Promise<Answer>)[],
      wanted: Pick<ProblemAnswer, "code" | "message">,
    ): Promise<void> {
      const before = await contentOf(story.app);
      for (const request of requests) {
        const { status, body } = await request();
        assert.equal(status, 404, JSON.stringify(body));
        assert.deepEqual(body, { ...wanted, problems: [] });
      }
      assert.deepEqual(await contentOf(story.app), before);
    }

    const noCase = { code: "CASE_UNKNOWN", message: "没有找到该案件，或您无权查看。" };
    const noTask = { code: "TASK_UNKNOWN", message: "没有找到该任务，或您无权办理。" };
    const noDraft = { code: "DRAFT_UNKNOWN", message: "没有找到该草稿，或您无权查看。" };

    const readsOf = (client: Client, caseId: number) =>
      ["", "/diagram", "/files/1", "/documents/1"].map((part) => () => client.get(`/api/cases/${caseId}${part}`));

    it("is no case for another company, whichever way it is asked for", async () => {
      await tellsNothing([...readsOf(rival, theirs.caseId), ...readsOf(rival, 999_999)], noCase);
      await tellsNothing([() => rival.get(`/api/survey-filing/cases/${theirs.caseId}`)], noCase);
    });

    it("is no draft for another company: neither read, saved, sent, filled nor thrown away", async () => {
      const { draftId } = theirs;
      const write = { data: {}, version: 1 };
      const command = { requestId: randomUUID(), version: 1 };
      await tellsNothing(
        [draftId, 999_999].flatMap((id) => [
          () => rival.get(`/api/drafts/${id}`),
          () => rival.put(`/api/drafts/${id}`, { body: write }),
          () => rival.post(`/api/drafts/${id}/submit`, { body: command }),
          () => rival.upload(`/api/drafts/${id}/files/report`, "a.pdf", new Uint8Array([1])),
          () => rival.upload(`/api/survey-filing/drafts/${id}/table`, "a.xlsx", new Uint8Array([1])),
          () => rival.delete(`/api/drafts/${id}`),
        ]),
        noDraft,
      );
    });

    it("is no case for an official of the same section who holds no task of it", async () => {
      await tellsNothing([...readsOf(colleague, theirs.caseId), ...readsOf(colleague, 999_999)], noCase);
      await tellsNothing([() => colleague.get(`/api/survey-filing/cases/${theirs.caseId}`)], noCase);
    });

    it("cannot be acted on by that official either, who reads that somebody else has it", async () => {
      const before = await contentOf(story.app);
      const { body, status } = await colleague.post<ProblemAnswer>(`/api/tasks/${task.id}/decide`, {
        body: {
          requestId: randomUUID(),
          version: task.version,
          outcome: "proposeApproval",
          opinion: "同意。",
          form: {},
        },
      });
      assert.deepEqual([status, body], [409, { code: "TASK_TAKEN", message: "已由他人办理。", problems: [] }]);
      assert.deepEqual(await contentOf(story.app), before);
    });

    it("is no task for an official of another section, even with its right key and version", async () => {
      const property = await story.as("property");
      const command = { requestId: randomUUID(), version: task.version };
      const decided = { ...command, outcome: "proposeApproval", opinion: "同意。", form: {} };
      await tellsNothing(
        [task.id, 999_999].flatMap((id) => [
          () => property.post(`/api/tasks/${id}/claim`, { body: { ...command, requestId: randomUUID() } }),
          () => property.post(`/api/tasks/${id}/release`, { body: { ...command, requestId: randomUUID() } }),
          () => property.post(`/api/tasks/${id}/decide`, { body: { ...decided, requestId: randomUUID() } }),
          () => property.put(`/api/tasks/${id}/draft`, { body: { form: {}, opinion: "" } }),
        ]),
        noTask,
      );
    });

    for (const key of forged) {
      it(`is not reached with the key ${decodeURIComponent(key)}`, async () => {
        const official = await story.as("survey");
        const command = { requestId: randomUUID(), version: 1 };
        const before = await contentOf(story.app);
        const answers = [
          await official.post<ProblemAnswer>(`/api/tasks/${key}/claim`, { body: command }),
          await official.post<ProblemAnswer>(`/api/tasks/${key}/decide`, {
            body: { ...command, outcome: "approve", opinion: "", form: {} },
          }),
          await official.get<ProblemAnswer>(`/api/cases/${key}`),
        ];
        for (const { status, body } of answers) {
          assert.equal(status, 404);
          assert.match(body.code, /^(NOT_FOUND|TASK_UNKNOWN|CASE_UNKNOWN)$/);
          assert.match(body.message, /^没有找到.*。$/);
        }
        assert.deepEqual(await contentOf(story.app), before);
      });
    }

    it("is not reached by somebody who did an earlier task of the case and may do no second review (APR-06)", async () => {
      // given: the survey handler's twin position, and a case he reviewed first
      const { app } = story;
      const both = await buildAccount(app.database, { login: "both", role: "handler", orgCode: "survey-section" });
      await buildAccount(app.database, {
        login: "both2",
        role: "sectionHead",
        orgCode: "survey-section",
        samePersonAs: both.personId,
      });
      await story.as("both", testPassword);
      const company = await story.as("dev");
      const { caseId } = await submit(company, await surveyDraft(company, smallSurvey("both")));
      await walk(story, "survey-filing", caseId, "secondReview", { firstReview: "both" });
      const { id, version } = await openTask(await story.as("survey-head"), caseId);
      // when: with the other account of the same person
      const second = await app.login("both2");
      const answer = await second.post<ProblemAnswer>(`/api/tasks/${id}/claim`, {
        body: { requestId: randomUUID(), version },
      });
      // then
      assert.deepEqual([answer.status, answer.body.code], [403, "SEPARATION"]);
      assert.equal(answer.body.message, "您已参与本案其他环节或与申请人有关，不能办理此环节。");
    });

    it("is refused where the page of another site sends it, or the page's token is missing", async () => {
      const official = await story.as("survey");
      const body = decision(await openTask(official, theirs.caseId));
      const path = `/api/tasks/${task.id}/decide`;
      const before = await contentOf(story.app);
      for (const [headers, code] of [
        [{ origin: "https://elsewhere.example" }, "ORIGIN_REFUSED"],
        [{ "sec-fetch-site": "cross-site" }, "ORIGIN_REFUSED"],
        [{ "x-csrf-token": "" }, "CSRF_TOKEN_INVALID"],
        [{ "x-csrf-token": colleague.csrf }, "CSRF_TOKEN_INVALID"],
      ] as const) {
        const answer = await official.post<ProblemAnswer>(path, { body, headers });
        assert.deepEqual([answer.status, answer.body.code], [403, code]);
        assert.match(answer.body.message, /。$/);
      }
      assert.deepEqual(await contentOf(story.app), before);
    });
  });
});
