import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { DEMO_PASSWORD } from "#db/seeds/people.ts";
import { describeOnSqlite, type Submitted, walk } from "#test/story.ts";
import { look } from "./layout.ts";
import { floorPlan } from "./papers.ts";
import { surveyCase } from "./prepare.ts";
import type { Paper } from "./screens/application.ts";
import { bar, claim, decide, openTask } from "./screens/desk.ts";
import {
  cardOf,
  claimOnPhone,
  decideOnPhone,
  doneOnPhone,
  logInOnPhone,
  openPart,
  openPhoneBox,
  openPhoneTask,
  phoneBar,
  phoneOpinion,
  pinch,
  pressOnPhone,
  sheet,
  swipe,
  tabBar,
} from "./screens/phone.ts";
import { openStage, phoneSize, pictureFolder, type Stage } from "./stage.ts";

const words = "经核对分层平面图与测绘成果一致，拟同意备案。";
const smallPhone = { width: 320, height: 568 };
/** Staff who do nothing for longer have to sign in again (SEC-01). */
const idle = 16 * 60_000;

describe("a case worked on at a phone, 390×844 with touch", function () {
  this.timeout(60_000);
  describeOnSqlite((makeDatabase) => {
    let stage: Stage;
    let filed = 0;

    before(async () => {
      await mkdir(pictureFolder, { recursive: true });
      stage = await openStage(await makeDatabase());
    });
    afterEach(async function () {
      if (this.currentTest?.state === "failed") await stage.keepPictures(this.currentTest.title.slice(0, 40));
    });
    after(() => stage.close());

    /** Another filing, waiting for its first review. */
    const nextCase = async (until = "firstReview", plan?: Paper): Promise<Submitted> => {
      const submitted = await surveyCase(stage.story, String(++filed), plan);
      await walk(stage.story, "survey-filing", submitted.caseId, until);
      return submitted;
    };
    /** Effective decisions of the first review. */
    const decisionsOf = async (caseId: number): Promise<number> => {
      const rows = await stage.story.app.database.read((read) =>
        read.sql
          .selectFrom("decision")
          .select("id")
          .where("caseId", "=", caseId)
          .where("node", "=", "firstReview")
          .execute(),
      );
      return rows.length;
    };
    const assertDecidedOnce = async (caseId: number) => assert.equal(await decisionsOf(caseId), 1);
    const assertNotDecided = async (caseId: number) => assert.equal(await decisionsOf(caseId), 0);
    const picture = (page: Page, name: string) => page.screenshot({ path: join(pictureFolder, `phone ${name}.png`) });

    it("the second and the third decision of a filing, each taken from the pool, looked through and decided", async () => {
      const { caseNo } = await nextCase();
      for (const [login, outcome] of [
        ["survey", "拟同意"],
        ["survey-head", "拟同意"],
      ] as const) {
        const { page } = await stage.onPhone(login);
        await openPhoneTask(page, "待领", caseNo);
        await claimOnPhone(page);
        await page.getByRole("region", { name: "本环节填写" }).getByText(/./).first().waitFor();
        for (const part of [/^材料/, /^意见/, /^测绘成果/, /^流程图/]) {
          await openPart(page, part);
          await picture(page, `case ${part.source.slice(1)}`);
        }
        await openPart(page, /^申请表/);
        await picture(page, "case form");
        await decideOnPhone(page, { caseNo, outcome, words });
        await picture(page, "decided");
        await stage.settle(caseNo);
      }
      const { page } = await stage.onPhone("survey-head");
      await openPhoneBox(page, "已办");
      await cardOf(page, caseNo).getByRole("link").tap();
      await page.getByRole("tab", { name: /^意见/ }).tap();
      await look(page);
      await page.getByRole("list", { name: "办理记录" }).getByText(words).first().waitFor();
      stage.assertCalm();
    });

    it("at 320 pixels too: lists, card, case, sheet and settings keep inside the screen, in all text sizes", async () => {
      const { caseNo } = await nextCase();
      const { page } = await stage.onPhone("survey");
      await page.setViewportSize(smallPhone);
      await openPhoneBox(page, "待领");
      await cardOf(page, caseNo).waitFor();
      await picture(page, "320 pool");
      for (const size of ["特大", "大", "标准"]) {
        await openPhoneBox(page, "待办");
        await tabBar(page).getByRole("link", { name: "我的" }).tap();
        await page.getByRole("button", { name: size, exact: true }).tap();
        await look(page);
        await picture(page, `320 me ${size}`);
        await openPhoneTask(page, size === "特大" ? "待领" : "待办", caseNo);
        await page.goBack();
        await picture(page, `320 list ${size}`);
        await cardOf(page, caseNo).getByRole("link").tap();
        if (size === "特大") await claimOnPhone(page);
        await picture(page, `320 case ${size}`);
        await pressOnPhone(page, "拟同意");
        await picture(page, `320 sheet ${size}`);
      }
      await page.setViewportSize(phoneSize);
      stage.assertCalm();
    });

    it("a swipe over a card of the pool opens 领取 and takes nothing; a tap on it takes the task", async () => {
      const { caseNo } = await nextCase();
      const { page } = await stage.onPhone("survey");
      let written = 0;
      page.on("request", (request) => {
        if (/\/api\/tasks\//.test(request.url()) && request.method() === "POST") written += 1;
      });
      await openPhoneBox(page, "待领");
      const card = cardOf(page, caseNo);
      const offer = card.getByRole("button", { name: "领取" });
      await card.waitFor();
      assert.equal(await offer.isVisible(), false);
      await swipe(page, card, -120);
      await offer.waitFor();
      await picture(page, "swiped");
      assert.deepEqual([written, new URL(page.url()).pathname], [0, "/m/pool"]);
      await offer.tap();
      await card.waitFor({ state: "detached" });
      assert.equal(written, 1);
      await openPhoneBox(page, "待办");
      await cardOf(page, caseNo).waitFor();
      stage.assertCalm();
    });

    it("a second tap on the outcome does not hit the confirmation that came up under it", async () => {
      const { caseNo } = await nextCase();
      const { page } = await stage.onPhone("survey");
      await openPhoneTask(page, "待领", caseNo);
      await claimOnPhone(page);
      const confirm = await pressOnPhone(page, "拟同意");
      assert.equal(await confirm.isDisabled(), true);
      await sheet(page, /^确认/).getByRole("button", { name: "再看看" }).tap();
      await decideOnPhone(page, { caseNo, outcome: "拟同意" });
      stage.assertCalm();
    });

    it("a refusal without reasons of its own is not sent; the sheet says what is missing", async () => {
      const { caseNo } = await nextCase();
      const { page } = await stage.onPhone("survey");
      await openPhoneTask(page, "待领", caseNo);
      await claimOnPhone(page);
      const confirm = await pressOnPhone(page, "拟不予");
      await phoneOpinion(page).fill("");
      await confirm.tap();
      await page.getByText("选择“拟不予”必须填写意见。").waitFor();
      await picture(page, "opinion missing");
      await sheet(page, /^确认/).getByRole("button", { name: "再看看" }).tap();
      stage.assertCalm();
    });

    it("without a line in the middle of a decision nothing is lost; back again, the same tap decides once", async () => {
      const { caseNo, caseId } = await nextCase();
      const { page, context, watch } = await stage.onPhone("survey");
      await openPhoneTask(page, "待领", caseNo);
      await claimOnPhone(page);
      const confirm = await pressOnPhone(page, "拟同意");
      await phoneOpinion(page).fill(words);
      await context.setOffline(true);
      await confirm.tap();
      await sheet(page, /^确认/).getByText("无法连接服务器").waitFor();
      await page.getByText("网络已断开").waitFor();
      await picture(page, "offline");
      assert.equal(await phoneOpinion(page).inputValue(), words);
      await context.setOffline(false);
      await confirm.tap();
      await doneOnPhone(page, `已拟同意 ${caseNo}`);
      await assertDecidedOnce(caseId);
      watch.forgive();
    });

    it("the answer to a decision is lost: it is sent again with its request id, and done once", async () => {
      const { caseNo, caseId } = await nextCase();
      const { page, watch } = await stage.onPhone("survey");
      await openPhoneTask(page, "待领", caseNo);
      await claimOnPhone(page);
      const confirm = await pressOnPhone(page, "拟同意");
      await phoneOpinion(page).fill(words);
      const ids = new Set<string>();
      let lost = 0;
      await page.route(/\/decide$/, async (route) => {
        ids.add((route.request().postDataJSON() as { requestId: string }).requestId);
        if (lost++ > 2) return route.continue();
        await route.fetch();
        return route.abort("connectionreset");
      });
      await confirm.tap();
      await sheet(page, /^确认/).getByText("无法连接服务器").waitFor();
      await confirm.tap();
      await doneOnPhone(page, `已拟同意 ${caseNo}`);
      await page.unroute(/\/decide$/);
      assert.equal(ids.size, 1);
      assert.ok(lost > 3, `${lost} sends`);
      await assertDecidedOnce(caseId);
      watch.forgive();
    });

    it("an opinion that the server never got is there after the page was swept away, sealed; log-out wipes it", async () => {
      const { caseNo } = await nextCase();
      const { page, watch } = await stage.onPhone("survey");
      await openPhoneTask(page, "待领", caseNo);
      await claimOnPhone(page);
      await page.route(/\/draft$/, (route) => route.abort("connectionfailed"));
      await phoneBar(page).getByRole("button", { name: "意见" }).tap();
      await phoneOpinion(page).fill(words);
      await page.waitForFunction(() => Object.keys(localStorage).some((name) => name.startsWith("anju.sealed.")));
      const kept = await page.evaluate(() => JSON.stringify(localStorage));
      assert.ok(!kept.includes("分层平面图"), "the opinion lies open in the browser's storage");
      await page.reload();
      await phoneBar(page).getByRole("button", { name: "意见" }).tap();
      await phoneOpinion(page).waitFor();
      assert.equal(await phoneOpinion(page).inputValue(), words);
      await page.unroute(/\/draft$/);
      await openPhoneBox(page, "待办");
      await tabBar(page).getByRole("link", { name: "我的" }).tap();
      await page.getByRole("button", { name: "退出登录" }).tap();
      await page.getByLabel("密码").waitFor();
      assert.equal(await page.evaluate(() => JSON.stringify(localStorage).includes("anju.sealed.")), false);
      await logInOnPhone(page, "survey");
      watch.forgive();
    });

    it("the task changed at the desk meanwhile: the phone shows that, sends nothing, and asks again", async () => {
      const { caseNo, caseId } = await nextCase();
      const { page } = await stage.onPhone("survey");
      await openPhoneTask(page, "待领", caseNo);
      await claimOnPhone(page);
      const confirm = await pressOnPhone(page, "拟同意");
      await phoneOpinion(page).fill(words);
      const desk = (await stage.person("survey")).page;
      await openTask(desk, "待办", caseNo);
      await bar(desk).getByRole("button", { name: "放回" }).click();
      await openTask(desk, "待领", caseNo);
      await claim(desk);
      await confirm.tap();
      const asked = sheet(page, "案件有变化，请核对");
      await asked.waitFor();
      await picture(page, "changed");
      await assertNotDecided(caseId);
      await asked.getByRole("button", { name: "已核对，继续办理" }).tap();
      const anew = await pressOnPhone(page, "拟同意");
      assert.equal(await phoneOpinion(page).inputValue(), words);
      await anew.tap();
      await doneOnPhone(page, `已拟同意 ${caseNo}`);
      await assertDecidedOnce(caseId);
      stage.assertCalm();
    });

    it("the task was decided at the desk meanwhile: the phone says that nothing of its own was sent", async () => {
      const { caseNo, caseId } = await nextCase();
      const { page } = await stage.onPhone("survey");
      await openPhoneTask(page, "待领", caseNo);
      await claimOnPhone(page);
      const confirm = await pressOnPhone(page, "拟同意");
      const desk = (await stage.person("survey")).page;
      await openTask(desk, "待办", caseNo);
      await decide(desk, { caseNo, outcome: "拟同意" });
      await confirm.tap();
      const told = sheet(page, "这项任务已不由您办理");
      await told.waitFor();
      await picture(page, "no longer mine");
      await told.getByRole("button", { name: "返回待办" }).tap();
      await page.getByRole("heading", { name: "待办" }).waitFor();
      await assertDecidedOnce(caseId);
      stage.assertCalm();
    });

    it("a file opens over the whole screen and two fingers enlarge a picture; two fingers enlarge the diagram", async () => {
      const { caseNo } = await nextCase("firstReview", floorPlan("1"));
      const { page } = await stage.onPhone("survey");
      await openPhoneTask(page, "待领", caseNo);
      await claimOnPhone(page);
      await openPart(page, /^材料/);
      await page.getByRole("button", { name: /1层平面图/ }).tap();
      const viewer = page.getByRole("dialog", { name: /^查看/ });
      const shown = viewer.getByRole("img");
      await shown.waitFor();
      const widthOf = async () => (await shown.boundingBox())!.width;
      await page.waitForFunction(() => document.querySelector<HTMLImageElement>(".pinch img")?.naturalWidth === 640);
      const width = await widthOf();
      await pinch(page, shown);
      assert.ok((await widthOf()) > width * 2, `${await widthOf()} after ${width}`);
      await picture(page, "file");
      await viewer.getByRole("button", { name: "下一份" }).tap();
      await viewer.getByRole("button", { name: "关闭查看" }).tap();
      await openPart(page, /^流程图/);
      const drawing = page.getByRole("img", { name: /^流程图/ });
      const scale = () => drawing.locator("g.viewport").evaluate((group) => (group as SVGGElement).getCTM()!.a);
      await drawing.locator("g.viewport").first().waitFor();
      const before = await scale();
      await pinch(page, drawing);
      assert.ok((await scale()) > before * 1.5, `${await scale()} after ${before}`);
      await picture(page, "diagram");
      stage.assertCalm();
    });

    it("补正 from the phone: one complete list, the task waits, the applicant's door shows it; ended with a reason", async () => {
      const { caseNo, caseId } = await nextCase("accept");
      const { page } = await stage.onPhone("window");
      await openPhoneTask(page, "待领", caseNo);
      await claimOnPhone(page);
      await phoneBar(page).getByRole("button", { name: "更多" }).tap();
      await picture(page, "more");
      await sheet(page, "更多").getByRole("button", { name: /^补正/ }).tap();
      const asking = sheet(page, "补正告知");
      await asking.getByLabel("第 1 项材料").selectOption({ label: "房产分层平面图" });
      await asking.getByLabel("第 1 项内容").fill("缺第 3 层平面图，请补充。");
      await asking.getByRole("button", { name: "增加一项" }).tap();
      await asking.getByLabel("第 2 项内容").fill("测量号与成果表不一致，请更正。");
      await asking.getByLabel("请申请人在此日期前补正").fill("2026-12-18");
      await look(page);
      await picture(page, "supplement");
      await asking.getByRole("button", { name: "确认告知（2 项）" }).tap();
      await doneOnPhone(page, `已告知补正 ${caseNo}`);
      await page.goto(`/m/cases/${caseId}`);
      await page.getByText("等待申请人补正").waitFor();
      await page.getByRole("tab", { name: "补正 1" }).tap();
      await page.getByText("测量号与成果表不一致，请更正。").waitFor();
      await look(page);
      await picture(page, "supplement waits");
      await phoneBar(page).getByRole("button", { name: "结束补正" }).tap();
      await sheet(page, "结束补正").getByLabel("理由").fill("申请人来电说明无法补正。");
      await sheet(page, "结束补正").getByRole("button", { name: "确认结束，继续办理" }).tap();
      await phoneBar(page).getByRole("button", { name: "意见" }).waitFor();
      stage.assertCalm();
    });

    it("转办 and 抄送 from the phone: a colleague is chosen, the task or a notice reaches them", async () => {
      const { caseNo } = await nextCase("accept");
      const { page, watch } = await stage.onPhone("window");
      // Whoever handed a task over may see the case no longer.
      watch.expect({ status: 404, path: /^\/api\/cases\/\d+$/ });
      await openPhoneTask(page, "待领", caseNo);
      await claimOnPhone(page);
      await phoneBar(page).getByRole("button", { name: "更多" }).tap();
      await sheet(page, "更多").getByRole("button", { name: /^抄送/ }).tap();
      const copying = sheet(page, "抄送");
      const { name } = (await stage.story.as("window2")).me!;
      await copying.getByRole("checkbox", { name }).check();
      await picture(page, "copy");
      await copying.getByRole("button", { name: "确认抄送 1 人" }).tap();
      await copying.waitFor({ state: "hidden" });
      await phoneBar(page).getByRole("button", { name: "更多" }).tap();
      await sheet(page, "更多").getByRole("button", { name: /^转办/ }).tap();
      const handing = sheet(page, "转办");
      await handing.getByRole("radio", { name }).check();
      await look(page);
      await handing.getByRole("button", { name: `确认转给${name}` }).tap();
      await doneOnPhone(page, `已转给${name} ${caseNo}`);
      const { page: other } = await stage.onPhone("window2");
      await openPhoneBox(other, "待办");
      await cardOf(other, caseNo).waitFor();
      await tabBar(other).getByRole("link", { name: "通知" }).tap();
      const notice = other.getByRole("listitem").filter({ hasText: "抄送" });
      await notice.waitFor();
      await picture(other, "notice");
      await notice.getByRole("link").tap();
      await phoneBar(other).waitFor();
      await openPhoneBox(other, "待办");
      await tabBar(other).getByRole("link", { name: "通知" }).tap();
      await other.getByRole("button", { name: "已阅", exact: true }).tap();
      await notice.waitFor();
      stage.assertCalm();
    });

    it("退回 from the phone: the earlier node is chosen, the effects are read, and the reason reaches the colleague", async () => {
      const { caseNo } = await nextCase();
      const { page: colleague } = await stage.onPhone("survey");
      await openPhoneTask(colleague, "待领", caseNo);
      await claimOnPhone(colleague);
      await decideOnPhone(colleague, { caseNo, outcome: "拟同意" });
      await stage.settle(caseNo);
      const { page } = await stage.onPhone("survey-head");
      await openPhoneTask(page, "待领", caseNo);
      await claimOnPhone(page);
      await phoneBar(page).getByRole("button", { name: "更多" }).tap();
      await sheet(page, "更多").getByRole("button", { name: /^退回/ }).tap();
      const returning = sheet(page, "退回");
      const send = returning.getByRole("button", { name: "确认退回" });
      await returning.getByRole("radio", { name: /^初审/ }).check();
      await returning
        .getByRole("list", { name: "退回的影响" })
        .getByText(/将结束：复核/)
        .waitFor();
      assert.equal(await send.isDisabled(), true);
      await returning.getByLabel("退回理由").fill("第 3 层分摊系数请复核后再报。");
      await look(page);
      await picture(page, "return");
      await send.tap();
      await doneOnPhone(page, `已退回 ${caseNo}`);
      await stage.settle(caseNo);
      await openPhoneBox(colleague, "待办");
      await cardOf(colleague, caseNo).getByRole("link").tap();
      await openPart(colleague, /^意见/);
      await colleague.getByText("第 3 层分摊系数请复核后再报。").waitFor();
      await picture(colleague, "returned");
      await decideOnPhone(colleague, { caseNo, outcome: "拟同意" });
      stage.assertCalm();
    });

    it("取回 from the phone: in the seconds after, and from 已办; the opinion is there again", async () => {
      const { caseNo } = await nextCase();
      const { page } = await stage.onPhone("survey");
      await openPhoneTask(page, "待领", caseNo);
      await claimOnPhone(page);
      await decideOnPhone(page, { caseNo, outcome: "拟同意", words });
      await page.getByRole("status").getByRole("button", { name: "取回" }).tap();
      await phoneBar(page).getByRole("button", { name: "意见" }).waitFor();
      const again = await pressOnPhone(page, "拟同意");
      assert.equal(await phoneOpinion(page).inputValue(), words);
      await again.tap();
      await doneOnPhone(page, `已拟同意 ${caseNo}`);
      await openPhoneBox(page, "已办");
      await cardOf(page, caseNo).getByRole("link").tap();
      await phoneBar(page).getByRole("button", { name: "取回" }).waitFor();
      await look(page);
      await picture(page, "recall");
      await phoneBar(page).getByRole("button", { name: "取回" }).tap();
      await phoneBar(page).getByRole("button", { name: "意见" }).waitFor();
      stage.assertCalm();
    });

    it("notices: unread ones are read by a tap; text size and log-out lie under 我的", async () => {
      const { page } = await stage.onPhone("survey");
      await openPhoneBox(page, "待办");
      await picture(page, "todo");
      await tabBar(page).getByRole("link", { name: "通知" }).tap();
      await page.getByRole("heading", { name: "通知" }).waitFor();
      await look(page);
      await picture(page, "notices");
      stage.assertCalm();
    });

    it("a phone that opens the desk is offered its own door, and each door leads to the other", async () => {
      const { page } = await stage.stranger(phoneSize, "phone");
      await page.goto("/");
      await page.getByRole("link", { name: "打开手机版" }).tap();
      await page.getByRole("heading", { name: "安居 · 手机办理" }).waitFor();
      assert.equal(new URL(page.url()).pathname, "/m");
      await page.getByRole("link", { name: "使用电脑版" }).tap();
      await page.getByRole("heading", { name: "安居 · 工作台" }).waitFor();
      const { page: desk } = await stage.stranger();
      await desk.goto("/");
      await desk.getByRole("heading", { name: "安居 · 工作台" }).waitFor();
      assert.equal(await desk.getByRole("link", { name: "打开手机版" }).count(), 0);
      stage.assertCalm();
    });

    it("the session expires in the middle of an opinion: the password is asked on the spot and the text is still there", async () => {
      const { caseNo } = await nextCase();
      const { page, watch } = await stage.onPhone("survey");
      // Every session of the house ends with it.
      const others = [await stage.onPhone("survey-head"), await stage.person("survey")];
      for (const one of [watch, ...others.map((other) => other.watch)]) {
        one.expect({ status: 401, path: /^\/api\// });
      }
      await openPhoneTask(page, "待领", caseNo);
      await claimOnPhone(page);
      const confirm = await pressOnPhone(page, "拟同意");
      await phoneOpinion(page).fill(words);
      stage.story.app.clock.forward(idle);
      await confirm.tap();
      const again = sheet(page, "登录已过期");
      await again.waitFor();
      await picture(page, "relogin");
      await again.getByLabel("密码").fill(DEMO_PASSWORD);
      await again.getByRole("button", { name: "登录" }).tap();
      await doneOnPhone(page, `已拟同意 ${caseNo}`);
      stage.assertCalm();
    });
  });
});
