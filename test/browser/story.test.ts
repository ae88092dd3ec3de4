import assert from "node:assert/strict";
import { decodeQr, rasterise } from "#adapters/pdf/testing/look.ts";
import { project } from "#db/seeds/company.ts";
import { demoSurvey } from "#db/seeds/survey/demoSurvey.ts";
import { describeOnSqlite, surveyForm } from "#test/story.ts";
import { assertPicture } from "./compare.ts";
import { look } from "./layout.ts";
import { floorPlan, pdf, requiredSlots, surveyWorkbook } from "./papers.ts";
import { buildingName, committeeRoom, rooms } from "./prepare.ts";
import { begin, goTo, saved, submit, uploadMaterial, uploadSurvey } from "./screens/application.ts";
import { figures, openBuilding, switchTo, unit, units } from "./screens/buildingTable.ts";
import { download, openCompanyCase } from "./screens/companyCase.ts";
import { claim, decide, leafThrough, openBox, openTask, rowOf, tickAll } from "./screens/desk.ts";
import { choose, fillForm } from "./screens/form.ts";
import { openStage, type Stage } from "./stage.ts";

const { building } = demoSurvey();
/** Where the QR code stands on the certificate, at `dpi`: its address is drawn by lot. */
const dpi = 100;
const qrPlace = { left: 128, top: 882, right: 240, bottom: 992 };

