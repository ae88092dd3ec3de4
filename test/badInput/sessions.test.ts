import assert from "node:assert/strict";
import { DEMO_PASSWORD } from "#db/seeds/people.ts";
import type { CaseView, CommandResult, ProblemAnswer } from "#domain/platform/cases.ts";
import { describeDatabases } from "#test/database.ts";
import type { Client } from "#test/http.ts";
import { claim, decision, ok, openStory, openTask, type Story, smallSurvey, submit, surveyDraft } from "#test/story.ts";
import { countStored, difference } from "./storedRows.ts";

const MINUTE = 60_000;

describe("sessions and passwords", () => {
  describeDatabases((makeDatabase) => {
    let story: Story;
    before(async function () {
      this.timeout(30_000);
      story = await openStory(await makeDatabase());
    });
    after(() => story.app.close());

    it("keeps the opinion of an official whose session ran out in the middle of it", async function () {
      this.timeout(30_000);
      // given: half an opinion, stored by 暂存
      const { app } = story;
      const company = await story.as("dev");
      const { caseId } = await submit(company, await surveyDraft(company, smallSurvey("expired")));
      const official = await app.login("window", DEMO_PASSWORD);
      const task = await claim(official, caseId);
      const half = { form: { checks: ["complete", "legalForm"] }, opinion: "材料齐全，但第三页的印章" };
      await ok(official.put(`/api/tasks/${task.id}/draft`, { body: half }));
      // when: he is called away for sixteen minutes and comes back to the open page
      app.clock.forward(16 * MINUTE);
      const before = await countStored(app);
      const body = decision(task, { opinion: "材料齐全，但第三页的印章不清，已当场补盖。" });
      const refused = await official.post<ProblemAnswer>(`/api/tasks/${task.id}/decide`, { body });
      const unsaved = await official.put<ProblemAnswer>(`/api/tasks/${task.id}/draft`, { body: half });
      // then: told clearly, nothing stored
      for (const { status, body: answer } of [refused, unsaved]) {
        assert.deepEqual(
          [status, answer],
          [401, { code: "SESSION_REQUIRED", message: "登录已失效，请重新登录。", problems: [] }],
        );
      }
      assert.deepEqual(difference(before, await countStored(app)), {});
      // when: he logs in again, on whatever machine
      const again = await app.login("window", DEMO_PASSWORD);
      const kept = await openTask(again, caseId);
      // then: the task is still his, with form and opinion as they stood; the same decision goes through, once
      assert.ok(kept.mine);
      assert.deepEqual({ form: kept.draft?.form, opinion: kept.draft?.opinion }, half);
      await ok(again.post<CommandResult>(`/api/tasks/${task.id}/decide`, { body }));
      const view = await ok(again.get<CaseView>(`/api/cases/${caseId}`));
      assert.equal(view.timeline.at(-1)?.opinion, body.opinion);
    });

    it("locks an account after five wrong passwords; the right one is refused too until the time is over", async function () {
      this.timeout(30_000);
      // given
      const { app } = story;
      const login = (password: string, name = "property"): Promise<Attempt> => tryLogin(app.stranger(), name, password);
      // when, then: each of five is told the same, with no count and no hint
      const before = await countStored(app);
      for (let n = 1; n <= 5; n += 1) {
        const { status, body } = await login(`Wrong-password-${n}`);
        assert.deepEqual(
          [status, body],
          [401, { code: "LOGIN_FAILED", message: "用户名或密码不正确。", problems: [] }],
        );
      }
      const sixth = await login("Wrong-password-6");
      assert.equal(sixth.status, 429);
      assert.deepEqual(sixth.body, {
        code: "LOGIN_BLOCKED",
        message: "密码错误次数过多，登录已暂时锁定，请 10 分钟后再试。",
        problems: [],
        retryAfter: 600,
      });
      assert.equal(sixth.headers.get("retry-after"), "600");
      assert.deepEqual((await login(DEMO_PASSWORD)).body, sixth.body);
      const stored = difference(before, await countStored(app));
      assert.ok(
        Object.keys(stored).every((name) => /^(audit|loginThrottle)/.test(name)),
        JSON.stringify(stored),
      );
      assert.equal(stored.auditEntry, 5);

      // when: half the time is over
      app.clock.forward(5 * MINUTE);
      const waiting = await login(DEMO_PASSWORD);
      assert.deepEqual([waiting.status, waiting.body.retryAfter], [429, 300]);
      assert.equal(waiting.body.message, "密码错误次数过多，登录已暂时锁定，请 5 分钟后再试。");
      // when: it is over
      app.clock.forward(5 * MINUTE + 1000);
      assert.equal((await login(DEMO_PASSWORD)).status, 200);
      // then: forgotten; five are free again
      for (let n = 1; n <= 4; n += 1) assert.equal((await login("Wrong-password")).status, 401);
      assert.equal((await login(DEMO_PASSWORD)).status, 200);
    });

    it("locks longer each time", async function () {
      this.timeout(30_000);
      const { app } = story;
      const waits: (number | undefined)[] = [];
      for (let n = 1; n <= 5; n += 1) await tryLogin(app.stranger(), "property2", "Wrong-password");
      for (let block = 1; block <= 3; block += 1) {
        const { body } = await tryLogin(app.stranger(), "property2", DEMO_PASSWORD);
        waits.push(body.retryAfter);
        app.clock.forward(body.retryAfter! * 1000 + 1000);
        await tryLogin(app.stranger(), "property2", "Wrong-password");
      }
      assert.deepEqual(waits, [600, 1200, 1800]);
    });

    it("answers a name that nobody has exactly like a wrong password, lock included", async function () {
      this.timeout(30_000);
      const { app } = story;
      // Another day: what this source did wrong until now is forgotten.
      app.clock.forward(25 * 60 * MINUTE);
      const answers = async (name: string) => {
        const seen: unknown[] = [];
        for (let n = 1; n <= 6; n += 1) {
          const { status, body } = await tryLogin(app.stranger(), name, "Wrong-password");
          seen.push([status, body]);
        }
        return seen;
      };
      assert.deepEqual(await answers("nobody-has-this-name"), await answers("market"));
    });
  });
});

type Attempt = Awaited<ReturnType<typeof tryLogin>>;
const tryLogin = (client: Client, login: string, password: string) =>
  client.post<ProblemAnswer>("/api/session", { body: { login, password } });
