import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { writeSurveyWorkbook } from "#adapters/spreadsheet/writeSurvey.ts";
import type { BuildingTable } from "#domain/platform/buildings.ts";
import type { CaseView } from "#domain/platform/cases.ts";
import type { DraftView } from "#domain/platform/drafts.ts";
import type { SurveyView } from "#domain/survey-filing.ts";
import type { SurveyTables } from "#domain/surveyTables/rows.ts";
import { describeDatabases } from "#test/database.ts";
import type { Client, Refused } from "#test/http.ts";
import { claim, ok, openStory, type Story, smallSurvey, submit, surveyDraft, walk } from "#test/story.ts";

describe("tables corrected in an answer to 补正", () => {
  describeDatabases((makeDatabase) => {
    let story: Story;
    let clerk: Client;
    afterEach(() => story.app.close());

    /** A filing whose window asks to correct the tables. */
    async function asked(mark: string): Promise<{ caseId: number; tables: SurveyTables }> {
      story = await openStory(await makeDatabase());
      clerk = await story.as("dev");
      const survey = smallSurvey(mark);
      const { caseId } = await submit(clerk, await surveyDraft(clerk, survey));
      const window = await story.as("window");
      const { id, version } = await claim(window, caseId);
      const items = [{ slot: null, text: "户室号与图纸不符，请更正户室对照表。" }];
      const body = { requestId: randomUUID(), version, items, due: "2026-12-04" };
      await ok(window.post(`/api/tasks/${id}/supplement`, { body }));
      return { caseId, tables: survey.tables };
    }
    const upload = async (caseId: number, tables: SurveyTables) =>
      ok(
        clerk.upload<DraftView["survey"]>(
          `/api/survey-filing/cases/${caseId}/table`,
          "更正.xlsx",
          await writeSurveyWorkbook(tables),
        ),
      );
    async function answer(caseId: number) {
      const { version } = await ok(clerk.get<CaseView>(`/api/cases/${caseId}`));
      const body = { requestId: randomUUID(), version, answers: ["已更正"] };
      return clerk.post<Refused>(`/api/cases/${caseId}/supplement-answer`, { body });
    }
    const roomsShown = async (caseId: number) =>
      (await ok((await story.as("window")).get<SurveyView>(`/api/survey-filing/cases/${caseId}`))).fileName;

    it("count once the answer is given, and the building table is made of them", async function () {
      this.timeout(30_000);
      // given
      const { caseId, tables } = await asked("correct");
      const before = await roomsShown(caseId);
      const corrected = structuredClone(tables);
      corrected.units.rows[0]!.roomNo = "甲1";
      // when
      const uploaded = await upload(caseId, corrected);
      // then
      assert.equal(uploaded?.state, "clean");
      assert.equal(await roomsShown(caseId), before);
      assert.equal(
        (await ok(clerk.get<DraftView["survey"]>(`/api/survey-filing/cases/${caseId}/table`)))?.uploadId,
        uploaded.uploadId,
      );
      assert.equal((await answer(caseId)).status, 200);
      assert.equal(await roomsShown(caseId), "更正.xlsx");
      await walk(story, "survey-filing", caseId, "end");
      const { buildingId } = await ok(clerk.get<CaseView>(`/api/cases/${caseId}`));
      const table = await ok(clerk.get<BuildingTable>(`/api/buildings/${buildingId}/table`));
      const rooms = table.floors.flatMap(({ units }) => units.map(({ roomNo }) => roomNo));
      assert.ok(rooms.includes("甲1"));
      assert.ok(!rooms.includes(tables.units.rows[0]!.roomNo));
    });

    it("refuse the answer with everything that is wrong with them; what was submitted goes on counting", async () => {
      const { caseId, tables } = await asked("faulty");
      const before = await roomsShown(caseId);
      const faulty = structuredClone(tables);
      faulty.units.rows[0]!.grossArea += 100;
      const uploaded = await upload(caseId, faulty);
      assert.equal(uploaded?.state, "faulty");
      const { status, body } = await answer(caseId);
      assert.deepEqual([status, body.code], [422, "SUPPLEMENT_INVALID"]);
      assert.equal(body.problems.length, uploaded.problems.length);
      assert.equal(await roomsShown(caseId), before);
      // and as corrected again
      await upload(caseId, tables);
      assert.equal((await answer(caseId)).status, 200);
    });

    it("cannot be uploaded when nothing is asked any more", async () => {
      const { caseId, tables } = await asked("closed");
      await upload(caseId, tables);
      assert.equal((await answer(caseId)).status, 200);
      const late = clerk.upload<Refused>(
        `/api/survey-filing/cases/${caseId}/table`,
        "更正.xlsx",
        await writeSurveyWorkbook(tables),
      );
      assert.deepEqual([(await late).status, (await late).body.code], [409, "SUPPLEMENT_CLOSED"]);
      assert.equal(await ok(clerk.get(`/api/survey-filing/cases/${caseId}/table`)), null);
    });
  });
});
