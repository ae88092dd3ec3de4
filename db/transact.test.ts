import assert from "node:assert/strict";
import type { SqlEntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { TryAgainError } from "#domain/errors.ts";
import { describeDatabases, describeServer, testStart } from "#test/database.ts";
import { isDuplicate } from "./failures.ts";
import { InsideTransactionError, outsideTransaction } from "./inside.ts";
import { forUpdate } from "./locks.ts";
import type { Database } from "./orm.ts";
import { Pool } from "./platform/kernel.ts";
import type { Tx } from "./transaction.ts";

const pool = (id: number, rule: string) => ({ id, rule, regionCode: "430523", orgId: 1, name: rule });
const addPool = (tx: Tx, rule: string) => tx.sql.insertInto("pool").values(pool(tx.nextId(), rule)).execute();
const rules = async (database: Database): Promise<string[]> =>
  database.read(async (read) =>
    (await read.sql.selectFrom("pool").select("rule").orderBy("rule").execute()).map(({ rule }) => rule),
  );
const deadlock = () => Object.assign(new Error("Deadlock found"), { errno: 1213 });

describe("A transaction", () => {
  describeDatabases((makeDatabase, dialect) => {
    it("stores what plain SQL and the entity manager wrote, together", async () => {
      const database = await makeDatabase();
      await database.transact(async (tx) => {
        await addPool(tx, "a");
        tx.em.create(Pool, pool(tx.nextId(), "b"));
      });
      assert.deepEqual(await rules(database), ["a", "b"]);
    });

    it("stores nothing when the work throws, and hands the error on", async () => {
      const database = await makeDatabase();
      const work = database.transact(async (tx) => {
        await addPool(tx, "a");
        throw new RangeError("no");
      });
      await assert.rejects(work, RangeError);
      assert.deepEqual(await rules(database), []);
    });

    it("knows the business time, the dialect and fresh keys", async () => {
      const database = await makeDatabase();
      await database.transact(async (tx) => {
        assert.equal(tx.now, Date.parse(testStart));
        assert.equal(tx.dialect, dialect);
        const [first, second] = [tx.nextId(), tx.nextId()];
        assert.ok(first < second);
      });
    });

    it("recognises a violated unique key, in plain SQL and through the entity manager", async () => {
      const database = await makeDatabase();
      await database.transact((tx) => addPool(tx, "a"));
      await assert.rejects(
        database.transact((tx) => addPool(tx, "a")),
        isDuplicate,
      );
      const byManager = database.transact(async (tx) => void tx.em.create(Pool, pool(tx.nextId(), "a")));
      await assert.rejects(byManager, isDuplicate);
    });

    const forbidden: [what: string, use: (database: Database) => Promise<unknown>][] = [
      ["another transact()", (database) => database.transact(async () => 1)],
      ["read()", (database) => database.read(async () => 1)],
      ["the global entity manager", (database) => (database.orm.em as SqlEntityManager).execute("select 1")],
      ["a forked entity manager", (database) => database.orm.em.fork().count(Pool)],
      ["another transaction of MikroORM", (database) => database.orm.em.fork().transactional(async () => 1)],
      ["a port", async () => outsideTransaction("sms.send")],
    ];
    for (const [what, use] of forbidden) {
      it(`throws at once, and stores nothing, where ${what} is used inside`, async () => {
        const database = await makeDatabase();
        const work = database.transact(async (tx) => {
          await addPool(tx, "a");
          await use(database);
        });
        await assert.rejects(work, /must not be used inside a transaction/);
        assert.deepEqual(await rules(database), []);
      });
    }

    it("stays usable after a second connection was refused inside", async () => {
      const database = await makeDatabase();
      await database.transact(async (tx) => {
        await assert.rejects(database.orm.em.fork().count(Pool), /must not be used inside/);
        await assert.rejects(
          database.read(async () => 1),
          InsideTransactionError,
        );
        await addPool(tx, "a");
      });
      assert.deepEqual(await rules(database), ["a"]);
    });

    it("is repeated as a whole, with a fresh entity manager, after a deadlock or a busy file", async () => {
      // given
      const waits: number[] = [];
      const database = await makeDatabase({ wait: async (milliseconds) => void waits.push(milliseconds) });
      const managers = new Set<unknown>();
      const failures = [
        deadlock(),
        Object.assign(new Error("locked"), { errcode: 5 }),
        new Error("", { cause: deadlock() }),
      ];
      // when
      const answer = await database.transact(async (tx) => {
        managers.add(tx.em);
        await addPool(tx, "a");
        const failure = failures.shift();
        if (failure) throw failure;
        return "done";
      });
      // then
      assert.equal(answer, "done");
      assert.equal(managers.size, 4);
      assert.equal(waits.length, 3);
      assert.deepEqual(await rules(database), ["a"]);
    });

    it("gives up after five attempts with an error that asks to try again", async () => {
      // given
      const inside: boolean[] = [];
      let attempts = 0;
      const database = await makeDatabase({
        wait: async () => {
          outsideTransaction("the wait between attempts");
          inside.push(false);
        },
      });
      // when
      const work = database.transact(async () => {
        attempts += 1;
        throw deadlock();
      });
      // then
      await assert.rejects(work, TryAgainError);
      assert.equal(attempts, 5);
      assert.equal(inside.length, 4);
    });

    it("runs hints after the commit, outside, and never after a roll-back", async () => {
      const database = await makeDatabase();
      const seen: string[] = [];
      await assert.rejects(
        database.transact(async (tx) => {
          tx.afterCommit(() => seen.push("rolled back"));
          throw new Error("no");
        }),
      );
      await database.transact(async (tx) => {
        tx.afterCommit(() => {
          outsideTransaction("a hint");
          seen.push("committed");
        });
        seen.push("working");
      });
      assert.deepEqual(seen, ["working", "committed"]);
    });

    it("is stored and answered although a hint fails; the failure is logged", async () => {
      const lines: unknown[] = [];
      const logger = { warn: () => {}, error: (fields: object, message: string) => lines.push([fields, message]) };
      const database = await makeDatabase({ logger });
      const failure = new Error("nobody listens");
      const answer = await database.transact(
        async (tx) => {
          await addPool(tx, "a");
          tx.afterCommit(() => {
            throw failure;
          });
          return 1;
        },
        { name: "decide" },
      );
      assert.equal(answer, 1);
      assert.deepEqual(lines, [[{ transaction: "decide", err: failure }, "after-commit hint failed"]]);
      assert.deepEqual(await rules(database), ["a"]);
    });

    it("is logged by name and duration, without any data, when it takes more than 50 ms", async () => {
      const lines: unknown[] = [];
      const logger = { warn: (fields: object, message: string) => lines.push([fields, message]), error: () => {} };
      let elapsed = 0;
      const database = await makeDatabase({ logger, stopwatch: () => elapsed });
      const lasting = (milliseconds: number) =>
        async function decide() {
          elapsed += milliseconds;
        };
      await database.transact(lasting(50));
      await database.transact(lasting(51));
      assert.deepEqual(lines, [[{ transaction: "decide", milliseconds: 51 }, "long transaction"]]);
    });

    it("queues behind others without losing any update", async () => {
      const database = await makeDatabase();
      await database.transact(async (tx) => {
        await tx.sql.insertInto("auditStream").values({ stream: "org:1", n: 0, head: "" }).execute();
      });
      const increment = async (tx: Tx): Promise<void> => {
        const row = tx.sql.selectFrom("auditStream").select("n").where("stream", "=", "org:1");
        const { n } = await forUpdate(row, tx.dialect).executeTakeFirstOrThrow();
        await tx.sql
          .updateTable("auditStream")
          .set({ n: n + 1 })
          .where("stream", "=", "org:1")
          .execute();
      };
      await Promise.all(Array.from({ length: 20 }, () => database.transact(increment)));
      const { n } = await database.read((read) =>
        read.sql.selectFrom("auditStream").select("n").executeTakeFirstOrThrow(),
      );
      assert.equal(n, 20);
    });
  });

  describeServer((makeDatabase) => {
    it("reads committed data, waits ten seconds for a lock and speaks UTC", async () => {
      const database = await makeDatabase();
      const settings = await database.read(async (read) => {
        const { rows } = await sql<{ Variable_name: string; Value: string }>`show variables where variable_name in
          ('tx_isolation', 'transaction_isolation', 'innodb_lock_wait_timeout', 'time_zone')`.execute(read.sql);
        return new Map(rows.map((row) => [row.Variable_name, row.Value]));
      });
      assert.equal(settings.get("tx_isolation") ?? settings.get("transaction_isolation"), "READ-COMMITTED");
      assert.equal(settings.get("innodb_lock_wait_timeout"), "10");
      assert.equal(settings.get("time_zone"), "+00:00");
    });

    it("asks to try again where its connection is lost before the commit; nothing is stored", async () => {
      const logger = { warn: () => {}, error: () => {} };
      const database = await makeDatabase({ logger });
      const work = database.transact(async (tx) => {
        await addPool(tx, "a");
        const { rows } = await sql<{ id: number }>`select connection_id() as id`.execute(tx.sql);
        await sql`kill ${sql.raw(String(rows[0]?.id))}`.execute(tx.sql).catch(() => {});
        await addPool(tx, "b");
      });
      await assert.rejects(work, TryAgainError);
      assert.deepEqual(await rules(database), []);
    });

    it("survives a real deadlock: both of two that lock crosswise end up stored", async () => {
      // given
      const database = await makeDatabase({ wait: async () => {} });
      await database.transact(async (tx) => {
        const streams = ["org:1", "org:2"].map((stream) => ({ stream, n: 0, head: "" }));
        await tx.sql.insertInto("auditStream").values(streams).execute();
      });
      const both = Promise.withResolvers<void>();
      let arrived = 0;
      let attempts = 0;
      const crosswise = (first: string, second: string) => async (tx: Tx) => {
        attempts += 1;
        const add = (stream: string) =>
          tx.sql
            .updateTable("auditStream")
            .set((row) => ({ n: row("n", "+", 1) }))
            .where("stream", "=", stream)
            .execute();
        await add(first);
        arrived += 1;
        if (arrived === 2) both.resolve();
        await both.promise;
        await add(second);
      };
      // when
      await Promise.all([
        database.transact(crosswise("org:1", "org:2")),
        database.transact(crosswise("org:2", "org:1")),
      ]);
      // then
      assert.ok(attempts > 2, "one of them was chosen as the victim");
      const counts = await database.read((read) => read.sql.selectFrom("auditStream").select("n").execute());
      assert.deepEqual(
        counts.map(({ n }) => n),
        [2, 2],
      );
    });
  });
});
