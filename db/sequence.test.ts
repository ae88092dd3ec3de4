import assert from "node:assert/strict";
import { describeDatabases, describeServer } from "#test/database.ts";
import { recordLock } from "./locks.ts";
import type { Database } from "./orm.ts";
import { takeNumber } from "./sequence.ts";

const permits = { kind: "物业用房确认", region: "430523", year: 2026 };
const takeMany = (databases: Database[], count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, n) => databases[n % databases.length]!.transact((tx) => takeNumber(tx, permits))),
  );
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1);
const ascending = (numbers: number[]) => numbers.sort((a, b) => a - b);

describe("A sequence", () => {
  describeDatabases((makeDatabase) => {
    it("begins with 1 for each kind, region and year", async () => {
      const database = await makeDatabase();
      const next = (series: Partial<typeof permits>) =>
        database.transact((tx) => takeNumber(tx, { ...permits, ...series }));
      assert.deepEqual(
        [
          await next({}),
          await next({}),
          await next({ year: 2027 }),
          await next({ region: "430524" }),
          await next({ kind: "测绘成果备案" }),
        ],
        [1, 2, 1, 1, 1],
      );
    });

    it("gives no number twice and leaves none out, however many ask at once for the first", async () => {
      const database = await makeDatabase();
      assert.deepEqual(ascending(await takeMany([database], 40)), upTo(40));
    });

    it("gives a number again that was rolled back", async () => {
      const database = await makeDatabase();
      const failing = database.transact(async (tx) => {
        await takeNumber(tx, permits);
        throw new Error("no");
      });
      await assert.rejects(failing, /no/);
      assert.deepEqual(await takeMany([database], 1), [1]);
    });

    it("comes last: nothing may be locked after it", async () => {
      const database = await makeDatabase();
      const work = database.transact(async (tx) => {
        await takeNumber(tx, permits);
        recordLock(tx, "register", ["unit", 1]);
      });
      await assert.rejects(work, /register unit\/1 comes too late/);
    });
  });

  describeServer((makeDatabase) => {
    it("stays free of gaps across processes", async () => {
      const first = await makeDatabase();
      const second = await makeDatabase(first.location);
      assert.deepEqual(ascending(await takeMany([first, second], 40)), upTo(40));
    });
  });
});
