import assert from "node:assert/strict";
import { describeDatabases, describeServer } from "#test/database.ts";
import { BLOCK, IdAllocator, IdsExhaustedError } from "./ids.ts";
import type { Tx } from "./transaction.ts";

const take = (count: number) => async (tx: Tx) => Array.from({ length: count }, () => tx.nextId());

describe("The allocator of keys", () => {
  it("fetches a block once for all who wait for it, and a further one before it runs dry", async () => {
    // given
    const fetched: number[] = [];
    let last = 0;
    const allocator = new IdAllocator(async (count) => {
      fetched.push(count);
      last += count;
      return last - count + 1;
    });
    // when
    await Promise.all([allocator.ensure(), allocator.ensure(), allocator.ensure()]);
    const first = Array.from({ length: 600 }, () => allocator.next());
    await allocator.ensure();
    const second = Array.from({ length: 600 }, () => allocator.next());
    // then
    assert.deepEqual(fetched, [BLOCK, BLOCK]);
    assert.deepEqual(
      [...first, ...second],
      Array.from({ length: 1200 }, (_, n) => n + 1),
    );
  });

  it("refuses a key where none was fetched", () => {
    assert.throws(() => new IdAllocator(async () => 1).next(), IdsExhaustedError);
  });

  it("tries again to fetch after a failure", async () => {
    let failures = 1;
    const allocator = new IdAllocator(async () => {
      if (failures-- > 0) throw new Error("no connection");
      return 1;
    });
    await assert.rejects(allocator.ensure(), /no connection/);
    await allocator.ensure();
    assert.equal(allocator.next(), 1);
  });

  describeDatabases((makeDatabase) => {
    it("gives every transaction keys of its own", async () => {
      const database = await makeDatabase();
      const keys = await Promise.all(Array.from({ length: 30 }, () => database.transact(take(100))));
      assert.equal(new Set(keys.flat()).size, 3000);
    });

    it("repeats a transaction that needs more keys than were at hand, with enough", async () => {
      const database = await makeDatabase();
      let attempts = 0;
      const keys = await database.transact(async (tx) => {
        attempts += 1;
        return take(5 * BLOCK)(tx);
      });
      assert.equal(new Set(keys).size, 5 * BLOCK);
      assert.ok(attempts > 1);
    });

    it("needs no repetition where the number of keys was announced", async () => {
      const database = await makeDatabase();
      let attempts = 0;
      const work = async (tx: Tx) => {
        attempts += 1;
        await take(20 * BLOCK)(tx);
      };
      await database.transact(work, { ids: 20 * BLOCK });
      assert.equal(attempts, 1);
    });
  });

  describeServer((makeDatabase) => {
    it("never gives the same key to two processes", async () => {
      const first = await makeDatabase();
      const second = await makeDatabase(first.location);
      const keys = await Promise.all(
        Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? first : second).transact(take(300))),
      );
      assert.equal(new Set(keys.flat()).size, 6000);
    });
  });
});
