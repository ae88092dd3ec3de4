import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describeOnSqlite, walk } from "#test/story.ts";
import { look, lookAtTask } from "./layout.ts";
import { buildingName, filedBuilding, roomsCase, surveyCase } from "./prepare.ts";
import { openBuilding, switchTo } from "./screens/buildingTable.ts";
import { openCompanyCase } from "./screens/companyCase.ts";
import { claim, openBox, openTask, tabs } from "./screens/desk.ts";
import { openPhoneBox, openPhoneTask } from "./screens/phone.ts";
import { deskSize, enlargedSize, openStage, phoneSize, pictureFolder, type Stage, wideSize } from "./stage.ts";

describe("every screen keeps inside its window", function () {
  this.timeout(60_000);
  describeOnSqlite((makeDatabase) => {
    let stage: Stage;
    /** A filing that the window may take in, one application for rooms under review, one confirmed. */
    let pooled: string;
    let reviewed: string;
    let confirmed: { caseNo: string; caseId: number };

    before(async function () {
      this.timeout(120_000);
      await mkdir(pictureFolder, { recursive: true });
      stage = await openStage(await makeDatabase());
      const { story } = stage;
      const table = await filedBuilding(story);
      confirmed = await roomsCase(story, table);
      await walk(story, "management-rooms", confirmed.caseId, "end");
      const next = await roomsCase(story, table, ["101", "102", "107"]);
      await walk(story, "management-rooms", next.caseId, "firstReview");
      reviewed = next.caseNo;
      for (const name of ["2", "3", "4"]) pooled = (await surveyCase(story, name)).caseNo;
    });
    afterEach(async function () {
      if (this.currentTest?.state === "failed") await stage.keepPictures(this.currentTest.title.slice(0, 40));
    });
    after(() => stage.close());

    const keep = async (page: Page, name: string): Promise<void> => {
      const { width, height } = page.viewportSize()!;
      await look(page);
      await page.screenshot({ path: join(pictureFolder, `${name} ${width}x${height}.png`) });
    };

    for (const size of [deskSize, enlargedSize, wideSize]) {
      const name = `${size.width}×${size.height}`;

      it(`the inbox at ${name}, empty, full, and with a case of the pool opened`, async () => {
        const { page } = await stage.person("window");
        await page.setViewportSize(size);
        await openBox(page, "待办");
        await keep(page, "inbox empty");
        await openTask(page, "待领", pooled);
        await keep(page, "inbox pool");
        stage.assertCalm();
      });

      it(`a case at hand at ${name}, tab by tab, with the decision bar in view`, async () => {
        const { page } = await stage.person("property");
        await page.setViewportSize(size);
        await openTask(page, size === deskSize ? "待领" : "待办", reviewed);
        if (size === deskSize) await claim(page);
        for (const [index, tab] of (await tabs(page)).entries()) {
          await tab();
          await lookAtTask(page);
          await keep(page, `case ${index + 1}`);
        }
        stage.assertCalm();
      });

      it(`the building table at ${name}, with its figures`, async () => {
        const { page } = await stage.person("survey");
        await page.setViewportSize(size);
        await openBuilding(page, buildingName);
        await keep(page, "building table");
        await switchTo(page, "统计");
        await keep(page, "building figures");
        stage.assertCalm();
      });
    }

    it("the lists and a case at 390×844, on a phone", async () => {
      const { page } = await stage.onPhone("window2");
      await openPhoneBox(page, "待办");
      await keep(page, "phone todo");
      await openPhoneTask(page, "待领", pooled);
      await keep(page, "phone case");
      stage.assertCalm();
    });

    it("the building table at 390×844, with its figures", async () => {
      const { page } = await stage.person("survey");
      await page.setViewportSize(phoneSize);
      await openBuilding(page, buildingName);
      await keep(page, "building table");
      await switchTo(page, "统计");
      await keep(page, "building figures");
      stage.assertCalm();
    });

    for (const size of [phoneSize, deskSize]) {
      const name = `${size.width}×${size.height}`;

      it(`the company's home, cases and a closed case at ${name}`, async () => {
        const { page } = await stage.person("dev");
        await page.setViewportSize(size);
        await page.goto("/org");
        await page.getByRole("heading", { name: "可以办理的事项" }).waitFor();
        await page.getByRole("article").first().waitFor();
        await keep(page, "org");
        await openCompanyCase(page, confirmed.caseNo);
        await page.getByRole("region", { name: "证书" }).waitFor();
        await keep(page, "org case");
        stage.assertCalm();
      });

      it(`the verify page of a certificate at ${name}, also in large type`, async () => {
        const { page: company } = await stage.person("dev");
        await company.setViewportSize(size);
        await openCompanyCase(company, confirmed.caseNo);
        const address = await company.getByRole("link", { name: "核验证书" }).getAttribute("href");
        const { page } = await stage.stranger(size);
        await page.goto(address!);
        await page.getByText("有效", { exact: true }).waitFor();
        await keep(page, "verify");
        await page.getByRole("button", { name: "长辈模式" }).click();
        await keep(page, "verify elder");
        stage.assertCalm();
      });
    }
  });
});
