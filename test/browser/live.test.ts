import assert from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";
import { describeOnSqlite } from "#test/story.ts";
import { type Line, openLine } from "./line.ts";
import { surveyCase } from "./prepare.ts";
import { claim, openedCase, rowOf } from "./screens/desk.ts";
import { logIn } from "./screens/login.ts";
import { openStage, type Person, type Stage } from "./stage.ts";

const badge = (page: Page) => page.getByRole("navigation", { name: "工作台" }).getByRole("link", { name: /^待领/ });

describe("open desks hear of what others do", function () {
  this.timeout(60_000);
  describeOnSqlite((makeDatabase) => {
    let stage: Stage;
    let line: Line;
    let filed = 0;
    before(async () => {
      stage = await openStage(await makeDatabase());
      stage.story.app.live.start();
      line = await openLine(stage.url);
    });
    afterEach(async function () {
      if (this.currentTest?.state === "failed") await stage.keepPictures(this.currentTest.title.slice(0, 40));
    });
    after(async () => {
      await line.cut();
      await stage.close();
    });

    /** Signs in at 待领, over the line that can be cut. */
    async function atThePool(login: string, prepare: (context: BrowserContext) => Promise<unknown> = async () => {}) {
      const person = await stage.stranger();
      await prepare(person.context);
      await logIn(person.page, `${line.url}/`, login);
      await person.page.goto(`${line.url}/pool`);
      await person.page.getByRole("region", { name: "待领" }).waitFor();
      return person;
    }
    const submit = () => surveyCase(stage.story, String(++filed));
    /** How many streams the program has once it has this many; for whoever must wait for the last to come. */
    async function streams(count: number): Promise<number> {
      for (let looks = 0; stage.story.app.live.size !== count && looks < 100; looks++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return stage.story.app.live.size;
    }
    const leave = async ({ context }: Person) => {
      await context.close();
      await streams(0);
    };

    it("a case comes and is claimed: the colleague's badge and list follow without loading the page anew", async () => {
      // given
      const [one, other] = [await atThePool("window"), await atThePool("window2")];
      await streams(2);
      const loads: string[] = [];
      for (const { page } of [one, other]) page.on("load", () => loads.push(page.url()));
      // when
      const { caseNo } = await submit();
      // then
      await Promise.all([one, other].map(({ page }) => rowOf(page, caseNo).waitFor()));
      await Promise.all([one, other].map(({ page }) => badge(page).getByText("1", { exact: true }).waitFor()));
      // when
      await rowOf(one.page, caseNo).getByRole("link").click();
      await openedCase(one.page, caseNo).waitFor();
      await claim(one.page);
      // then
      await rowOf(other.page, caseNo).waitFor({ state: "detached" });
      await badge(other.page).getByText("1", { exact: true }).waitFor({ state: "detached" });
      assert.deepEqual(loads, []);
      stage.assertCalm();
      await leave(one);
      await leave(other);
    });

    it("ten tabs of one browser share one stream, and all of them hear", async () => {
      const person = await atThePool("window2");
      const tabs = [person.page];
      while (tabs.length < 10) {
        const tab = await person.context.newPage();
        await tab.goto(`${line.url}/pool`);
        await tab.getByRole("region", { name: "待领" }).waitFor();
        tabs.push(tab);
      }
      assert.equal(await streams(1), 1);
      const { caseNo } = await submit();
      await Promise.all(tabs.map((tab) => rowOf(tab, caseNo).waitFor()));
      assert.equal(stage.story.app.live.size, 1);
      await leave(person);
    });

    it("the line breaks and comes back: what was missed stands there without loading the page anew", async () => {
      const person = await atThePool("window");
      await streams(1);
      await line.cut();
      const { caseNo } = await submit();
      await streams(0);
      assert.equal(await rowOf(person.page, caseNo).count(), 0);
      await line.mend();
      await rowOf(person.page, caseNo).waitFor();
      assert.equal(await streams(1), 1);
      await leave(person);
    });

    it("without shared workers one tab leads, and when it closes another does", async () => {
      // given
      const person = await atThePool("window2", (context) =>
        context.addInitScript(() => void Reflect.deleteProperty(globalThis, "SharedWorker")),
      );
      const second = await person.context.newPage();
      await second.goto(`${line.url}/pool`);
      await second.getByRole("region", { name: "待领" }).waitFor();
      assert.equal(await streams(1), 1);
      // when
      const { caseNo } = await submit();
      // then
      await Promise.all([person.page, second].map((tab) => rowOf(tab, caseNo).waitFor()));
      assert.equal(stage.story.app.live.size, 1);
      // when
      await person.page.close();
      const next = await submit();
      // then
      await rowOf(second, next.caseNo).waitFor();
      await leave(person);
    });

    it("where a proxy holds streams up, the desk asks instead", async () => {
      // given
      const person = await atThePool("window", async (context) => {
        await context.addInitScript(() => {
          Reflect.deleteProperty(globalThis, "SharedWorker");
          Reflect.deleteProperty(globalThis, "BroadcastChannel");
        });
        await context.clock.install();
        await context.route(/\/api\/live$/, () => {
          // Never answered.
        });
      });
      const { page } = person;
      const asked = page.waitForRequest(/\/api\/live\/poll/);
      // when: two streams stay silent for ten seconds
      await page.clock.runFor(25_000);
      await asked;
      const { caseNo } = await submit();
      await page.clock.runFor(6_000);
      // then
      await rowOf(page, caseNo).waitFor();
      assert.equal(stage.story.app.live.size, 0);
      await leave(person);
    });

    it("ends the stream with the session, and the desk asks for a new log-in", async () => {
      const person = await atThePool("survey");
      person.watch.expect({ status: 401, path: /^\/api\/inbox\/counts$/ });
      await streams(1);
      // the same person signs in elsewhere: one desk each (SEC-01)
      const elsewhere = await atThePool("survey");
      await person.page.getByRole("dialog", { name: "登录已过期" }).waitFor();
      assert.equal(await streams(1), 1);
      await leave(elsewhere);
    });
  });
});
