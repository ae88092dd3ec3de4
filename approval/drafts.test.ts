import assert from "node:assert/strict";
import { buffer } from "node:stream/consumers";
import { describeDatabases } from "#test/database.ts";
import { buildKernel, requestId, type TestKernelOptions } from "#test/kernel.ts";
import { refusal, refused } from "#test/refused.ts";
import { readCase } from "./caseView.ts";
import { createDraft, listDrafts, readDraft, removeDraft, saveDraft } from "./drafts.ts";
import { addDraftFile, openCaseFile, openDraftFile, removeDraftFile } from "./files.ts";
import { listMatters } from "./matters.ts";
import { submitDraft } from "./submitDraft.ts";

/** A picture of one pixel. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

describe("an application", () => {
  describeDatabases((makeDatabase) => {
    const build = async (options?: TestKernelOptions) => buildKernel(await makeDatabase(), options);

    it("is begun from a matter, kept as a draft, and listed to its author only", async () => {
      // given
      const { ctx, people } = await build();
      const [matter] = await listMatters(ctx, people.clerk);
      assert.deepEqual([matter?.business, matter?.legalBasis], ["test-permit", ["《行政许可法》第三十二条"]]);
      // when
      const draft = await createDraft(ctx, people.clerk, "test-permit");
      const saved = await saveDraft(ctx, people.clerk, draft.id, { data: { area: 7 }, version: draft.version });
      // then
      const read = await readDraft(ctx, people.clerk, draft.id);
      assert.deepEqual([read.data, read.version, read.matter.name], [{ area: 7 }, saved.version, "测试许可"]);
      assert.deepEqual(
        (await listDrafts(ctx, people.clerk)).map(({ id }) => id),
        [draft.id],
      );
      for (const other of [people.rival, people.colleague, people.window]) {
        assert.equal(await refusal(() => readDraft(ctx, other, draft.id)), "404 DRAFT_UNKNOWN");
        assert.deepEqual(await listDrafts(ctx, other), []);
      }
    });

    it("is not overwritten from an older version, and goes away when it is removed", async () => {
      const { ctx, people } = await build();
      const { id, version } = await createDraft(ctx, people.clerk, "test-permit");
      await saveDraft(ctx, people.clerk, id, { data: { area: 1 }, version });
      const stale = () => saveDraft(ctx, people.clerk, id, { data: { area: 2 }, version });
      assert.equal(await refusal(stale), "409 STALE_DRAFT");
      assert.equal(await refusal(() => removeDraft(ctx, people.rival, id)), "404 DRAFT_UNKNOWN");
      await removeDraft(ctx, people.clerk, id);
      assert.equal(await refusal(() => readDraft(ctx, people.clerk, id)), "404 DRAFT_UNKNOWN");
    });

    it("takes files of the right kind, as many as the slot has room for, and gives them to nobody else", async () => {
      // given
      const { ctx, people } = await build();
      const { id } = await createDraft(ctx, people.clerk, "test-permit");
      const add = (slot: string, name: string, bytes: Buffer) => () =>
        addDraftFile(ctx, people.clerk, id, slot, { name, bytes });
      // when
      const first = await add("plan", "方案.png", png)();
      await add("plan", "方案二.png", png)();
      // then
      assert.deepEqual(
        [first.slotName, first.size, first.url],
        ["方案", png.length, `/api/drafts/${id}/files/${first.id}`],
      );
      assert.equal(await refusal(add("plan", "方案三.png", png)), "422 SLOT_FULL");
      assert.equal(await refusal(add("none", "方案.png", png)), "404 SLOT_UNKNOWN");
      const executable = Buffer.concat([Buffer.from("MZ"), Buffer.alloc(200)]);
      assert.equal(await refusal(add("plan", "方案.png", executable)), "422 FILE_EXECUTABLE");
      const opened = await openDraftFile(ctx, people.clerk, id, first.id);
      assert.deepEqual(await buffer(opened.stream), png);
      assert.equal(await refusal(() => openDraftFile(ctx, people.rival, id, first.id)), "404 DRAFT_UNKNOWN");
      await removeDraftFile(ctx, people.clerk, id, first.id);
      assert.equal(await refusal(() => openDraftFile(ctx, people.clerk, id, first.id)), "404 FILE_UNKNOWN");
    });

    it("tells every problem at once: form, materials, and nothing is stored", async () => {
      // given
      const kernel = await build();
      const { ctx, people, database } = kernel;
      await database.transact((tx) =>
        tx.sql
          .updateTable("serviceMatter")
          .set({ materials: JSON.stringify([{ slot: "plan", name: "方案", required: true, accept: [], most: 1 }]) })
          .execute(),
      );
      const { id, version } = await createDraft(ctx, people.clerk, "test-permit");
      // when
      const { code, status, problems } = await refused(() =>
        submitDraft(ctx, people.clerk, id, { requestId: requestId(), version }),
      );
      // then
      assert.deepEqual([status, code], [422, "SUBMISSION_INVALID"]);
      assert.deepEqual(
        problems.map(({ code: one, field }) => [one, field]),
        [
          ["FIELD_INVALID", "area"],
          ["MATERIAL_MISSING", "materials.plan"],
        ],
      );
      assert.equal((await readDraft(ctx, people.clerk, id)).version, version);
    });

    it("becomes a case with its materials, and can then be neither changed nor sent again", async () => {
      // given
      const kernel = await build();
      const { ctx, people } = kernel;
      const { id, version } = await createDraft(ctx, people.clerk, "test-permit");
      const saved = await saveDraft(ctx, people.clerk, id, { data: { area: 1 }, version });
      const file = await addDraftFile(ctx, people.clerk, id, "plan", { name: "方案.png", bytes: png });
      // when
      const { caseId } = await submitDraft(ctx, people.clerk, id, { requestId: requestId(), version: saved.version });
      // then
      const view = await readCase(ctx, people.colleague, caseId);
      assert.deepEqual(
        view.materials.map(({ url }) => url),
        [`/api/cases/${caseId}/files/${file.id}`],
      );
      const opened = await openCaseFile(ctx, people.colleague, caseId, file.id);
      assert.deepEqual(await buffer(opened.stream), png);
      assert.equal(await refusal(() => openCaseFile(ctx, people.window, caseId, file.id)), "403 CLAIM_FIRST");
      const request = { requestId: requestId(), version: saved.version + 1 };
      assert.equal(await refusal(() => submitDraft(ctx, people.clerk, id, request)), "409 DRAFT_SUBMITTED");
      assert.equal(await refusal(() => removeDraftFile(ctx, people.clerk, id, file.id)), "409 DRAFT_SUBMITTED");
      assert.deepEqual(await listDrafts(ctx, people.clerk), []);
    });

    it("gets gap-free case numbers, also when submissions come at once and some are refused", async () => {
      // given: every third one is refused after everything else was done
      let submissions = 0;
      const kernel = await build({
        business: {
          submit: async () => {
            submissions += 1;
            return { problems: submissions % 3 === 0 ? [{ code: "NO", message: "不行。" }] : [] };
          },
        },
      });
      // when
      const results = await Promise.allSettled(Array.from({ length: 9 }, () => kernel.apply()));
      // then
      const numbers = results.flatMap((result) => (result.status === "fulfilled" ? [result.value.caseNo] : []));
      const expected = numbers.map((_, index) => `CS430523-2026-${String(index + 1).padStart(4, "0")}`);
      assert.deepEqual(numbers.sort(), expected);
      assert.equal(numbers.length < 9, true);
    });
  });
});
