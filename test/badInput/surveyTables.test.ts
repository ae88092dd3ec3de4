import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type ExcelJS from "exceljs";
import type { ProblemAnswer } from "#domain/platform/cases.ts";
import type { DraftView } from "#domain/platform/drafts.ts";
import { formatArea } from "#domain/rules/area.ts";
import { buildSurvey } from "#domain/surveyTables/surveyBuilder.ts";
import type { Client } from "#test/http.ts";
import {
  describeOnSqlite,
  draftOf,
  ok,
  openStory,
  type Story,
  type Survey,
  smallSurvey,
  submit,
  surveyDraft,
  surveyForm,
  uploadTables,
  walk,
} from "#test/story.ts";
import { countStored, difference } from "./storedRows.ts";
import { clearRows, editedWorkbook, setCell } from "./workbooks.ts";

type Problem = ProblemAnswer["problems"][number];
type Sheets = (name: string) => ExcelJS.Worksheet;

const FILE = "测绘成果.xlsx";
const UNITS = "户室对照表";
const FLOORS = "分层表";
const ZONES = "功能区";

const survey = smallSurvey("bad");
const unitAt = (row: number) => survey.tables.units.rows[row - 2]!;

/** What a person did to the workbook, and the one place that has to be named for it. */
const mistakes: [title: string, edit: (sheet: Sheets) => void, place: Partial<Problem>][] = [
  ["an empty sheet", (sheet) => clearRows(sheet(UNITS), 2), { code: "SHEET_EMPTY", sheet: UNITS }],
  ["a sheet without even a heading", (sheet) => clearRows(sheet(UNITS), 1), { code: "SHEET_EMPTY", sheet: UNITS }],
  [
    "merged cells",
    (sheet) => sheet(UNITS).mergeCells("C3:C4"),
    { code: "MERGED_CELLS", sheet: UNITS, row: 3, column: "C", value: "C3:C4" },
  ],
  [
    "full-width digits in an area",
    (sheet) => setCell(sheet(UNITS), 4, "套内面积", "９０.００"),
    { code: "AREA_FULL_WIDTH", sheet: UNITS, row: 4, column: "套内面积", value: "９０.００", rule: "SUR-01" },
  ],
  [
    "full-width digits in a room number",
    (sheet) => setCell(sheet(UNITS), 4, "户室号", "２01"),
    { code: "FULL_WIDTH", sheet: UNITS, row: 4, column: "户室号", value: "２01", rule: "SUR-31" },
  ],
  [
    "a formula cell",
    (sheet) => setCell(sheet(UNITS), 5, "分摊面积", { formula: "H5-I5", result: 9.99 }),
    { code: "FORMULA_CELL", sheet: UNITS, row: 5, column: "分摊面积", value: "9.99" },
  ],
  [
    "a duplicate room number",
    (sheet) => setCell(sheet(UNITS), 5, "户室号", "201"),
    { code: "DUPLICATE_ROOM", sheet: UNITS, row: 5, column: "户室号", value: "201", rule: "SUR-31" },
  ],
  [
    "a negative area",
    (sheet) => setCell(sheet(UNITS), 6, "套内面积", -90),
    { code: "AREA_NEGATIVE", sheet: UNITS, row: 6, column: "套内面积", value: "-90", rule: "SUR-01" },
  ],
  [
    "an area of five decimals",
    (sheet) => setCell(sheet(UNITS), 6, "套内面积", 90.00001),
    { code: "AREA_TOO_PRECISE", sheet: UNITS, row: 6, column: "套内面积", value: "90.00001", rule: "SUR-01" },
  ],
  [
    "one share that is off by 0.01",
    (sheet) => {
      const { sharedArea, grossArea } = unitAt(4);
      setCell(sheet(UNITS), 4, "分摊面积", (sharedArea + 1) / 100);
      setCell(sheet(UNITS), 4, "建筑面积", (grossArea + 1) / 100);
    },
    { sheet: UNITS, row: 4, column: "分摊面积", value: formatArea(unitAt(4).sharedArea + 1), rule: "SUR-08" },
  ],
  [
    "a total of the floors that does not close",
    (sheet) => {
      const roof = survey.tables.floors.rows.at(-1)!;
      setCell(sheet(FLOORS), roof.line, "层公用面积", (roof.commonArea + 100) / 100);
      setCell(sheet(FLOORS), roof.line, "层建筑面积", (roof.grossArea + 100) / 100);
    },
    { code: "FLOOR_GROSS_TOTAL", sheet: FLOORS, value: formatArea(survey.building.grossArea + 100), rule: "SUR-09" },
  ],
  [
    "a zone whose rooms do not add up to it",
    (sheet) => setCell(sheet(ZONES), 3, "套内面积", 361.99),
    { sheet: ZONES, row: 3, column: "套内面积", value: "361.99" },
  ],
  [
    "a heading that nobody knows",
    (sheet) => setCell(sheet(UNITS), 1, "户室号", "房间"),
    { code: "COLUMN_UNKNOWN", sheet: UNITS, row: 1, column: "C", value: "房间" },
  ],
  [
    "a room without a use",
    (sheet) => setCell(sheet(UNITS), 7, "房屋用途", null),
    { code: "CELL_MISSING", sheet: UNITS, row: 7, column: "房屋用途", rule: "SUR-31" },
  ],
];

