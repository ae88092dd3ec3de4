import assert from "node:assert/strict";
import { describeDatabases } from "#test/database.ts";
import { runBatch } from "./batch.ts";
import { isDuplicate } from "./failures.ts";
import type { Tx } from "./transaction.ts";

const insert = (tx: Tx, rule: string) =>
  tx.sql.insertInto("pool").values({ id: tx.nextId(), rule, regionCode: "430523", orgId: 1, name: "a ; b ' \\ ?" });

describe("A batch of writes", () => {
  describeDatabases((makeDatabase) => {
    it("applies all in order and tells how many rows each changed", async () => {
      const database = await makeDatabase();
      await database.transact(async (tx) => {
        const rename = tx.sql.updateTable("pool").set({ orgId: 2 });
        const changed = await runBatch(tx, [
          insert(tx, "a"),
          insert(tx, "b"),
          rename.where("regionCode", "=", "430523"),
          rename.where("rule", "=", "none"),
          tx.sql.deleteFrom("pool").where("rule", "=", "a"),
        ]);
        assert.deepEqual(changed, [1, 1, 2, 0, 1]);
        const rows = await tx.sql.selectFrom("pool").select(["rule", "orgId", "name"]).execute();
        assert.deepEqual(rows, [{ rule: "b", orgId: 2, name: "a ; b ' \\ ?" }]);
      });
    });

    it("takes none, one, and more than fits into one packet", async () => {
      const database = await makeDatabase();
      await database.transact(async (tx) => {
        assert.deepEqual(await runBatch(tx, []), []);
        assert.deepEqual(await runBatch(tx, [insert(tx, "a")]), [1]);
        const long = Array.from({ length: 5 }, (_, n) =>
          tx.sql.insertInto("auditContent").values({ hash: String(n), content: "长".repeat(900_000) }),
        );
        assert.deepEqual(await runBatch(tx, long), [1, 1, 1, 1, 1]);
      });
    });

    it("fails as a whole with the error of the first that fails", async () => {
      const database = await makeDatabase();
      const work = database.transact((tx) => runBatch(tx, [insert(tx, "a"), insert(tx, "a"), insert(tx, "b")]));
      await assert.rejects(work, isDuplicate);
      assert.deepEqual(await database.read((read) => read.sql.selectFrom("pool").selectAll().execute()), []);
    });
  });
});
