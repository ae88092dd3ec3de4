import assert from "node:assert/strict";
import { request as httpRequest } from "node:http";
import { workbookParts, zipOf } from "#adapters/spreadsheet/testWorkbooks.ts";
import { writeSurveyWorkbook } from "#adapters/spreadsheet/writeSurvey.ts";
import type { ProblemAnswer } from "#domain/platform/cases.ts";
import type { DraftView } from "#domain/platform/drafts.ts";
import { smallPdf } from "#test/faults/smallPdf.ts";
import type { Client } from "#test/http.ts";
import {
  describeOnSqlite,
  draftOf,
  ok,
  openStory,
  type Story,
  smallSurvey,
  surveyForm,
  uploadTables,
} from "#test/story.ts";
import { countStored, difference } from "./storedRows.ts";

const MEGABYTE = 1024 * 1024;
const survey = smallSurvey("files");

/** A Windows program as its first bytes say, whatever it is called. */
const program = Buffer.concat([Buffer.from("MZ\x90\x00\x03\x00\x00\x00", "latin1"), Buffer.alloc(4096, 0xcc)]);
const page = Buffer.from("<!doctype html><script>alert(1)</script>");
const contentTypes = { name: "[Content_Types].xml", content: "<Types/>" };
/** 60 MB of blanks in a sheet of a few kilobytes: told by the table of contents. */
const honestBomb = zipOf([contentTypes, ...workbookParts(" ".repeat(60 * MEGABYTE))]);
/** The same, with a table of contents that says 1,000 bytes. */
const lyingBomb = zipOf([
  contentTypes,
  ...workbookParts(" ".repeat(60 * MEGABYTE)).map((part) => ({
    ...part,
    declared: Math.min(1000, part.content.length),
  })),
]);

type Upload = [what: string, name: string, bytes: () => Promise<Uint8Array> | Uint8Array, code: string];

const asSurvey: Upload[] = [
  ["a PDF", "测绘成果.pdf", () => smallPdf("survey"), "FILE_TYPE_NOT_ALLOWED"],
  ["a PDF that is called a workbook", "测绘成果.xlsx", () => smallPdf("survey"), "FILE_TYPE_NOT_ALLOWED"],
  ["a program that is called a workbook", "测绘成果.xlsx", () => program, "FILE_EXECUTABLE"],
  ["a page that is called a workbook", "测绘成果.xlsx", () => page, "FILE_TYPE_NOT_ALLOWED"],
  ["a workbook that is called a csv", "户室对照表.csv", () => writeSurveyWorkbook(survey.tables), "FILE_TYPE_MISMATCH"],
  ["an empty file", "测绘成果.xlsx", () => new Uint8Array(), "FILE_EMPTY"],
  [
    "a cut workbook",
    "测绘成果.xlsx",
    async () => (await writeSurveyWorkbook(survey.tables)).slice(0, 4000),
    "FILE_DAMAGED",
  ],
  ["a zip bomb", "测绘成果.xlsx", () => honestBomb, "FILE_ARCHIVE_BOMB"],
  ["a zip bomb that lies about its size", "测绘成果.xlsx", () => lyingBomb, "FILE_EXPANDS_TOO_MUCH"],
];
const asMaterial: Upload[] = [
  ["a workbook", "技术报告.xlsx", () => writeSurveyWorkbook(survey.tables), "FILE_TYPE_NOT_ALLOWED"],
  ["a program that is called a PDF", "技术报告.pdf", () => program, "FILE_EXECUTABLE"],
  ["a page that is called a picture", "技术报告.png", () => page, "FILE_TYPE_NOT_ALLOWED"],
  ["a picture that is called a PDF", "技术报告.pdf", () => pngHead, "FILE_TYPE_MISMATCH"],
  ["a PDF with a script", "技术报告.pdf", () => scripted, "FILE_ACTIVE_CONTENT"],
  ["an empty file", "技术报告.pdf", () => new Uint8Array(), "FILE_EMPTY"],
];
const pngHead = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
const scripted = Buffer.from(
  smallPdf("script")
    .toString("latin1")
    .replace("/Type /Catalog", "/Type /Catalog /OpenAction << /S /JavaScript /JS (1) >>"),
  "latin1",
);

