import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { demoSurvey } from "#db/seeds/survey/demoSurvey.ts";
import { describeOnSqlite, type Submitted, surveyForm } from "#test/story.ts";
import { look, lookAtTask } from "./layout.ts";
import { surveyWorkbook } from "./papers.ts";
import { surveyCase } from "./prepare.ts";
import { begin, goTo, uploadSurvey } from "./screens/application.ts";
import { download, openCompanyCase } from "./screens/companyCase.ts";
import { bar, claim, decide, decided, openBox, openTask, opinion, press, rowOf, tickAll } from "./screens/desk.ts";
import { fillForm } from "./screens/form.ts";
import { fillPassword, logIn } from "./screens/login.ts";
import { openStage, type Stage } from "./stage.ts";

const words = "经核对现场照片与平面图，第 3 层与图纸一致；第 8 层走道宽度已补测，同意收件。";
/** Staff who do nothing for longer have to sign in again (SEC-01). */
const idle = 16 * 60_000;

/** How often a page sends a decision from now on. */
function decisionsOf(page: Page): () => number {
  let sent = 0;
  page.on("request", (request) => {
    if (/\/api\/tasks\/\d+\/decide$/.test(request.url())) sent += 1;
  });
  return () => sent;
}

describe("detours of a case, clicked at 1366×600", function () {
  this.timeout(60_000);
  describeOnSqlite((makeDatabase) => {
    let stage: Stage;
    let filed = 0;

    before(async () => {
      stage = await openStage(await makeDatabase());
    });
    afterEach(async function () {
      if (this.currentTest?.state === "failed") await stage.keepPictures(this.currentTest.title.slice(0, 40));
    });
    after(() => stage.close());

    /** Another filing, waiting in the window's pool. */
    const nextCase = (): Promise<Submitted> => surveyCase(stage.story, String(++filed));
    it("a session expires in the middle of an opinion: a dialog asks for the password, the text is still there and counts", async () => {
      // given
      const { caseNo } = await nextCase();
      const { page, watch } = await stage.person("window");
      watch.expect({ status: 401, path: /^\/api\// });
      await openTask(page, "待领", caseNo);
      await claim(page);
      await tickAll(page);
      await opinion(page).fill(words.slice(0, 20));
      // when
      stage.story.app.clock.forward(idle);
      await opinion(page).fill(words);
      const confirm = await press(page, "受理");
      await confirm.click();
      // then
      const dialog = page.getByRole("dialog", { name: "登录已过期" });
      await dialog.waitFor();
      assert.equal(await opinion(page).inputValue(), words);
      await fillPassword(dialog);
      await decided(page, { caseNo, outcome: "受理" });
      await stage.settle(caseNo);
      await openBox(page, "已办");
      await rowOf(page, caseNo).getByRole("link").click();
      await page.getByRole("tab", { name: /^意见/ }).click();
      await page.getByRole("list", { name: "办理记录" }).getByText(words).waitFor();
      stage.assertCalm();
    });

    it("the page is loaded anew after the session expired: signed in again, the official finds what was typed", async () => {
      // given
      const { caseNo } = await nextCase();
      const { page, watch } = await stage.person("window");
      watch.expect({ status: 401, path: /^\/api\// });
      await openTask(page, "待领", caseNo);
      await claim(page);
      await opinion(page).fill(words);
      // when
      stage.story.app.clock.forward(idle);
      await page.reload();
      await page.getByLabel("密码").waitFor();
      await logIn(page, "/", "window");
      // then
      await openTask(page, "待办", caseNo);
      await opinion(page).waitFor();
      assert.equal(await opinion(page).inputValue(), words);
      await tickAll(page);
      await decide(page, { caseNo, outcome: "受理" });
      stage.assertCalm();
    });

    it("two officials reach for one task: one holds it, the other reads 已由他人办理", async () => {
      // given
      const { caseNo } = await nextCase();
      const officials = [await stage.person("window"), await stage.person("window2")];
      for (const { page, watch } of officials) {
        watch.expect({ status: 409, method: "POST", path: /^\/api\/tasks\/\d+\/claim$/ });
        await openTask(page, "待领", caseNo);
      }
      // when
      await Promise.all(officials.map(({ page }) => bar(page).getByRole("button", { name: "领取" }).click()));
      // then
      const ends = await Promise.all(
        officials.map(async ({ page }) => {
          const told = page.getByText(/已由他人办理/).first();
          await opinion(page).or(told).waitFor();
          await look(page);
          return (await opinion(page).count()) === 1;
        }),
      );
      assert.deepEqual(ends.toSorted(), [false, true]);
      stage.assertCalm();
    });

    it("a task that was taken meanwhile says so to whoever comes later", async () => {
      // given
      const { caseNo } = await nextCase();
      const quicker = (await stage.person("window")).page;
      const { page, watch } = await stage.person("window2");
      watch.expect({ status: 409, method: "POST", path: /^\/api\/tasks\/\d+\/claim$/ });
      await openTask(page, "待领", caseNo);
      await openTask(quicker, "待领", caseNo);
      await claim(quicker);
      // when
      await bar(page).getByRole("button", { name: "领取" }).click();
      // then
      await page
        .getByText(/已由他人办理/)
        .first()
        .waitFor();
      await look(page);
      stage.assertCalm();
    });

    it("not accepting asks for an opinion of one's own, and ends with a decision that the company can read", async () => {
      // given
      const { caseNo } = await nextCase();
      const { page } = await stage.person("window2");
      const sent = decisionsOf(page);
      await openTask(page, "待领", caseNo);
      await claim(page);
      const refuse = bar(page).getByRole("button", { name: "不予受理", exact: true });
      // when: nothing was written, then only the phrase for accepting stands there
      const phrase = await opinion(page).inputValue();
      await refuse.click();
      await page.getByText("选择“不予受理”请写明理由，不能沿用默认意见。").waitFor();
      await opinion(page).fill("");
      await refuse.click();
      await page.getByText("选择“不予受理”必须填写意见。").waitFor();
      await lookAtTask(page);
      // then
      assert.notEqual(phrase, "");
      assert.equal(sent(), 0);
      assert.equal(await opinion(page).evaluate((box) => box === document.activeElement), true);
      await page.getByRole("textbox", { name: "不予受理依据" }).fill("《中华人民共和国行政许可法》第三十二条");
      await decide(page, { caseNo, outcome: "不予受理", words: "申请事项不属于本机关职权范围。" });
      await stage.settle(caseNo);
      const company = await stage.person("dev");
      await openCompanyCase(company.page, caseNo);
      await company.page
        .getByText(/不予受理$/)
        .first()
        .waitFor();
      const { bytes } = await download(company.page, "不予受理决定书");
      assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
      stage.assertCalm();
    });

    it("accepting with an unchecked box is refused at its field, and nothing typed is lost", async () => {
      // given
      const { caseNo } = await nextCase();
      const { page, watch } = await stage.person("window2");
      watch.expect({ status: 422, method: "POST", path: /decide$/ });
      await openTask(page, "待领", caseNo);
      await claim(page);
      await opinion(page).fill(words);
      // when
      await (await press(page, "受理")).click();
      // then
      await bar(page)
        .getByText(/受理前应逐项核对，尚未勾选：申请材料齐全/)
        .waitFor();
      await lookAtTask(page);
      assert.equal(await opinion(page).inputValue(), words);
      await tickAll(page);
      await decide(page, { caseNo, outcome: "受理" });
      stage.assertCalm();
    });

    it("a double click on the decision, and on its confirmation, sends it once and leaves the next task alone", async () => {
      // given
      const first = await nextCase();
      const second = await nextCase();
      const { page } = await stage.person("window2");
      for (const { caseNo } of [second, first]) {
        await openTask(page, "待领", caseNo);
        await claim(page);
      }
      const sent = decisionsOf(page);
      await openTask(page, "待办", first.caseNo);
      await tickAll(page);
      // when
      await bar(page).getByRole("button", { name: "受理", exact: true }).dblclick();
      await page.getByRole("button", { name: "确认受理" }).dblclick();
      // then
      await decided(page, { caseNo: first.caseNo, outcome: "受理" });
      await opinion(page).waitFor();
      await stage.settle(first.caseNo);
      assert.equal(sent(), 1);
      assert.equal(await page.getByRole("dialog").count(), 0);
      stage.assertCalm();
    });

    it("a faulty workbook shows every problem with its sheet, row and column, and cannot be handed in", async () => {
      // given
      const { page, watch } = await stage.person("dev");
      await begin(page, "测绘成果备案");
      await fillForm(page, "survey-filing.start", surveyForm(demoSurvey().building));
      await goTo(page, "测绘成果表");
      // when
      const spoiled = await surveyWorkbook(({ units, floors }) => {
        units.rows[98]!.interiorArea += 1;
        floors.rows[0]!.grossArea += 1;
      });
      await uploadSurvey(page, spoiled);
      // then
      const problems = page.getByRole("region", { name: "校验问题" });
      await problems.waitFor();
      await look(page);
      const rows = await Promise.all(
        (await problems.locator("tbody tr").all()).map((row) => row.locator("td").allInnerTexts()),
      );
      const places = rows.map(([sheet, row, column]) => [sheet, row?.trim(), column]);
      assert.ok(
        places.some((place) => place.join() === "户室对照表,100,套内面积"),
        JSON.stringify(places),
      );
      assert.ok(
        places.some((place) => place.join() === "分层表,2,层建筑面积"),
        JSON.stringify(places),
      );
      for (const [, , , , message, rule] of rows) {
        assert.match(message ?? "", /。$/);
        assert.match(rule ?? "", /^SUR-\d\d$/);
      }
      // and
      watch.expect({ status: 422, method: "POST", path: /submit$/ });
      await goTo(page, "核对并提交");
      await page.getByRole("button", { name: "提交申请" }).click();
      await page.getByRole("alert").first().waitFor();
      await look(page);
      stage.assertCalm();
    });
  });
});
