import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { CaseTask, CaseView, CommandResult } from "#domain/platform/cases.ts";
import { claim, decide, describeOnSqlite, ok, smallSurvey, submit, surveyDraft } from "#test/story.ts";
import { look } from "./layout.ts";
import { pdf } from "./papers.ts";
import { chooseFiles } from "./screens/application.ts";
import { openCompanyCase } from "./screens/companyCase.ts";
import { openStage, phoneSize, type Stage } from "./stage.ts";

const items = [
  { slot: "surveyorLicence", text: "资质证书缺少公章，请重新上传。" },
  { slot: null, text: "测绘资质证书号与证书不符，请更正申请表。" },
];
const round = "补正要求（第1次）";

describe("补正, from the window's list to the acceptance, answered by the company at 1366×600", function () {
  this.timeout(60_000);
  describeOnSqlite((makeDatabase) => {
    let stage: Stage;
    let caseId: number;
    let caseNo: string;

    before(async () => {
      stage = await openStage(await makeDatabase());
      const clerk = await stage.story.as("dev");
      ({ caseId, caseNo } = await submit(clerk, await surveyDraft(clerk, smallSurvey("BZ"))));
    });
    let broken: string | undefined;
    beforeEach(() => assert.equal(broken, undefined, "an earlier chapter of the story failed"));
    afterEach(async function () {
      if (this.currentTest?.state !== "failed") return;
      broken = this.currentTest.title;
      await stage.keepPictures(broken.slice(0, 40));
    });
    after(() => stage.close());

    const seen = async (login: string): Promise<CaseView> =>
      ok((await stage.story.as(login)).get<CaseView>(`/api/cases/${caseId}`));
    const ask = async ({ id, version }: Pick<CaseTask, "id" | "version">) => {
      const body = { requestId: randomUUID(), version, items, due: "2026-12-04" };
      return ok((await stage.story.as("window")).post<CommandResult>(`/api/tasks/${id}/supplement`, { body }));
    };

    it("the company urges its waiting case once, and is not offered to urge again that day", async () => {
      const { page } = await stage.person("dev");
      await openCompanyCase(page, caseNo);
      await page.getByRole("button", { name: "催办" }).click();
      await page.getByText("已催办，经办人员会收到通知。").waitFor();
      await page.getByRole("button", { name: "催办" }).waitFor({ state: "hidden" });
      await look(page);
      stage.assertCalm();
    });

    it("the window asks for two things, and the company reads them on its case", async () => {
      // when
      await ask(await claim(await stage.story.as("window"), caseId));
      // then
      const { page } = await stage.person("dev");
      await openCompanyCase(page, caseNo);
      const panel = page.getByRole("region", { name: round });
      for (const { text } of items) await panel.getByText(text).waitFor();
      await panel.getByText("请在 2026-12-04 前提交").waitFor();
      await page.getByText("补正中").first().waitFor();
      await look(page);
    });

    it("what is missing is told at its place when the company hands in too little", async () => {
      const { page, watch } = await stage.person("dev");
      watch.expect({ status: 422, method: "POST", path: /supplement-answer$/ });
      const panel = page.getByRole("region", { name: round });
      await panel.getByRole("button", { name: "提交补正" }).click();
      await panel.getByText("补正有 2 处问题，请修改后再提交。").waitFor();
      await panel.getByRole("listitem", { name: "第 1 项" }).getByText("请为第 1 项上传材料或填写说明。").waitFor();
      await look(page);
    });

    it("the company uploads the paper, corrects the form, says so, and hands the answer in", async () => {
      // when
      const { page } = await stage.person("dev");
      const panel = page.getByRole("region", { name: round });
      const first = panel.getByRole("listitem", { name: "第 1 项" });
      await chooseFiles(page, first, [pdf("测绘单位资质证书")]);
      await first.getByText("测绘单位资质证书.pdf").waitFor();
      await panel.getByRole("textbox", { name: "第 2 项说明" }).fill("资质证书编号已更正。");
      await panel.getByRole("checkbox", { name: "同时修改申请表" }).check();
      const form = panel.getByRole("region", { name: "修改申请表" });
      await form.getByRole("textbox", { name: "测绘资质证书号" }).fill("乙测资字4350001");
      await look(page);
      await panel.getByRole("button", { name: "提交补正" }).click();
      // then
      await page.getByText(/^第 1 次补正已于 .* 提交。$/).waitFor();
      await panel.waitFor({ state: "hidden" });
      await look(page);
      stage.assertCalm();
      const { state, materials, sections, supplements, tasks } = await seen("window");
      assert.deepEqual([state, tasks[0]?.state, tasks[0]?.mine], ["submitted", "active", true]);
      const licences = materials.filter(({ slot }) => slot === "surveyorLicence");
      assert.deepEqual(
        licences.map(({ id, name }) => [id, name]),
        supplements[0]?.items[0]?.materials.map(({ id }) => [id, "测绘单位资质证书.pdf"]),
      );
      assert.equal(sections[0]?.data.surveyorLicence, "乙测资字4350001");
      assert.deepEqual(
        supplements[0]?.items.map(({ answer }) => answer),
        ["", "资质证书编号已更正。"],
      );
    });

    it("the window accepts, and the company reads it", async () => {
      await decide(await stage.story.as("window"), caseId);
      await stage.settle(caseNo);
      const { page } = await stage.person("dev");
      await openCompanyCase(page, caseNo);
      await page.getByText("在办").first().waitFor();
      const accepted = page.getByRole("list", { name: "办理阶段" }).getByRole("listitem").filter({ hasText: "受理" });
      assert.match(await accepted.innerText(), /2026-11-24 09:00/);
      await look(page);
      stage.assertCalm();
    });

    it("fits a phone too", async () => {
      // The browser has the one session of its clerk; the case is a colleague's of the same company.
      const clerk = await stage.story.as("dev2");
      const other = await submit(clerk, await surveyDraft(clerk, smallSurvey("SJ")));
      ({ caseId, caseNo } = other);
      await ask(await claim(await stage.story.as("window"), caseId));
      const { page } = await stage.person("dev");
      await page.setViewportSize(phoneSize);
      await page.goto(`/org/cases/${caseId}`);
      await page.getByRole("region", { name: round }).getByText(items[0]!.text).waitFor();
      await look(page);
      stage.assertCalm();
    });

    it("ends with the application when the company withdraws it, with a reason", async () => {
      const { page } = await stage.person("dev");
      await page.getByRole("button", { name: "撤回申请" }).click();
      const dialog = page.getByRole("dialog", { name: "撤回申请" });
      await dialog.getByRole("textbox", { name: "撤回理由" }).fill("项目调整，另行申请。");
      await look(page);
      await dialog.getByRole("button", { name: "确认撤回" }).click();
      await dialog.waitFor({ state: "hidden" });
      await stage.settle(caseNo);
      await page.reload();
      await page.getByText("申请人撤回").first().waitFor();
      await page.getByText(/^第 1 次补正已于 .* 结束，未收到补正。$/).waitFor();
      await look(page);
      stage.assertCalm();
    });
  });
});