describe("a file that must not be taken", () => {
  describeOnSqlite((makeDatabase) => {
    let story: Story;
    let company: Client;
    let draft: DraftView;
    let tablePath: string;

    before(async function () {
      this.timeout(30_000);
      story = await openStory(await makeDatabase());
      company = await story.as("dev");
      draft = await draftOf(company, "survey-filing", () => surveyForm(survey.building));
      tablePath = `/api/survey-filing/drafts/${draft.id}/table`;
      await uploadTables(company, draft.id, survey.tables);
    });
    after(() => story.app.close());

    /** Refused with a sentence that names the file; nothing stored, and what was uploaded before still counts. */
    async function isRefused(path: string, [, name, bytes, code]: Upload): Promise<void> {
      const before = await countStored(story.app);
      const answer = await company.upload<ProblemAnswer>(path, name, await bytes());
      assert.deepEqual([answer.status, answer.body.code], [422, code], JSON.stringify(answer.body));
      assert.match(answer.body.message, /\p{Script=Han}.*。$/u);
      assert.deepEqual(
        answer.body.problems.map((problem) => [problem.code, problem.file]),
        [[code, name]],
      );
      assert.deepEqual(difference(before, await countStored(story.app)), {});
      const { survey: shown } = await ok(company.get<DraftView>(`/api/drafts/${draft.id}`));
      assert.equal(shown?.state, "clean");
    }

    for (const upload of asSurvey) {
      it(`is refused as survey tables: ${upload[0]}`, () => isRefused(tablePath, upload));
    }
    for (const upload of asMaterial) {
      it(`is refused as a material: ${upload[0]}`, () => isRefused(`/api/drafts/${draft.id}/files/report`, upload));
    }

    for (const path of ["table", "material"] as const) {
      const pathOf = () => (path === "table" ? tablePath : `/api/drafts/${draft.id}/files/report`);

      it(`is refused as a ${path} of 30 MB by its announced size, before a byte of it is sent`, async () => {
        const before = await countStored(story.app);
        const { status, body } = await sendRaw(pathOf(), { "content-length": String(30 * MEGABYTE) }, 0);
        assert.deepEqual([status, body.code], [413, "FILE_TOO_LARGE"]);
        assert.equal(body.message, "文件超过 20 MB 的大小上限，请压缩或拆分后重新上传。");
        assert.deepEqual(difference(before, await countStored(story.app)), {});
      });

      it(`is refused as a ${path} of 30 MB of unannounced size, as soon as 20 MB have come`, async () => {
        const before = await countStored(story.app);
        const { status, body, sent } = await sendRaw(pathOf(), { "transfer-encoding": "chunked" }, 30);
        assert.deepEqual([status, body.code], [413, "FILE_TOO_LARGE"]);
        assert.ok(sent > 20 * MEGABYTE && sent <= 30 * MEGABYTE, `${sent} bytes had been sent`);
        assert.deepEqual(difference(before, await countStored(story.app)), {});
      });
    }

    it("is refused without a name", async () => {
      const headers = { "content-type": "application/octet-stream" };
      const answer = await company.post(tablePath, { body: new Uint8Array([1]), headers });
      assert.deepEqual([answer.status, answer.body.code], [400, "FILE_NAME_MISSING"]);
    });

    it("keeps of a name only what can do no harm", async () => {
      const name = "../../etc/\u202egpj.技术报告\u0000.pdf";
      const material = await ok(
        company.upload<{ id: number; name: string }>(`/api/drafts/${draft.id}/files/report`, name, smallPdf("name")),
      );
      for (const harm of ["/", "\\", "\u0000", "\u202e"]) assert.ok(!material.name.includes(harm), material.name);
      const answer = await company.get(`/api/drafts/${draft.id}/files/${material.id}`);
      assert.equal(answer.headers.get("content-type"), "application/pdf");
      assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
    });

    /** Sends a request by hand; up to `megabytes` of body, as long as nobody answered. */
    function sendRaw(
      path: string,
      headers: Record<string, string>,
      megabytes: number,
    ): Promise<{ status: number; body: ProblemAnswer; sent: number }> {
      const { promise, resolve, reject } = Promise.withResolvers<{
        status: number;
        body: ProblemAnswer;
        sent: number;
      }>();
      let sent = 0;
      let answered = false;
      const session = { cookie: company.cookie, "x-csrf-token": company.csrf, "x-file-name": "a.xlsx" };
      const outgoing = httpRequest(story.app.url + path, { method: "POST", headers: { ...session, ...headers } });
      outgoing.on("response", async (response) => {
        answered = true;
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk as Buffer);
        outgoing.destroy();
        resolve({ status: response.statusCode!, body: JSON.parse(Buffer.concat(chunks).toString()), sent });
      });
      outgoing.on("error", (error) => {
        if (!answered) reject(error);
      });
      outgoing.flushHeaders();
      const block = Buffer.alloc(MEGABYTE, 0x50);
      const pump = () => {
        while (!answered && sent < megabytes * MEGABYTE) {
          sent += MEGABYTE;
          if (!outgoing.write(block)) return void outgoing.once("drain", pump);
        }
      };
      pump();
      return promise;
    }
  });
});
