import assert from "node:assert/strict";
import { sql } from "kysely";
import type { Database } from "#db/orm.ts";
import type { Tx } from "#db/transaction.ts";
import { foreignSigner, testSigner, testVerifier } from "#test/anchors.ts";
import { describeDatabases } from "#test/database.ts";
import { buildKernel, type TestKernel } from "#test/kernel.ts";
import { type Anchor, anchorHash, textOf, writeAnchor } from "./anchors.ts";
import { caseStream, hashOf } from "./audit.ts";
import { verifyRecord } from "./verifyAnchors.ts";

describe("the anchors of the audit record", () => {
  describeDatabases((makeDatabase) => {
    let kernel: TestKernel;
    let database: Database;
    const anchor = (holder = "one") => writeAnchor({ database, signer: testSigner }, holder);
    const verify = (more: Partial<Parameters<typeof verifyRecord>[1]> = {}) =>
      verifyRecord(database, { verifier: testVerifier, ...more });
    const tamper = (deed: (tx: Tx) => Promise<unknown>) => database.transact(deed, { name: "tamper" });
    const anchors = () =>
      database.read((read) => read.sql.selectFrom("auditAnchor").selectAll().orderBy("n").execute());

    beforeEach(async () => {
      kernel = await buildKernel(await makeDatabase());
      database = kernel.database;
    });

    /** A case that went its way under two anchors, another under the second, and something newer than both. */
    async function anchored() {
      const { caseId } = await kernel.apply();
      await kernel.walk(caseId, "secondReview");
      await anchor();
      kernel.clock.forward(60_000);
      await kernel.step("head", caseId, "proposeApproval");
      await kernel.apply();
      await anchor();
      await kernel.step("deputy", caseId, "approve");
      return { caseId, stream: caseStream(caseId) };
    }

    it("cover each changed head once, follow one another, and are found sound", async () => {
      await anchored();
      const [first, second, ...more] = await anchors();
      assert.equal(more.length, 0);
      assert.equal(second!.previous, first!.hash);
      assert.equal(second!.heads, 2);
      const { anchors: broken, entries, checked, uncovered, verified } = await verify();
      assert.deepEqual({ broken, entries, checked }, { broken: [], entries: [], checked: { from: 1, to: 2 } });
      assert.equal(uncovered, 3, "claimed, decided and closed came after the last anchor");
      assert.equal(verified!.hash, second!.hash);
    });

    it("are not written where nothing changed", async () => {
      await anchored();
      await anchor();
      assert.equal(await anchor(), null);
    });

    it("are written by one process at a time, and by another when the first is gone", async () => {
      await kernel.apply();
      assert.equal((await anchor("one"))!.n, 1);
      await kernel.apply();
      assert.equal(await anchor("two"), null);
      await tamper((tx) => tx.sql.updateTable("lease").set({ until: 0 }).execute());
      assert.equal((await anchor("two"))!.n, 2);
      assert.equal(await anchor("one"), null);
    });

    it("cover what was written while the clock stood an hour back, and after it was set right", async () => {
      await anchored();
      await anchor();
      kernel.clock.set(kernel.clock.now() - 3_600_000);
      await kernel.apply();
      await anchor();
      await kernel.apply();
      kernel.clock.set(kernel.clock.now() + 3_600_000);
      await anchor();
      assert.equal((await verify()).uncovered, 0);
    });

    it("find an entry that was rewritten with everything after it and the head in its case", async () => {
      const { caseId, stream } = await anchored();
      await tamper((tx) => rewriteFrom(tx, caseId, 3));
      const { entries, anchors: broken } = await verify();
      assert.deepEqual(broken, []);
      assert.equal(entries.length, 1);
      assert.equal(entries[0]!.stream, stream);
      assert.equal(entries[0]!.what, "rewritten");
    });

    it("name once what the chain itself tells", async () => {
      const { stream } = await anchored();
      const [first] = await database.read((read) =>
        read.sql.selectFrom("auditAnchorHead").selectAll().where("stream", "=", stream).orderBy("n").execute(),
      );
      await tamper(async (tx) => {
        const { id, ...entry } = await tx.sql
          .selectFrom("auditEntry")
          .selectAll()
          .where("stream", "=", stream)
          .where("n", "=", first!.n)
          .executeTakeFirstOrThrow();
        const hash = hashOf({ ...entry, actor: "person:999999" });
        await tx.sql.updateTable("auditEntry").set({ actor: "person:999999", hash }).where("id", "=", id).execute();
      });
      assert.deepEqual((await verify()).entries, [{ stream, n: first!.n + 1, what: "changed" }]);
    });

    it("find an end that was cut off together with the head in its case", async () => {
      const { caseId, stream } = await anchored();
      await tamper(async (tx) => {
        await tx.sql.deleteFrom("auditEntry").where("stream", "=", stream).where("n", ">", 4).execute();
        const { hash } = await lastOf(tx, stream);
        await tx.sql
          .updateTable("caseRecord")
          .set({ auditCount: 4, auditHead: hash })
          .where("id", "=", caseId)
          .execute();
      });
      assert.deepEqual((await verify()).entries, [{ stream, n: 5, what: "truncated" }]);
    });

    it("find a case that is gone with its whole chain", async () => {
      const { caseId, stream } = await anchored();
      await tamper(async (tx) => {
        await tx.sql.deleteFrom("auditEntry").where("stream", "=", stream).execute();
        await tx.sql.deleteFrom("caseRecord").where("id", "=", caseId).execute();
      });
      assert.deepEqual((await verify()).entries, [{ stream, n: 1, what: "truncated" }]);
    });

    it("claim nothing of what came after the last one, and count it", async () => {
      const { caseId } = await anchored();
      const last = await database.read((read) => lastOf(read, caseStream(caseId)));
      await tamper((tx) => rewriteFrom(tx, caseId, last.n));
      const { entries, uncovered } = await verify();
      assert.deepEqual(entries, []);
      assert.equal(uncovered, 3);
    });

    const deeds: [deed: string, run: (tx: Tx) => Promise<unknown>, found: { anchor: number; what: string }[]][] = [
      [
        "an anchor that was changed",
        (tx) => tx.sql.updateTable("auditAnchor").set({ at: 1 }).where("n", "=", 1).execute(),
        [{ anchor: 1, what: "changed" }],
      ],
      [
        "an anchor that was removed",
        (tx) => tx.sql.deleteFrom("auditAnchor").where("n", "=", 1).execute(),
        [{ anchor: 1, what: "removed" }],
      ],
      [
        "a last anchor that was removed, which this machine wrote",
        (tx) => tx.sql.deleteFrom("auditAnchor").where("n", "=", 2).execute(),
        [{ anchor: 2, what: "removed" }],
      ],
      [
        "an anchor that was replaced by one signed with another key",
        async (tx) => {
          const { hash: _old, ...second } = await tx.sql
            .selectFrom("auditAnchor")
            .selectAll()
            .where("n", "=", 2)
            .executeTakeFirstOrThrow();
          const forged = { ...second, at: second.at + 1 };
          const signed = { ...forged, signature: foreignSigner.sign(textOf(forged)) };
          await tx.sql
            .updateTable("auditAnchor")
            .set({ ...signed, hash: anchorHash(signed) })
            .where("n", "=", 2)
            .execute();
        },
        [
          { anchor: 2, what: "badSignature" },
          { anchor: 2, what: "changed" },
        ],
      ],
      [
        "a head that was taken from its anchor",
        (tx) => sql`delete from ${sql.table("auditAnchorHead")} where ${sql.ref("anchor")} = 1`.execute(tx.sql),
        [{ anchor: 1, what: "headsChanged" }],
      ],
    ];
    for (const [deed, run, found] of deeds) {
      it(`tell of ${deed}`, async () => {
        await anchored();
        const [, witness] = await anchors();
        await tamper(run);
        const result = await verify({ witness: witness! });
        assert.deepEqual(result.anchors, found);
        assert.equal(result.verified, null);
      });
    }

    it("are held against an exported file: one changed, one removed, and one that nobody signed", async () => {
      await anchored();
      const file = await anchors();
      assert.deepEqual((await verify({ file })).anchors, []);
      const [first, second] = file as [Anchor, Anchor];
      const forged = { ...first, root: second.root };
      assert.deepEqual((await verify({ file: [forged] })).anchors, [{ anchor: 1, what: "badSignature" }]);
      await tamper((tx) => tx.sql.deleteFrom("auditAnchor").where("n", "=", 2).execute());
      assert.deepEqual((await verify({ file })).anchors, [{ anchor: 2, what: "removed" }]);
      await tamper((tx) => tx.sql.deleteFrom("auditAnchorHead").where("anchor", "=", 2).execute());
      kernel.clock.forward(60_000);
      await anchor();
      assert.deepEqual((await verify({ file })).anchors, [{ anchor: 2, what: "differsFromFile" }]);
    });

    it("are checked from where the last run ended, with the chains that moved since, whole", async () => {
      // given
      const { caseId, stream } = await anchored();
      const { verified } = await verify();
      kernel.clock.forward(60_000);
      await anchor();
      // when
      const incremental = await verify({ since: verified });
      // then
      assert.deepEqual(incremental.checked, { from: 3, to: 3 });
      await tamper((tx) => rewriteFrom(tx, caseId, 2));
      const found = await verify({ since: verified });
      assert.deepEqual(
        found.entries.map(({ what, stream: named }) => [named, what]),
        [[stream, "rewritten"]],
      );
    });

    it("tell that the anchor where the last run ended was changed", async () => {
      await anchored();
      const { verified } = await verify();
      await tamper((tx) => tx.sql.updateTable("auditAnchor").set({ at: 1 }).where("n", "=", 2).execute());
      assert.deepEqual((await verify({ since: verified })).anchors, [{ anchor: 2, what: "changed" }]);
    });
  });
});

type Reads = Pick<Tx, "sql">;
const lastOf = (tx: Reads, stream: string) =>
  tx.sql
    .selectFrom("auditEntry")
    .selectAll()
    .where("stream", "=", stream)
    .orderBy("n", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();

/** What somebody does who knows how the chain is made: no link and no head tells of it. */
async function rewriteFrom(tx: Tx, caseId: number, from: number): Promise<void> {
  const stream = caseStream(caseId);
  const entries = await tx.sql
    .selectFrom("auditEntry")
    .selectAll()
    .where("stream", "=", stream)
    .where("n", ">=", from)
    .orderBy("n")
    .execute();
  let previous = entries[0]!.previous;
  for (const { id, ...entry } of entries) {
    const actor = entry.n === from ? "person:999999" : entry.actor;
    const hash = hashOf({ ...entry, actor, previous });
    await tx.sql.updateTable("auditEntry").set({ actor, previous, hash }).where("id", "=", id).execute();
    previous = hash;
  }
  await tx.sql.updateTable("caseRecord").set({ auditHead: previous }).where("id", "=", caseId).execute();
}
