import assert from "node:assert/strict";
import { openCaseDocument } from "#approval/files.ts";
import { withCase } from "#approval/openCase.ts";
import { fromJson } from "#db/json.ts";
import type { DocumentModel } from "#domain/documents/model.ts";
import { describeDatabases } from "#test/database.ts";
import { buildKernel, type TestKernel } from "#test/kernel.ts";
import { readCase } from "../caseView.ts";
import { recordSupplementNotice } from "./supplementNotice.ts";

/** What stands on the paper, without its ruling. */
function textOf({ blocks, title }: DocumentModel): string {
  const parts = blocks.map((block) => {
    if (block.kind === "fields") return block.fields.map(({ label, value }) => `${label}：${value}`).join("\n");
    if (block.kind === "table") return block.rows.map((row) => row.join(" ")).join("\n");
    return block.text;
  });
  return [title, ...parts].join("\n");
}

describe("the documents that the platform makes itself", () => {
  describeDatabases((makeDatabase) => {
    let kernel: TestKernel;
    beforeEach(async () => {
      kernel = await buildKernel(await makeDatabase());
    });

    const documentsOf = async (caseId: number, kind: string) => {
      const rows = await kernel.database.read(({ sql }) =>
        sql
          .selectFrom("caseDocument")
          .selectAll()
          .where("caseId", "=", caseId)
          .where("kind", "=", kind)
          .orderBy("round")
          .execute(),
      );
      return rows.map((row) => ({ ...row, model: fromJson<DocumentModel>(row.content) }));
    };
    const chores = () => kernel.database.read(({ sql }) => sql.selectFrom("chore").selectAll().execute());

    describe("收件凭证", () => {
      it("is there with the submission, names what was handed in and by when acceptance is decided", async () => {
        // when
        const { caseId, caseNo } = await kernel.apply();
        // then
        const [receipt] = await documentsOf(caseId, "receipt");
        assert.equal(receipt?.number, "收〔2026〕1号");
        const text = textOf(receipt.model);
        for (const part of ["2026年11月24日", caseNo, "5个工作日", "2026年12月1日"])
          assert.ok(text.includes(part), part);
        assert.equal(receipt.templateHash?.length, 64);
      });

      it("is drawn once the command is stored, and then open to the applicant", async () => {
        // given
        const { caseId } = await kernel.apply();
        const [before] = (await readCase(kernel.ctx, kernel.people.clerk, caseId)).documents;
        assert.equal(before?.ready, false);
        // when
        await kernel.runner.settle();
        // then
        const [after] = (await readCase(kernel.ctx, kernel.people.clerk, caseId)).documents;
        assert.equal(after?.ready, true);
        const { name } = await openCaseDocument(kernel.ctx, kernel.people.clerk, caseId, after.id);
        assert.equal(name, "收件凭证 收〔2026〕1号.pdf");
        assert.deepEqual(await chores(), []);
      });

      it("has the number that the county's pattern gives", async () => {
        await kernel.database.transact((tx) =>
          tx.sql
            .insertInto("policyParameter")
            .values({
              ...{ id: tx.nextId(), regionCode: "430523", name: "number.receipt", unit: "", legalBasis: "" },
              ...{ value: JSON.stringify("邵收〔{year}〕{n}号"), validFrom: "2026-01-01", validUntil: null },
            })
            .execute(),
        );
        const { caseId } = await kernel.apply();
        assert.equal((await documentsOf(caseId, "receipt"))[0]?.number, "邵收〔2026〕1号");
      });
    });

    describe("补正告知书", () => {
      const ask = (caseId: number, round: number) =>
        kernel.database.transact((tx) =>
          withCase(kernel.ctx.engine, tx, caseId, (open) =>
            recordSupplementNotice(kernel.ctx, open, {
              round,
              items: [
                { slot: "plan", text: "方案缺少平面图" },
                { slot: null, text: "请说明用途" },
              ],
              due: "2026-12-08",
            }),
          ),
        );

      it("tells every item at once, one document a round with a number of its own", async () => {
        // given
        const { caseId } = await kernel.apply();
        // when
        await ask(caseId, 1);
        await ask(caseId, 2);
        // then
        const notices = await documentsOf(caseId, "supplementNotice");
        assert.deepEqual(
          notices.map(({ round, number }) => [round, number]),
          [
            [1, "补正〔2026〕1号"],
            [2, "补正〔2026〕2号"],
          ],
        );
        const text = textOf(notices[0]!.model);
        for (const part of ["1 方案 方案缺少平面图", "2 其他 请说明用途", "2026年12月8日"])
          assert.ok(text.includes(part), part);
      });

      it("is there once a round", async () => {
        const { caseId } = await kernel.apply();
        await ask(caseId, 1);
        await assert.rejects(ask(caseId, 1));
        assert.equal((await documentsOf(caseId, "supplementNotice")).length, 1);
      });
    });

    describe("审批表", () => {
      const closed = async () => {
        const { caseId } = await kernel.apply();
        await kernel.walk(caseId, "end");
        return caseId;
      };

      it("has every node's opinion, person, date and outcome once the case is closed", async () => {
        // given
        const caseId = await closed();
        // when
        await kernel.runner.settle();
        // then
        const [sheet] = await documentsOf(caseId, "approvalSheet");
        const text = textOf(sheet!.model);
        for (const part of [
          "受理 同意。 window",
          "拟同意 同意。 handler",
          "拟同意 同意。 head",
          "准予 同意。 deputy",
        ]) {
          assert.ok(text.includes(part), `${part}\n${text}`);
        }
        assert.ok(text.includes("办理结果：准予"));
        assert.notEqual(sheet?.fileHash, null);
      });

      it("is made once where several processes look for what is due", async () => {
        // given
        const caseId = await closed();
        const again = kernel.another();
        // when
        await Promise.all([kernel.runner.settle(), again.runner.settle()]);
        // then
        assert.equal((await documentsOf(caseId, "approvalSheet")).length, 1);
      });

      it("stays inside the house", async () => {
        const caseId = await closed();
        await kernel.runner.settle();
        const { documents } = await readCase(kernel.ctx, kernel.people.clerk, caseId);
        assert.deepEqual(
          documents.map(({ kind }) => kind),
          ["receipt"],
        );
        const [sheet] = await documentsOf(caseId, "approvalSheet");
        await assert.rejects(openCaseDocument(kernel.ctx, kernel.people.clerk, caseId, sheet!.id), {
          code: "FILE_UNKNOWN",
        });
      });
    });

    it("are tried again later where drawing fails, and nothing else waits for them", async () => {
      // given
      const { caseId } = await kernel.apply();
      await kernel.database.transact((tx) =>
        tx.sql
          .insertInto("chore")
          .values({ id: tx.nextId(), caseId, kind: "draw", documentId: 0, dueAt: 0, failures: 0 })
          .execute(),
      );
      // when
      await kernel.runner.settle();
      // then
      assert.notEqual((await documentsOf(caseId, "receipt"))[0]?.fileHash, null);
      const [left] = await chores();
      assert.deepEqual([left?.failures, left?.dueAt], [1, kernel.clock.now() + 1000]);
    });
  });
});
