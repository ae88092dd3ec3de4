import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { unzipSync } from "fflate";
import { z } from "zod";
import { fromJson, toJson } from "#db/json.ts";
import type { DocumentModel } from "#domain/documents/model.ts";
import type { CaseView } from "#domain/platform/cases.ts";
import type { DeliverBody } from "#domain/platform/delivery.ts";
import { electronicDeliverySchema } from "#domain/platform/deliveryConsent.ts";
import { describeDatabases } from "#test/database.ts";
import { addPerson, buildKernel, type PersonName, requestId, type TestKernel, testHandlers } from "#test/kernel.ts";
import type { JobHandler } from "#workers/handler.ts";
import { readCase } from "../caseView.ts";
import type { Actor } from "../context.ts";
import { openCaseDocument } from "../files.ts";
import { listInbox } from "../lists.ts";
import { archive } from "./archive.ts";
import { deliver } from "./deliver.ts";
import { volumeHash, volumeOf } from "./volume.ts";
import { openVolume } from "./volumeFile.ts";

/** The permit that a case ends in, drawn by whatever its row says. */
const issue: JobHandler = {
  type: "test-permit.issue",
  async apply({ caseId }, tx) {
    await tx.sql
      .insertInto("caseDocument")
      .values({
        ...{ id: tx.nextId(), caseId, kind: "permit", title: "许可证", number: `许〔2026〕${caseId}号` },
        ...{ content: toJson({}), fileHash: PERMIT_HASH, size: PERMIT.byteLength, at: tx.now, printCount: 0 },
      })
      .execute();
  },
};
const PERMIT = Buffer.from("许可证的内容");
const PERMIT_HASH = createHash("sha256").update(PERMIT).digest("hex");
const startSchema = z.object({ area: z.number(), electronicDelivery: electronicDeliverySchema });

