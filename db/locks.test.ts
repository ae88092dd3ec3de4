import assert from "node:assert/strict";
import { describeDatabases, describeServer } from "#test/database.ts";
import { describeLocks, forUpdate, recordCreated, recordLock } from "./locks.ts";
import type { Database } from "./orm.ts";
import type { Tx } from "./transaction.ts";

const lockStream = (tx: Tx) =>
  forUpdate(
    tx.sql.selectFrom("auditStream").select("n").where("stream", "=", "org:1"),
    tx.dialect,
  ).executeTakeFirstOrThrow();
const withStream = async (database: Database): Promise<Database> => {
  await database.transact(async (tx) => {
    await tx.sql.insertInto("auditStream").values({ stream: "org:1", n: 7, head: "" }).execute();
  });
  return database;
};

describe("The locks of a transaction", () => {
  describeDatabases((makeDatabase) => {
    it("are recorded in order, and a new transaction begins with none", async () => {
      const database = await makeDatabase();
      const locks = () =>
        database.transact(async (tx) => {
          assert.equal(recordLock(tx, "instance", "2251799813685249"), true);
          recordCreated(tx, "case", 12);
          assert.equal(recordLock(tx, "case", 12), false);
          recordLock(tx, "register", ["building", 3]);
          return describeLocks(tx);
        });
      const expected = ["instance 2251799813685249", "case 12 (created)", "register building/3"];
      assert.deepEqual(await locks(), expected);
      assert.deepEqual(await locks(), expected);
    });

    it("fail the transaction when taken out of order", async () => {
      const database = await makeDatabase();
      const work = database.transact(async (tx) => {
        recordLock(tx, "task", 7);
        recordLock(tx, "case", 12);
      });
      await assert.rejects(work, /case 12 comes too late/);
    });

    it("read the row with one and the same query on every database", async () => {
      const database = await withStream(await makeDatabase());
      assert.deepEqual(await database.transact(lockStream), { n: 7 });
    });
  });

  describeServer((makeDatabase) => {
    it("keep another transaction waiting until the commit", async () => {
      // given
      const database = await withStream(await makeDatabase());
      const locked = Promise.withResolvers<void>();
      const seen: string[] = [];
      // when
      const first = database.transact(async (tx) => {
        await lockStream(tx);
        locked.resolve();
        await tx.sql.updateTable("auditStream").set({ n: 8 }).execute();
        seen.push("first");
      });
      await locked.promise;
      const second = database.transact(async (tx) => {
        const { n } = await lockStream(tx);
        seen.push(`second reads ${n}`);
      });
      await Promise.all([first, second]);
      // then
      assert.deepEqual(seen, ["first", "second reads 8"]);
    });
  });
});
