import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { type CaseView, caseViewSchema } from "#domain/platform/cases.ts";
import { describeOnSqlite, type Submitted, smallSurvey, submit, surveyDraft, walk } from "#test/story.ts";
import { look, lookAtTask } from "./layout.ts";
import { bar, claim, decide, decided, openBox, openedCase, openTask, opinion, rowOf, tickAll } from "./screens/desk.ts";
import { openStage, pictureFolder, type Stage } from "./stage.ts";

/** What officials do with a case beside deciding it, clicked at the desk of most offices; one case goes through all of it. */
describe("what can be done with a case beside deciding it, clicked at 1366×600", function () {
  this.timeout(60_000);
  describeOnSqlite((makeDatabase) => {
    let stage: Stage;
    let first: Submitted;
    let second: Submitted;

    before(async () => {
      await mkdir(pictureFolder, { recursive: true });
      stage = await openStage(await makeDatabase());
      const clerk = await stage.story.as("dev2");
      first = await submit(clerk, await surveyDraft(clerk, smallSurvey("A")));
      second = await submit(clerk, await surveyDraft(clerk, smallSurvey("B")));
      await walk(stage.story, "survey-filing", second.caseId, "fileDecision");
    });
    let broken: string | undefined;
    beforeEach(() => assert.equal(broken, undefined, "an earlier chapter of the story failed"));
    afterEach(async function () {
      if (this.currentTest?.state === "passed") return stage.assertCalm();
      broken = this.currentTest?.title;
      await stage.keepPictures(`${broken}`.slice(0, 40));
    });
    after(() => stage.close());

    /** The case as the person's own browser would be told: an account has one session. */
    const seen = async (login: string, { caseId }: Submitted): Promise<CaseView> => {
      const { context } = await stage.person(login);
      return caseViewSchema.parse(await (await context.request.get(`/api/cases/${caseId}`)).json());
    };
    const sheet = (page: Page, name: string) => page.getByRole("dialog", { name, exact: true });
    const picture = (page: Page, name: string) =>
      page.screenshot({ path: join(pictureFolder, `desk ${name} 1366x600.png`) });
    /** Opens a command of 更多. */
    const more = async (page: Page, label: string): Promise<void> => {
      await bar(page).getByRole("button", { name: "更多" }).click();
      await page.getByRole("menuitem", { name: label }).click();
    };
    const told = (page: Page, words: string) => page.getByText(words).first().waitFor();

    it("补正: the window asks for one complete list; the case waits for the company, which reads it", async () => {
      const { page } = await stage.person("window");
      await openTask(page, "待领", first.caseNo);
      await claim(page);
      await more(page, "补正");
      const dialog = sheet(page, "补正告知");
      await dialog.getByRole("textbox", { name: "第 1 项内容" }).fill("资质证书缺少公章，请重新上传。");
      await dialog.getByLabel("请申请人在此日期前补正").fill("2026-12-04");
      await picture(page, "supplement");
      await look(page);
      await dialog.getByRole("button", { name: "确认告知（1 项）" }).click();
      await decided(page, { caseNo: first.caseNo, outcome: "告知补正" });
      const { state, supplements } = await seen("dev", first);
      assert.deepEqual([state, supplements[0]?.items[0]?.text], ["supplementing", "资质证书缺少公章，请重新上传。"]);
    });

    it("结束补正: the window goes on without an answer, and says why", async () => {
      const { page } = await stage.person("window");
      await page.goto(`/cases/${first.caseId}`);
      await bar(page).getByRole("button", { name: "结束补正" }).click();
      const dialog = sheet(page, "结束补正");
      await dialog.getByRole("textbox", { name: "理由" }).fill("窗口已当面核对原件。");
      await dialog.getByRole("button", { name: "确认结束，继续办理" }).click();
      await opinion(page).waitFor();
      await lookAtTask(page);
      await page.getByRole("tab", { name: "补正 1" }).click();
      await page.getByText("未答复，已结束").waitFor();
      assert.equal((await seen("dev", first)).state, "submitted");
    });

    it("取回: in the ten seconds after a decision it is taken back, the opinion is there again, and it is decided anew", async () => {
      const window = (await stage.person("window")).page;
      await openTask(window, "待办", first.caseNo);
      await tickAll(window);
      await decide(window, { caseNo: first.caseNo, outcome: "受理" });
      await stage.settle(first.caseNo);
      const { page } = await stage.person("survey");
      await openTask(page, "待领", first.caseNo);
      await claim(page);
      await decide(page, { caseNo: first.caseNo, outcome: "拟同意", words: "数据核对无误。" });
      await picture(page, "decided");
      await page.getByRole("status").getByRole("button", { name: "取回" }).click();
      await openedCase(page, first.caseNo).waitFor();
      await opinion(page).waitFor();
      assert.equal(await opinion(page).inputValue(), "数据核对无误。");
      const { timeline } = await seen("survey", first);
      assert.equal(timeline.find(({ opinion: text }) => text === "数据核对无误。")?.state, "void");
      await decide(page, { caseNo: first.caseNo, outcome: "拟同意", words: "再次核对无误。" });
    });

    it("取回 from 已办 too, as long as nobody has begun what follows", async () => {
      const { page } = await stage.person("survey");
      await openBox(page, "已办");
      await rowOf(page, first.caseNo).getByRole("link").click();
      await bar(page).getByRole("button", { name: "取回" }).waitFor();
      await look(page);
      await bar(page).getByRole("button", { name: "取回" }).click();
      await opinion(page).waitFor();
      await decide(page, { caseNo: first.caseNo, outcome: "拟同意", words: "第三次核对无误。" });
    });

    it("退回: the effects are read before it is sent; the earlier node is told why, and decides again", async () => {
      const head = (await stage.person("survey-head")).page;
      await openTask(head, "待领", first.caseNo);
      await claim(head);
      await bar(head).getByRole("button", { name: "退回", exact: true }).click();
      const dialog = sheet(head, "退回");
      await dialog.getByRole("radio", { name: /初审/ }).check();
      await dialog.getByRole("list", { name: "退回的影响" }).waitFor();
      await dialog.getByRole("textbox", { name: "退回理由" }).fill("分摊系数请复算。");
      await picture(head, "return");
      await look(head);
      await dialog.getByRole("button", { name: "确认退回" }).click();
      await decided(head, { caseNo: first.caseNo, outcome: "退回" });

      const { page } = await stage.person("survey");
      await page.goto("/notices");
      const notice = page
        .getByRole("list", { name: "通知列表" })
        .getByRole("listitem")
        .filter({ hasText: "分摊系数请复算。" });
      await notice.waitFor();
      await picture(page, "notices");
      await notice.getByRole("link").click();
      await openedCase(page, first.caseNo).waitFor();
      await lookAtTask(page);
      await notice.waitFor({ state: "hidden" });
      await openTask(page, "待办", first.caseNo);
      await decide(page, { caseNo: first.caseNo, outcome: "拟同意", words: "已复算。" });
      const { timeline } = await seen("survey", first);
      const counted = timeline.filter(
        ({ node, state, outcome }) => node === "firstReview" && outcome && state === "effective",
      );
      assert.deepEqual(
        counted.map(({ opinion: text }) => text),
        ["已复算。"],
      );
    });

    it("抄送 leaves the task where it is and reaches the colleague", async () => {
      const { page } = await stage.person("survey-head");
      await openTask(page, "待领", first.caseNo);
      await claim(page);
      await more(page, "抄送");
      const dialog = sheet(page, "抄送");
      const colleague = dialog.getByRole("checkbox").first();
      await colleague.check();
      await picture(page, "copy");
      await dialog.getByRole("button", { name: "确认抄送 1 人" }).click();
      await told(page, "已抄送");
      await lookAtTask(page);
      await decide(page, { caseNo: first.caseNo, outcome: "拟同意", words: "同意。" });
    });

    it("不予: the decision is refused with a reason of its own, and the company reads it", async () => {
      const { page } = await stage.person("deputy");
      await openTask(page, "待领", first.caseNo);
      await claim(page);
      await decide(page, { caseNo: first.caseNo, outcome: "不予备案", words: "测绘成果与规划许可不符。" });
      await stage.settle(first.caseNo);
      const { outcome, state } = await seen("dev", first);
      assert.deepEqual([outcome, state], ["refused", "closed"]);
    });

    it("送达 and 归档: the window records how the result reached the applicant, the archivist closes the volume", async () => {
      const window = (await stage.person("window")).page;
      await window.goto(`/cases/${first.caseId}`);
      await bar(window).getByRole("button", { name: "送达" }).click();
      const dialog = sheet(window, "送达");
      await dialog.getByRole("textbox", { name: "签收人" }).fill("钱某");
      await dialog.getByLabel("送达日期").fill("2026-11-24");
      await picture(window, "deliver");
      await look(window);
      await dialog.getByRole("button", { name: "确认送达" }).click();
      await told(window, "已登记送达");
      await window.getByRole("tab", { name: /文书/ }).click();
      // Whoever no longer handles the case reads names masked.
      await window.getByText("2026-11-24 直接送达，钱*").waitFor();

      const { page } = await stage.person("archivist");
      await page.goto(`/cases/${first.caseId}`);
      await bar(page).getByRole("button", { name: "归档" }).click();
      await sheet(page, "归档").getByRole("button", { name: "确认归档" }).click();
      await told(page, "已归档");
      await page.getByRole("tab", { name: /文书/ }).click();
      await page
        .getByRole("region", { name: "送达和归档" })
        .getByText(/案卷号/)
        .click();
      await picture(page, "archive");
      await look(page);
      const { state, archive } = await seen("archivist", first);
      assert.deepEqual([state, (archive?.entries.length ?? 0) > 3], ["archived", true]);
    });

    it("终止: a leader ends a case before it is decided, with a reason", async () => {
      const { page } = await stage.person("deputy");
      await openTask(page, "待领", second.caseNo);
      await bar(page).getByRole("button", { name: "终止办理" }).click();
      const dialog = sheet(page, "终止办理");
      await dialog.getByRole("textbox", { name: "终止理由" }).fill("申请人已注销。");
      await look(page);
      await dialog.getByRole("button", { name: "确认终止" }).click();
      await dialog.waitFor({ state: "hidden" });
      await stage.settle(second.caseNo);
      const { outcome } = await seen("dev", second);
      assert.equal(outcome, "terminated");
    });
  });
});
