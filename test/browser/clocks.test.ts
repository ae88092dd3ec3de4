import { sweepClocks } from "#approval/reminders/sweep.ts";
import { describeOnSqlite } from "#test/story.ts";
import { surveyCase } from "./prepare.ts";
import { bar, openedCase, openTask, rowOf } from "./screens/desk.ts";
import { cardOf, logInOnPhone, openPhoneBox } from "./screens/phone.ts";
import { openStage, phoneSize, pictureFolder, type Stage } from "./stage.ts";

describe("clocks on screen, into a year whose calendar is not published", function () {
  this.timeout(60_000);
  describeOnSqlite((makeDatabase) => {
    let stage: Stage;
    let caseNo: string;
    before(async () => {
      stage = await openStage(await makeDatabase());
      const { app } = stage.story;
      app.clock.set("2026-12-31T01:00:00Z");
      ({ caseNo } = await surveyCase(stage.story));
      // the acceptance ended on Thursday 7 January
      app.clock.set("2027-01-08T01:00:00Z");
      await sweepClocks(app.context);
    });
    afterEach(async function () {
      if (this.currentTest?.state === "failed") await stage.keepPictures(this.currentTest.title.slice(0, 40));
    });
    after(() => stage.close());

    it("list and page say 视为受理 and that the date is not certain, at 1366×600", async () => {
      const { page } = await stage.person("window");
      await openTask(page, "待领", caseNo);
      const head = openedCase(page, caseNo);
      await rowOf(page, caseNo).getByText("视为受理", { exact: true }).waitFor();
      await rowOf(page, caseNo)
        .getByText(/（暂定）/)
        .waitFor();
      await head.getByText("视为受理", { exact: true }).first().waitFor();
      await bar(page).waitFor();
      await page.screenshot({ path: `${pictureFolder}/deemed desk.png` });
      stage.assertCalm();
    });

    it("so does the phone, at 390×844", async () => {
      const { page } = await stage.stranger(phoneSize, "phone");
      await logInOnPhone(page, "window2");
      await openPhoneBox(page, "待领");
      await cardOf(page, caseNo).getByText("视为受理", { exact: true }).waitFor();
      await cardOf(page, caseNo)
        .getByText(/（暂定）/)
        .waitFor();
      await page.screenshot({ path: `${pictureFolder}/deemed phone.png` });
      stage.assertCalm();
    });
  });
});
