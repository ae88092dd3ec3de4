import assert from "node:assert/strict";
import { tracingChannel } from "node:diagnostics_channel";
import { describeDatabases } from "#test/database.ts";
import { isDuplicate } from "./failures.ts";
import { readTogether } from "./gathering.ts";
import type { Tx } from "./transaction.ts";

const insert = (tx: Tx, rule: string) =>
  tx.sql.insertInto("pool").values({ id: tx.nextId(), rule, regionCode: "430523", orgId: 1, name: "a ; b ' \\ ?" });
const rules = (tx: Pick<Tx, "sql">) =>
  tx.sql.selectFrom("pool").select(["rule", "orgId", "name"]).orderBy("rule").execute();

describe("Reads together", () => {
  describeDatabases((makeDatabase, dialect) => {
    it("answer the rows of each, after what was written before", async () => {
      const database = await makeDatabase();
      await database.transact(async (tx) => {
        await tx.writeLater(insert(tx, "a"));
        await tx.writeLater(insert(tx, "b"));
        const [all, none, one] = await readTogether(
          tx,
          tx.sql.selectFrom("pool").select("rule").orderBy("rule"),
          tx.sql.selectFrom("pool").select("rule").where("rule", "=", "c"),
          tx.sql.selectFrom("pool").select(["name", "orgId"]).where("rule", "=", "b"),
        );
        assert.deepEqual([all, none, one], [[{ rule: "a" }, { rule: "b" }], [], [{ name: "a ; b ' \\ ?", orgId: 1 }]]);
      });
      const outside = await database.read((read) =>
        readTogether(read, read.sql.selectFrom("pool").select("rule"), read.sql.selectFrom("org").select("id")),
      );
      assert.deepEqual(
        outside.map((rows) => rows.length),
        [2, 0],
      );
    });

    it("may be one or none", async () => {
      const database = await makeDatabase();
      await database.transact(async (tx) => {
        await tx.writeLater(insert(tx, "a"));
        assert.deepEqual(await readTogether(tx), []);
        assert.deepEqual(await readTogether(tx, tx.sql.selectFrom("pool").select("rule")), [[{ rule: "a" }]]);
      });
    });

    if (dialect === "mysql") {
      it("are one round trip", async () => {
        const database = await makeDatabase();
        const read = (tx: Tx) => tx.sql.selectFrom("pool").select("rule");
        await database.transact(rules);
        const trips = await tripsOf(() => database.transact((tx) => readTogether(tx, read(tx), read(tx), read(tx))));
        assert.equal(trips, 2);
      });
    }
  });
});

describe("A write that nobody waits for", () => {
  describeDatabases((makeDatabase, dialect) => {
    it("is seen by the next read of its transaction, in order with all others", async () => {
      const database = await makeDatabase();
      await database.transact(async (tx) => {
        await tx.writeLater(insert(tx, "a"));
        await tx.writeLater(insert(tx, "b"));
        await tx.writeLater(tx.sql.updateTable("pool").set({ orgId: 2 }).where("regionCode", "=", "430523"));
        await tx.writeLater(tx.sql.deleteFrom("pool").where("rule", "=", "a"));
        assert.deepEqual(await rules(tx), [{ rule: "b", orgId: 2, name: "a ; b ' \\ ?" }]);
      });
    });

    it("leaves the count of the statement it travels with alone", async () => {
      const database = await makeDatabase();
      await database.transact(async (tx) => {
        await tx.writeLater(insert(tx, "a"));
        await tx.writeLater(insert(tx, "b"));
        const changed = await tx.sql.updateTable("pool").set({ orgId: 3 }).where("rule", "=", "b").executeTakeFirst();
        assert.equal(changed.numUpdatedRows, 1n);
      });
    });

    it("is stored by the commit where nothing follows it", async () => {
      const database = await makeDatabase();
      await database.transact((tx) => tx.writeLater(insert(tx, "a")));
      assert.deepEqual(
        (await database.read(rules)).map(({ rule }) => rule),
        ["a"],
      );
    });

    it("is gone with its transaction", async () => {
      const database = await makeDatabase();
      const work = database.transact(async (tx) => {
        await tx.writeLater(insert(tx, "a"));
        throw new Error("changed my mind");
      });
      await assert.rejects(work, /changed my mind/);
      // The same connection serves the next transaction, which sees nothing of it.
      await database.transact(async (tx) => assert.deepEqual(await rules(tx), []));
    });

    it("fails the whole transaction with its own error, even as late as the commit", async () => {
      const database = await makeDatabase();
      const work = database.transact(async (tx) => {
        await tx.writeLater(insert(tx, "a"));
        await tx.writeLater(insert(tx, "a"));
        await tx.writeLater(insert(tx, "b"));
      });
      await assert.rejects(work, isDuplicate);
      assert.deepEqual(await database.read(rules), []);
    });

    it("may be more than fits into one packet", async () => {
      const database = await makeDatabase();
      await database.transact(async (tx) => {
        for (const hash of ["1", "2", "3", "4", "5"]) {
          await tx.writeLater(tx.sql.insertInto("auditContent").values({ hash, content: "长".repeat(900_000) }));
        }
      });
      const stored = await database.read(({ sql }) => sql.selectFrom("auditContent").select("hash").execute());
      assert.equal(stored.length, 5);
    });

    if (dialect === "mysql") {
      it("costs no round trip: begin, two writes and a read are one, the commit another", async () => {
        const database = await makeDatabase();
        await database.transact(rules);
        const trips = await tripsOf(() =>
          database.transact(async (tx) => {
            await tx.writeLater(insert(tx, "a"));
            await tx.writeLater(insert(tx, "b"));
            await rules(tx);
          }),
        );
        assert.equal(trips, 2);
      });

      it("a transaction that asks nothing of the server costs nothing", async () => {
        const database = await makeDatabase();
        await database.transact(rules);
        assert.equal(await tripsOf(() => database.transact(async () => {})), 0);
      });
    }
  });
});

/** How often the server was asked while `work` ran. */
async function tripsOf(work: () => Promise<unknown>): Promise<number> {
  let trips = 0;
  const channel = tracingChannel("mysql2:query");
  const none = () => {};
  const start = () => {
    trips += 1;
  };
  const count = { start, end: none, asyncStart: none, asyncEnd: none, error: none };
  channel.subscribe(count);
  try {
    await work();
  } finally {
    channel.unsubscribe(count);
  }
  return trips;
}