describe("from an Excel table of a surveyed building to a certificate that anybody can verify, clicked at 1366×600", function () {
  this.timeout(60_000);
  describeOnSqlite((makeDatabase) => {
    let stage: Stage;
    let surveyCase: string;
    let roomsCase: string;
    let certificate: { number: string; address: string };

    before(async () => {
      stage = await openStage(await makeDatabase());
    });
    let broken: string | undefined;
    beforeEach(() => assert.equal(broken, undefined, "an earlier chapter of the story failed"));
    afterEach(async function () {
      if (this.currentTest?.state !== "failed") return;
      broken = this.currentTest.title;
      await stage.keepPictures(broken.slice(0, 40));
    });
    after(() => stage.close());

    /** Opens the task, takes it where it lies in the pool, decides it, and waits for the jobs that follow. */
    async function work(login: string, caseNo: string, outcome: string): Promise<void> {
      const { page } = await stage.person(login);
      await openTask(page, "待领", caseNo);
      await claim(page);
      if (login !== "deputy") await leafThrough(page);
      if (outcome === "受理") await tickAll(page);
      await decide(page, { caseNo, outcome });
      await stage.settle(caseNo);
      stage.assertCalm();
    }

    it("the company fills in the building, uploads the workbook and the floor plans, and hands the filing in", async () => {
      const { page } = await stage.person("dev");
      await begin(page, "测绘成果备案");
      await choose(page, "所属项目", project.name);
      await fillForm(page, "survey-filing.start", surveyForm(building));
      await saved(page);
      await goTo(page, "测绘成果表");
      await uploadSurvey(page, await surveyWorkbook());
      await page.getByRole("link", { name: "测绘成果表 校验通过" }).waitFor();
      await look(page);
      assert.deepEqual((await figures(page, "户室信息统计"))[0], [
        "户室信息",
        "415",
        "40,593.58",
        "33,285.56",
        "7,308.02",
      ]);
      await goTo(page, "上传材料");
      for (const slot of requiredSlots("survey-filing")) {
        const plans = ["-1", "1", "2", "3-21"].map(floorPlan);
        await uploadMaterial(page, slot, slot === "房产分层平面图" ? plans : [pdf(slot)]);
      }
      await goTo(page, "核对并提交");
      surveyCase = await submit(page);
      stage.assertCalm();
    });

    for (const [login, outcome, what] of [
      ["window", "受理", "the window takes the filing in"],
      ["survey", "拟同意", "the surveying section reviews it"],
      ["survey-head", "拟同意", "its head reviews it again"],
      ["deputy", "准予备案", "the deputy director files it"],
    ] as const) {
      it(what, () => work(login, surveyCase, outcome));
    }

    it("the building table stands, with 415 units and the printed totals", async () => {
      const { page } = await stage.person("survey");
      await openBuilding(page, buildingName);
      assert.equal(await units(page).count(), 415);
      await page.getByText("415 套 · 40,593.58 ㎡").waitFor();
      await switchTo(page, "统计");
      const byFloor = await figures(page, "分层面积");
      assert.equal(byFloor.length, 23);
      for (const floor of [
        ["-1", "4,568.16", "4,285.28", "282.88"],
        ["1", "2,640.75", "1,764.77", "875.98"],
        ["2", "2,514.73", "1,231.70", "1,283.03"],
        ["3", "1,614.96", "1,368.57", "246.39"],
      ]) {
        assert.deepEqual(
          byFloor.find(([name]) => name === floor[0]),
          floor,
        );
      }
      stage.assertCalm();
    });

    it("the company picks its management rooms on the building table and applies for their confirmation", async () => {
      const { page } = await stage.person("dev");
      await begin(page, "物业管理用房确认");
      await choose(page, "选择楼幢", buildingName);
      await choose(page, "所属项目", project.name);
      for (const room of rooms) await unit(page, room).click();
      await page.getByRole("checkbox", { name: `${committeeRoom} 为业委会用房` }).check();
      await page.getByText("119.50 ㎡").waitFor();
      await look(page);
      await saved(page);
      await goTo(page, "上传材料");
      for (const slot of requiredSlots("management-rooms")) await uploadMaterial(page, slot, [pdf(slot)]);
      await goTo(page, "核对并提交");
      roomsCase = await submit(page);
      stage.assertCalm();
    });

    it("the window accepts, and the company downloads the acceptance notice", async () => {
      await work("window", roomsCase, "受理");
      const { page } = await stage.person("dev");
      await openCompanyCase(page, roomsCase);
      const { name, bytes } = await download(page, "受理通知书");
      assert.match(name, /^受理通知书 .*\.pdf$/);
      assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
      stage.assertCalm();
    });

    for (const [login, outcome, what] of [
      ["property", "拟同意", "the property section reviews"],
      ["property-head", "拟同意", "its head proposes to agree"],
      ["deputy", "准予", "the deputy director grants"],
    ] as const) {
      it(what, () => work(login, roomsCase, outcome));
    }

    it("the company downloads the certificate, which looks like the stored picture", async () => {
      const { page } = await stage.person("dev");
      await openCompanyCase(page, roomsCase);
      const number = await page.getByRole("region", { name: "证书" }).locator("b").innerText();
      const { bytes } = await download(page, "物业管理用房确认书");
      const [picture, ...more] = await rasterise(bytes, dpi);
      assert.ok(picture && more.length === 0);
      await assertPicture(picture, "certificate.png", [qrPlace]);
      const address = decodeQr(picture);
      assert.ok(address);
      certificate = { number, address };
      stage.assertCalm();
    });

    it("anybody follows its QR code to a page that says it is valid, with masked facts", async () => {
      assert.ok(certificate.address.startsWith(`${stage.url}/public/verify/`), certificate.address);
      const { page } = await stage.stranger();
      await page.goto(certificate.address);
      await page.getByText("有效", { exact: true }).waitFor();
      await look(page);
      const facts = await page.locator("dl").innerText();
      assert.ok(facts.includes(certificate.number), facts);
      for (const fact of ["119.50 ㎡", "100.00 ㎡"]) assert.ok(facts.includes(fact), facts);
      const everything = await page.locator("body").innerText();
      for (const secret of ["赵安居", "钱小楠", "18600000196"]) assert.ok(!everything.includes(secret), secret);
      stage.assertCalm();
    });

    it("the rooms stand as 物管用房 in the building table, no other does", async () => {
      const { page } = await stage.person("property");
      await openBuilding(page, buildingName);
      for (const room of rooms) assert.match((await unit(page, room).getAttribute("aria-label")) ?? "", /物管用房/);
      assert.equal(await units(page).filter({ hasText: "物管用房" }).count(), rooms.length);
      await unit(page, rooms[0]).click();
      await page.getByRole("dialog").getByText(roomsCase).waitFor();
      await look(page);
      stage.assertCalm();
    });

    it("everybody who decided finds the case among what they did; nothing is left to do", async () => {
      for (const login of ["window", "property", "property-head", "deputy"]) {
        const { page } = await stage.person(login);
        await openBox(page, "待办");
        await page.getByText("待办已全部办完").waitFor();
        await openBox(page, "已办");
        await rowOf(page, roomsCase).waitFor();
      }
      stage.assertCalm();
    });
  });
});