describe("a survey workbook with a mistake in it", () => {
  describeOnSqlite((makeDatabase) => {
    let story: Story;
    let company: Client;
    let draft: DraftView;

    before(async function () {
      this.timeout(30_000);
      story = await openStory(await makeDatabase());
      company = await story.as("dev");
      draft = await surveyDraft(company, survey);
    });
    after(() => story.app.close());

    const upload = async (bytes: Uint8Array, to = draft.id) =>
      (await ok(company.upload<DraftView["survey"]>(`/api/survey-filing/drafts/${to}/table`, FILE, bytes)))!;
    const refusedSubmission = async ({ id, version }: DraftView = draft) => {
      const body = { requestId: randomUUID(), version };
      const answer = await company.post<ProblemAnswer>(`/api/drafts/${id}/submit`, { body });
      assert.deepEqual([answer.status, answer.body.code], [422, "SUBMISSION_INVALID"]);
      return answer.body.problems;
    };

    for (const [title, edit, place] of mistakes) {
      it(`is told the place of ${title}, and cannot be submitted`, async () => {
        // given
        const bytes = await editedWorkbook(survey.tables, edit);
        const before = await countStored(story.app);
        // when
        const { state, problems } = await upload(bytes);
        // then
        assert.equal(state, "faulty");
        const named = problems.find((problem) => matches(problem, place));
        assert.ok(named, `${JSON.stringify(place)} is not among ${JSON.stringify(problems)}`);
        assertPlaced(problems as Problem[]);
        const uploaded = await countStored(story.app);
        // The faulty upload is kept for the person to look at; nothing else came of it.
        assert.deepEqual(difference(before, uploaded), { storedFile: 1, surveyUpload: 1, "files in storage": 1 });
        const submission = await refusedSubmission();
        assert.ok(
          submission.some((problem) => matches(problem, place)),
          JSON.stringify(submission),
        );
        assert.deepEqual(difference(uploaded, await countStored(story.app)), {});
      });
    }

    it("is told all its mistakes at once", async () => {
      const some = [mistakes[2]!, mistakes[5]!, mistakes[7]!];
      const bytes = await editedWorkbook(survey.tables, (sheet) => {
        for (const [, edit] of some) edit(sheet);
      });
      const { problems } = await upload(bytes);
      for (const [title, , place] of some)
        assert.ok(
          problems.some((problem) => matches(problem, place)),
          title,
        );
    });

    it("is told the one bad row among 10,000, and nothing else", async function () {
      this.timeout(60_000);
      // given
      const large = tenThousandRooms();
      const other = await draftOf(company, "survey-filing", () => surveyForm(large.building));
      const bytes = await editedWorkbook(large.tables, (sheet) => {
        setCell(sheet(UNITS), 7777, "套内面积", "五十");
      });
      // when
      const started = performance.now();
      const { state, problems } = await upload(bytes, other.id);
      const seconds = (performance.now() - started) / 1000;
      // then
      assert.equal(state, "faulty");
      assert.deepEqual(
        problems.map(({ code, file, sheet, row, column, value, rule }) => ({
          code,
          file,
          sheet,
          row,
          column,
          value,
          rule,
        })),
        [
          {
            code: "AREA_NOT_A_NUMBER",
            file: FILE,
            sheet: UNITS,
            row: 7777,
            column: "套内面积",
            value: "五十",
            rule: "SUR-01",
          },
        ],
      );
      assert.ok(seconds < 20, `it took ${seconds} s`);
    });

    it("is told that its stage is filed already, at the upload and at the submission", async function () {
      this.timeout(30_000);
      // given
      const twin = smallSurvey("filed");
      const filed = await submit(company, await surveyDraft(company, twin));
      await walk(story, "survey-filing", filed.caseId, "end");
      // when
      const second = await surveyDraft(company, { ...twin, building: { ...twin.building, surveyCaseNo: "CH-other" } });
      const before = await countStored(story.app);
      const shown = await uploadTables(company, second.id, twin.tables);
      const problems = await refusedSubmission(second);
      // then
      assert.equal(shown?.state, "faulty");
      for (const told of [shown.problems as Problem[], problems]) {
        assert.deepEqual(
          told.map(({ code, field, rule }) => ({ code, field, rule })),
          [{ code: "SURVEY_FILED", field: "surveyNo", rule: "SUR-30" }],
        );
        assert.match(
          told[0]!.message,
          /^该楼幢的预测绘已有有效备案（备案号 邵住保测备〔2026〕\d+号），不能重复备案。$/,
        );
      }
      assert.deepEqual(difference(before, await countStored(story.app)), { storedFile: 1, surveyUpload: 1 });
    });
  });
});

const matches = (problem: Record<string, unknown>, place: Partial<Problem>): boolean =>
  Object.entries(place).every(([key, value]) => problem[key] === value);

/** Each problem is a Chinese sentence with a code, and says in which file it is. */
function assertPlaced(problems: readonly Problem[]): void {
  for (const problem of problems) {
    assert.match(problem.code, /^[A-Z_]+$/);
    assert.match(problem.message, /\p{Script=Han}.*。$/u);
    assert.equal(problem.file, FILE, JSON.stringify(problem));
    assert.ok(problem.sheet, JSON.stringify(problem));
  }
}

function tenThousandRooms(): Survey {
  const floors = Object.fromEntries(Array.from({ length: 100 }, (_, floor) => [floor + 1, Array(100).fill(5000)]));
  const { tables, building } = buildSurvey([{ name: "住宅", use: "residential", ownCommonArea: 500_000, floors }], 0);
  return { tables, building: { ...building, surveyNo: "SY-large", surveyCaseNo: "CH-large" } };
}
