import assert from "node:assert/strict";
import { readCase } from "#approval/caseView.ts";
import { readSurvey } from "#approval/survey-filing.ts";
import { demoSurvey } from "#db/seeds/survey/demoSurvey.ts";
import { BusinessError } from "#domain/errors.ts";
import { accepted, type Businesses, buildBusinesses } from "#test/businesses.ts";
import { describeDatabases } from "#test/database.ts";

describe("survey-filing", () => {
  describeDatabases((makeDatabase) => {
    let county: Businesses;
    beforeEach(async function () {
      this.timeout(60_000);
      county = await buildBusinesses(await makeDatabase());
    });

    /** What the diagram brings forth; the platform's own papers are tested in approval/documents. */
    const documentsOf = async (caseId: number) =>
      (
        await county.database.read(({ sql }) =>
          sql
            .selectFrom("caseDocument")
            .selectAll()
            .where("caseId", "=", caseId)
            .where("kind", "not in", ["receipt", "approvalSheet"])
            .orderBy("kind")
            .execute(),
        )
      ).map(({ kind, number, fileHash }) => ({ kind, number, drawn: fileHash !== null }));
    const caseOf = (caseId: number) =>
      county.database.read(({ sql }) =>
        sql.selectFrom("caseRecord").selectAll().where("id", "=", caseId).executeTakeFirstOrThrow(),
      );

    it("makes the building table stand when the filing is approved", async function () {
      this.timeout(60_000);
      // given
      const { caseId } = await county.applySurvey();
      // when
      await county.step("window", caseId, "approve", { form: accepted });
      await county.step("survey", caseId, "proposeApproval");
      const survey = await readSurvey(county.ctx, county.people.survey!, caseId);
      await county.step("survey-head", caseId, "proposeApproval");
      await county.step("deputy", caseId, "approve");
      // then
      const filed = await county.database.read(({ sql }) =>
        sql.selectFrom("surveyResult").selectAll().where("caseId", "=", caseId).executeTakeFirstOrThrow(),
      );
      assert.deepEqual(
        [filed.unitCount, filed.grossArea, filed.sharedArea, filed.interiorArea, filed.version, filed.filingNumber],
        [415, 4_059_358, 730_802, 3_328_556, 1, "邵住保测备〔2026〕1号"],
      );
      assert.equal(survey.statistics[0]?.count, 415);
      const { state, outcome, title } = await caseOf(caseId);
      assert.deepEqual([state, outcome, title], ["closed", "approved", "1栋预测绘成果备案"]);
      assert.deepEqual(await documentsOf(caseId), [
        { kind: "acceptanceNotice", number: "邵住保受〔2026〕1号", drawn: true },
        { kind: "surveyFilingNotice", number: "邵住保测备〔2026〕1号", drawn: true },
      ]);
      const view = await readCase(county.ctx, county.people.dev!, caseId);
      assert.equal(view.buildingId, filed.buildingId);
    });

    it("ends with a written decision when the window does not accept", async () => {
      // given
      const { caseId } = await county.applySurvey();
      // when
      const form = { checks: ["complete"], notAcceptBasis: "《房产测绘管理办法》第十八条" };
      await county.step("window", caseId, "notAccept", { opinion: "申请事项不属于本机关管辖。", form });
      // then
      assert.equal((await caseOf(caseId)).outcome, "notAccepted");
      assert.deepEqual(await documentsOf(caseId), [
        { kind: "nonAcceptanceDecision", number: "邵住保不受〔2026〕1号", drawn: true },
      ]);
    });

    it("ends with a written refusal when the deciding node refuses", async () => {
      // given
      const { caseId } = await county.applySurvey();
      // when
      await county.step("window", caseId, "approve", { form: accepted });
      await county.step("survey", caseId, "proposeRefusal", { opinion: "界址点与规划不符。" });
      await county.step("survey-head", caseId, "proposeRefusal", { opinion: "同意初审意见。" });
      await county.step("deputy", caseId, "refuse", { opinion: "界址点与规划许可不符。" });
      // then
      assert.equal((await caseOf(caseId)).outcome, "refused");
      assert.deepEqual(
        (await documentsOf(caseId)).map(({ kind }) => kind),
        ["acceptanceNotice", "refusalDecision"],
      );
      const filed = await county.database.read(({ sql }) => sql.selectFrom("surveyResult").select("id").execute());
      assert.deepEqual(filed, []);
    });

    it("goes back to the deciding node when another filing of the stage came into force meanwhile", async function () {
      this.timeout(60_000);
      // given
      const first = await county.applySurvey();
      const second = await county.applySurvey({ form: { surveyCaseNo: "202403010002" } });
      for (const { caseId } of [first, second]) {
        await county.step("window", caseId, "approve", { form: accepted });
        await county.step("survey", caseId, "proposeApproval");
        await county.step("survey-head", caseId, "proposeApproval");
      }
      // when
      await county.step("deputy", first.caseId, "approve", { settle: false });
      await county.step("deputy", second.caseId, "approve");
      // then
      const waiting = await Promise.all([first, second].map(({ caseId }) => county.waiting(caseId)));
      assert.equal(waiting.filter((node) => node === "fileDecision").length, 1);
      const beaten = waiting[0] === null ? second : first;
      await assert.rejects(county.step("deputy", beaten.caseId, "approve"), hasProblem("SURVEY_FILED"));
      await county.step("deputy", beaten.caseId, "refuse", { opinion: "本阶段已有有效备案。" });
      assert.equal((await caseOf(beaten.caseId)).outcome, "refused");
    });

    it("ends without a table when the case is stopped before the decision", async () => {
      // given
      const { caseId } = await county.applySurvey();
      await county.step("window", caseId, "approve", { form: accepted });
      // when
      await county.stop("survey-filing", caseId);
      // then
      const { state, outcome } = await caseOf(caseId);
      assert.deepEqual([state, outcome], ["closed", "terminated"]);
      assert.equal(await county.waiting(caseId), null);
    });

    it("takes table, units and number back when the case is stopped after its table was built", async function () {
      this.timeout(60_000);
      // given a notice that cannot be drawn
      const broken = { type: "survey-filing.render-filing-notice", apply: () => Promise.reject(new Error("no ink")) };
      county = await buildBusinesses(await makeDatabase(), [broken]);
      await assert.doesNotReject(county.fileSurvey());
      const live = () =>
        county.database.read(async ({ sql }) => ({
          surveys: await sql.selectFrom("surveyResult").select("caseId").where("liveStage", "is not", null).execute(),
          units: await sql.selectFrom("unit").select("id").where("live", "=", 1).execute(),
          numbers: await sql
            .selectFrom("issuedNumber")
            .select("state")
            .where("kind", "=", "surveyFilingNotice")
            .execute(),
        }));
      const before = await live();
      assert.deepEqual([before.surveys.length, before.units.length], [1, 415]);
      // when
      await county.stop("survey-filing", before.surveys[0]!.caseId);
      // then
      assert.deepEqual(await live(), { surveys: [], units: [], numbers: [{ state: "void" }] });
      // and the building can be filed anew
      await county.applySurvey();
    });

    it("demands a reason from the first review for rows flagged as adjusted", async () => {
      // given
      const { caseId } = await county.applySurvey();
      await county.database.transact((tx) =>
        tx.sql
          .updateTable("surveyUpload")
          .set({ adjustedRows: JSON.stringify([{ line: 4, roomNo: "101" }]) })
          .where("caseId", "=", caseId)
          .execute(),
      );
      await county.step("window", caseId, "approve", { form: accepted });
      // when, then
      await assert.rejects(county.step("survey", caseId, "proposeApproval"), hasProblem("ADJUSTED_REASON_REQUIRED"));
    });

    it("refuses a second application of a stage that is filed", async function () {
      this.timeout(60_000);
      await county.fileSurvey();
      await assert.rejects(county.applySurvey(), hasProblem("SURVEY_FILED"));
    });

    it("names the cell that one cent was changed in, and stores no case", async () => {
      // given
      const { tables } = demoSurvey();
      const row = tables.units.rows.find(({ roomNo }) => roomNo === "101")!;
      row.sharedArea += 1;
      // when
      const refused = await county.applySurvey({ tables }).then(
        () => assert.fail("accepted"),
        (error: unknown) => error as BusinessError,
      );
      // then
      assert.equal(refused.code, "SUBMISSION_INVALID");
      assert.ok(refused.problems.some(({ sheet, row: line }) => sheet === "户室对照表" && line === row.line));
      assert.deepEqual(
        await county.database.read(({ sql }) => sql.selectFrom("caseRecord").select("id").execute()),
        [],
      );
    });
  });
});

const hasProblem = (code: string) => (error: unknown) =>
  error instanceof BusinessError && error.problems.some((problem) => problem.code === code);
