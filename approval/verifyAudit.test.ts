import assert from "node:assert/strict";
import type { Database } from "#db/orm.ts";
import { describeDatabases } from "#test/database.ts";
import { buildKernel } from "#test/kernel.ts";
import { caseStream } from "./audit.ts";
import { verifyAudit } from "./verifyAudit.ts";

describe("the audit record", () => {
  describeDatabases((makeDatabase) => {
    async function recorded() {
      const kernel = await buildKernel(await makeDatabase());
      const { caseId } = await kernel.apply();
      await kernel.walk(caseId, "end");
      return { database: kernel.database, stream: caseStream(caseId), caseId };
    }

    it("is found whole after a case went its way", async () => {
      const { database, stream } = await recorded();
      assert.deepEqual(await verifyAudit(database), []);
      const acts = await database.read((read) =>
        read.sql.selectFrom("auditEntry").select("act").where("stream", "=", stream).orderBy("n").execute(),
      );
      const twoActs = ["task.claimed", "task.decided"];
      assert.deepEqual(
        acts.map(({ act }) => act),
        ["case.submitted", ...twoActs, ...twoActs, ...twoActs, ...twoActs, "case.closed"],
      );
    });

    it("names an entry that was changed, one that was removed, and an end that was cut off", async () => {
      const { database, stream } = await recorded();
      await tamper(database, (tx) =>
        tx.sql.updateTable("auditEntry").set({ actor: "person:1" }).where("stream", "=", stream).where("n", "=", 3),
      );
      await tamper(database, (tx) => tx.sql.deleteFrom("auditEntry").where("stream", "=", stream).where("n", "=", 5));
      await tamper(database, (tx) => tx.sql.deleteFrom("auditEntry").where("stream", "=", stream).where("n", ">", 8));
      assert.deepEqual(await verifyAudit(database), [
        { stream, n: 3, what: "changed" },
        { stream, n: 5, what: "removed" },
        { stream, n: 9, what: "truncated" },
      ]);
    });

    it("names a chain that is gone whole, and one whose head was set back", async () => {
      const { database, stream, caseId } = await recorded();
      await tamper(database, (tx) => tx.sql.deleteFrom("auditEntry").where("stream", "=", stream));
      assert.deepEqual(await verifyAudit(database), [{ stream, n: 1, what: "truncated" }]);
      const other = await recorded();
      await tamper(other.database, (tx) =>
        tx.sql.updateTable("caseRecord").set({ auditCount: 9 }).where("id", "=", other.caseId),
      );
      assert.deepEqual(await verifyAudit(other.database), [{ stream: other.stream, n: 10, what: "unknownToHead" }]);
      assert.equal(caseId > 0, true);
    });

    it("names a changed opinion, but not one that was erased", async () => {
      // given
      const { database, stream } = await recorded();
      const entries = await database.read((read) =>
        read.sql
          .selectFrom("auditEntry")
          .select(["n", "contentHash"])
          .where("stream", "=", stream)
          .where("contentHash", "is not", null)
          .$narrowType<{ contentHash: string }>()
          .orderBy("n")
          .execute(),
      );
      const [erased, changed] = entries;
      // when
      await tamper(database, (tx) => tx.sql.deleteFrom("auditContent").where("hash", "=", erased!.contentHash));
      await tamper(database, (tx) =>
        tx.sql.updateTable("auditContent").set({ content: "{}" }).where("hash", "=", changed!.contentHash),
      );
      // then
      assert.deepEqual(await verifyAudit(database), [{ stream, n: changed!.n, what: "contentChanged" }]);
    });
  });
});

type Transact = Parameters<Database["transact"]>[0];
async function tamper(
  database: Database,
  change: (tx: Parameters<Transact>[0]) => { execute(): Promise<unknown> },
): Promise<void> {
  await database.transact((tx) => change(tx).execute(), { name: "tamper" });
}