describe("the end of a case", () => {
  describeDatabases((makeDatabase) => {
    let kernel: TestKernel;
    let archivist: Actor;
    beforeEach(async () => {
      kernel = await buildKernel(await makeDatabase(), {
        handlers: testHandlers([issue]),
        business: {
          forms: {
            "test-permit.start": { title: "申请", schema: startSchema },
            "test-permit.review": { title: "审核", schema: z.object({ area: z.number() }) },
          },
        },
      });
      await kernel.storage.put(PERMIT);
      archivist = await addPerson(kernel.database, "archivist", [["archivist", "section"]]);
    });

    /** Closed on 2026-11-24, a Tuesday, with everything drawn. */
    async function closed(data: Record<string, unknown> = {}): Promise<number> {
      const { caseId } = await kernel.apply({ area: 100, ...data });
      await kernel.walk(caseId, "end");
      await kernel.runner.settle();
      return caseId;
    }
    const see = (who: PersonName | Actor, caseId: number): Promise<CaseView> =>
      readCase(kernel.ctx, typeof who === "string" ? kernel.people[who] : who, caseId);
    const versionOf = async (caseId: number) =>
      (
        await kernel.database.read(({ sql }) =>
          sql.selectFrom("caseRecord").select("version").where("id", "=", caseId).executeTakeFirstOrThrow(),
        )
      ).version;
    const handOver = async (who: PersonName, caseId: number, more: Partial<DeliverBody> = {}) =>
      deliver(kernel.ctx, kernel.people[who], caseId, {
        ...{ requestId: requestId(), version: await versionOf(caseId) },
        ...{ way: "inPerson", receiver: "钱某", reference: "", deliveredOn: "2026-11-24", ...more },
      });
    const putAway = async (caseId: number, by: Actor = archivist) =>
      archive(kernel.ctx, by, caseId, { requestId: requestId(), version: await versionOf(caseId) });
    const documentsOf = (caseId: number, kind: string) =>
      kernel.database.read(({ sql }) =>
        sql.selectFrom("caseDocument").selectAll().where("caseId", "=", caseId).where("kind", "=", kind).execute(),
      );
    const volumes = () => kernel.database.read(({ sql }) => sql.selectFrom("archiveVolume").selectAll().execute());
    const noticesTo = (actor: Actor) =>
      kernel.database.read(({ sql }) =>
        sql
          .selectFrom("notice")
          .select(["kind", "text"])
          .where("personId", "=", actor.personId)
          .orderBy("id")
          .execute(),
      );

    describe("送达", () => {
      it("is owed within ten working days of the decision, and the window is told", async () => {
        const caseId = await closed();
        const { state, delivery, actions, documents } = await see("window2", caseId);
        assert.equal(state, "closed");
        assert.deepEqual(delivery, { due: "2026-12-08", way: null, wayLabel: null, receiver: null, deliveredOn: null });
        assert.deepEqual(actions, ["deliver"]);
        assert.deepEqual(
          documents.map(({ kind }) => kind),
          ["receipt", "permit"],
          "who hands the result over reads what is addressed to the applicant, and no more",
        );
        assert.equal((await noticesTo(kernel.people.window2)).at(-1)?.kind, "result");
      });

      const ways = [
        ["inPerson", "", "直接送达"],
        ["post", "SF1234567890", "邮寄送达"],
        ["electronic", "网上申报系统", "电子送达"],
      ] as const;
      for (const [way, reference, label] of ways) {
        it(`is recorded as ${label}, with its 送达回证`, async () => {
          // given
          const caseId = await closed({ electronicDelivery: true });
          // when
          await handOver("window", caseId, { way, reference });
          await kernel.runner.settle();
          // then
          const { delivery, state, actions } = await see("clerk", caseId);
          assert.equal(state, "closed");
          assert.equal(delivery?.wayLabel, label);
          assert.equal(delivery?.deliveredOn, "2026-11-24");
          assert.deepEqual(actions, []);
          const [receipt] = await documentsOf(caseId, "deliveryReceipt");
          assert.equal(receipt?.number, "送达〔2026〕1号");
          assert.notEqual(receipt?.fileHash, null);
          const model = fromJson<DocumentModel>(receipt!.content);
          const values = model.blocks.flatMap((block) => (block.kind === "fields" ? block.fields : []));
          const printed = (name: string) => values.find((field) => field.label === name)?.value;
          assert.equal(printed("送达方式"), label);
          assert.equal(printed("送达文书"), `许可证 许〔2026〕${caseId}号`);
          assert.equal(printed("送达人"), "window");
          assert.equal((await noticesTo(kernel.people.clerk)).at(-1)?.kind, "delivered");
        });
      }

      it("may be recorded by who handled the case", async () => {
        const caseId = await closed();
        await handOver("handler", caseId);
        assert.equal((await see("handler", caseId)).delivery?.way, "inPerson");
      });

      it("is refused before the case is decided and closed", async () => {
        const { caseId } = await kernel.apply();
        await kernel.walk(caseId, "finalApproval");
        await assert.rejects(handOver("window", caseId), { code: "WRONG_CASE_STATE" });
      });

      it("is refused twice; a repeat of the same request answers the first", async () => {
        const caseId = await closed();
        const body: DeliverBody = {
          ...{ requestId: requestId(), version: await versionOf(caseId) },
          ...{ way: "inPerson", receiver: "钱某", reference: "", deliveredOn: "2026-11-24" },
        };
        const first = await deliver(kernel.ctx, kernel.people.window, caseId, body);
        assert.deepEqual(await deliver(kernel.ctx, kernel.people.window, caseId, body), first);
        await assert.rejects(handOver("window", caseId), { code: "ALREADY_DELIVERED" });
        assert.equal((await documentsOf(caseId, "deliveryReceipt")).length, 1);
      });

      it("happens once where two clerks record it at once", async () => {
        const caseId = await closed();
        const both = await Promise.allSettled([handOver("window", caseId), handOver("window2", caseId)]);
        assert.equal(both.filter(({ status }) => status === "fulfilled").length, 1);
        assert.equal((await documentsOf(caseId, "deliveryReceipt")).length, 1);
      });

      const wrong: [why: string, body: Partial<DeliverBody>, code: string][] = [
        ["a day before the decision", { deliveredOn: "2026-11-23" }, "DELIVERED_BEFORE_DECISION"],
        ["a day that has not come", { deliveredOn: "2026-11-25" }, "DELIVERED_LATER"],
        ["electronically without consent", { way: "electronic" }, "NO_CONSENT"],
      ];
      for (const [why, body, code] of wrong) {
        it(`is refused: ${why}`, async () => {
          const caseId = await closed();
          await assert.rejects(handOver("window", caseId, body), (error: { problems: { code: string }[] }) => {
            assert.deepEqual(
              error.problems.map((problem) => problem.code),
              [code],
            );
            return true;
          });
          assert.equal((await see("window", caseId)).delivery?.way, null);
        });
      }

      it("is nobody else's: a leader is told so, a stranger of no case at all", async () => {
        const caseId = await closed();
        await assert.rejects(handOver("rival", caseId), { code: "CASE_UNKNOWN" });
        await assert.rejects(handOver("clerk", caseId), { code: "CASE_UNKNOWN" });
      });

      it("is made by the applicant who consented and opens the result, once", async () => {
        // given
        const caseId = await closed({ electronicDelivery: true });
        const { documents } = await see("clerk", caseId);
        const idOf = (kind: string) => documents.find((document) => document.kind === kind)!.id;
        // when
        await openCaseDocument(kernel.ctx, kernel.people.clerk, caseId, idOf("receipt"));
        assert.equal((await see("clerk", caseId)).delivery?.way, null);
        await Promise.all([
          openCaseDocument(kernel.ctx, kernel.people.clerk, caseId, idOf("permit")),
          openCaseDocument(kernel.ctx, kernel.people.colleague, caseId, idOf("permit")),
        ]);
        // then
        const { delivery } = await see("clerk", caseId);
        assert.deepEqual([delivery?.way, delivery?.receiver], ["electronic", "a机构"]);
        assert.equal((await documentsOf(caseId, "deliveryReceipt")).length, 1);
      });

      it("is not made by opening the result without consent", async () => {
        const caseId = await closed();
        const { documents } = await see("clerk", caseId);
        const permit = documents.find(({ kind }) => kind === "permit")!;
        await openCaseDocument(kernel.ctx, kernel.people.clerk, caseId, permit.id);
        assert.equal((await see("clerk", caseId)).delivery?.way, null);
      });
    });

    describe("归档", () => {
      it("makes a volume with a number, everything that the case consists of, and moves 已办 to 办结", async () => {
        // given
        const caseId = await closed();
        await handOver("window", caseId);
        await kernel.runner.settle();
        assert.deepEqual((await see(archivist, caseId)).actions, ["archive"]);
        // when
        await putAway(caseId);
        await kernel.runner.settle();
        // then
        const { state, stateLabel, archive: volume, actions } = await see(archivist, caseId);
        assert.deepEqual([state, stateLabel, actions], ["archived", "办结·准予", []]);
        assert.equal(volume?.number, "档〔2026〕1号");
        assert.deepEqual(
          volume?.entries.map(({ title }) => title.replace(/ .*/, "")),
          ["申请（第", "审核（第", "收件凭证", "许可证", "测试许可审批表", "送达回证", "审批记录"],
        );
        const { ctx, people } = kernel;
        const rowsOf = async (box: "done" | "finished") =>
          (await listInbox(ctx, people.handler, box, { sort: "due" })).rows.map((row) => row.caseId);
        assert.deepEqual([await rowsOf("done"), await rowsOf("finished")], [[], [caseId]]);
        assert.equal((await noticesTo(people.handler)).at(-1)?.kind, "archived");
        assert.equal((await see("handler", caseId)).level, "summary");
      });

      it("hands the volume out as a zip whose files have the hashes of its index", async () => {
        // given
        const caseId = await closed();
        await handOver("window", caseId);
        await kernel.runner.settle();
        await putAway(caseId);
        await kernel.runner.settle();
        // when
        const { stream, name } = await openVolume(kernel.ctx, archivist, caseId);
        const files = unzipSync(await buffer(stream));
        // then
        assert.equal(name, "案卷 档〔2026〕1号.zip");
        const names = Object.keys(files);
        assert.deepEqual(names.slice(0, 2), ["目录.json", "卷内目录.pdf"]);
        const index = JSON.parse(Buffer.from(files["目录.json"]!).toString()) as {
          entries: { n: number; hash: string }[];
        };
        assert.equal(index.entries.length, names.length - 2);
        for (const { n, hash } of index.entries) {
          const file = names.find((entry) => entry.startsWith(`${String(n).padStart(3, "0")} `))!;
          assert.equal(createHash("sha256").update(files[file]!).digest("hex"), hash, file);
        }
      });

      it("keeps the volume from everybody but the archivists", async () => {
        const caseId = await closed();
        await handOver("window", caseId);
        await kernel.runner.settle();
        await putAway(caseId);
        await assert.rejects(openVolume(kernel.ctx, kernel.people.handler, caseId), { code: "NOT_ARCHIVED" });
        await assert.rejects(openVolume(kernel.ctx, kernel.people.clerk, caseId), { code: "NOT_ARCHIVED" });
        await assert.rejects(openVolume(kernel.ctx, kernel.people.rival, caseId), { code: "CASE_UNKNOWN" });
        assert.equal((await see("clerk", caseId)).archive, null);
      });

      it("is refused before delivery, by anybody else, while a document is being drawn, and twice", async () => {
        const twoHats = await addPerson(kernel.database, "two", [
          ["archivist", "section"],
          ["windowClerk", "window"],
        ]);
        const caseId = await closed();
        await assert.rejects(putAway(caseId), { code: "CASE_UNKNOWN" });
        await assert.rejects(putAway(caseId, twoHats), { code: "NOT_DELIVERED" });
        await handOver("window", caseId);
        await assert.rejects(putAway(caseId), { code: "VOLUME_NOT_READY" });
        await kernel.runner.settle();
        await assert.rejects(putAway(caseId, kernel.people.window), { code: "CASE_UNKNOWN" });
        await putAway(caseId);
        await assert.rejects(putAway(caseId), { code: "WRONG_CASE_STATE" });
        assert.equal((await volumes()).length, 1);
      });

      it("is refused before the case is closed", async () => {
        // no archivist sees a case that is not closed
        const { caseId } = await kernel.apply();
        await assert.rejects(putAway(caseId), { code: "CASE_UNKNOWN" });
      });

      it("happens by itself five whole working days after delivery, once, with two processes looking at once", async () => {
        // given
        const caseId = await closed();
        await handOver("window", caseId);
        await kernel.runner.settle();
        kernel.clock.set("2026-12-01T15:59:59Z");
        await kernel.runner.settle();
        assert.deepEqual(await volumes(), []);
        // when
        kernel.clock.set("2026-12-01T16:00:00Z");
        const another = kernel.another();
        await Promise.all([kernel.runner.settle(), another.runner.settle()]);
        // then
        const all = await volumes();
        assert.deepEqual(
          all.map((volume) => [volume.caseId, volume.personId]),
          [[caseId, null]],
        );
        assert.equal((await documentsOf(caseId, "volumeIndex")).length, 1);
        const left = await kernel.database.read(({ sql }) => sql.selectFrom("chore").selectAll().execute());
        assert.deepEqual(left, []);
      });

      it("never happens by itself before delivery", async () => {
        await closed();
        kernel.clock.set("2027-03-01T00:00:00Z");
        await kernel.runner.settle();
        assert.deepEqual(await volumes(), []);
      });
    });

    describe("the hash of a volume", () => {
      const hashNow = (caseId: number) =>
        kernel.database.read(async (read) => {
          const row = await read.sql
            .selectFrom("caseRecord")
            .selectAll()
            .where("id", "=", caseId)
            .executeTakeFirstOrThrow();
          return volumeHash((await volumeOf(read, row, kernel.ctx.businesses.get(row.business)!))!);
        });
      const changes = {
        "an opinion": (tx) => tx.sql.updateTable("decision").set({ opinion: "改" }),
        "a form": (tx) => tx.sql.updateTable("caseForm").set({ data: toJson({ area: 1 }) }),
        "a document": (tx) => tx.sql.updateTable("caseDocument").set({ fileHash: "0".repeat(64) }),
        "the delivery": (tx) => tx.sql.updateTable("delivery").set({ receiver: "他人" }),
      } satisfies Record<
        string,
        (tx: Parameters<Parameters<TestKernel["database"]["transact"]>[0]>[0]) => { execute(): Promise<unknown> }
      >;
      for (const [what, change] of Object.entries(changes)) {
        it(`changes with ${what}`, async () => {
          const caseId = await closed();
          await handOver("window", caseId);
          await kernel.runner.settle();
          const before = await hashNow(caseId);
          assert.equal(await hashNow(caseId), before);
          await kernel.database.transact(async (tx) => {
            await change(tx).execute();
          });
          assert.notEqual(await hashNow(caseId), before);
        });
      }
    });
  });
});
