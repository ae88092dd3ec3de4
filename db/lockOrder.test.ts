import assert from "node:assert/strict";
import { type LockKey, type LockKind, LockOrder, LockOrderError } from "./lockOrder.ts";

const rows: [first: [LockKind, LockKey], second: [LockKind, LockKey], allowed: boolean, why: string][] = [
  [["instance", "9"], ["case", 1], true, "the case follows its instance"],
  [["case", 1], ["instance", "9"], false, "the instance comes first"],
  [["instance", "9"], ["instance", "10"], true, "engine keys ascend by value, not by text"],
  [["instance", "10"], ["instance", "9"], false, "engine keys ascend by value, not by text"],
  [["case", 2], ["case", 1], false, "cases ascend by id"],
  [["case", 5], ["task", 1], true, "tasks follow the case"],
  [["task", 2], ["task", 10], true, "tasks ascend by id"],
  [["task", 10], ["task", 2], false, "tasks ascend by id"],
  [["task", 10], ["register", ["building", 1]], true, "registers follow tasks"],
  [["register", ["building", 9]], ["register", ["unit", 1]], true, "registers go by table, then by id"],
  [["register", ["unit", 1]], ["register", ["building", 9]], false, "registers go by table, then by id"],
  [["register", ["unit", 9]], ["register", ["unit", 10]], true, "ids of a register ascend by value"],
  [["register", ["unit", 10]], ["register", ["unit", 9]], false, "ids of a register ascend by value"],
  [["register", ["unit", 10]], ["sequence", ["宗号", "430523", 2026]], true, "sequences come last"],
  [["sequence", ["宗号", "430523", 2026]], ["register", ["unit", 10]], false, "sequences come last"],
  [["sequence", ["a", "430523", 2026]], ["sequence", ["b", "430523", 2026]], true, "sequences ascend too"],
  [["sequence", ["a", "430523", 2027]], ["sequence", ["a", "430523", 2026]], false, "sequences ascend too"],
];

describe("The lock order", () => {
  for (const [first, second, allowed, why] of rows) {
    it(`${allowed ? "allows" : "refuses"} ${second.join(" ")} after ${first.join(" ")}: ${why}`, () => {
      const locks = new LockOrder();
      locks.take(...first);
      if (allowed) assert.equal(locks.take(...second), true);
      else assert.throws(() => locks.take(...second), LockOrderError);
    });
  }

  it("answers false to a lock that is held already, even after a later one", () => {
    const locks = new LockOrder();
    locks.take("case", 1);
    locks.take("task", 7);
    assert.equal(locks.take("case", 1), false);
  });

  it("counts a row that the transaction created as held, outside the order", () => {
    const locks = new LockOrder();
    locks.take("task", 7);
    locks.created("case", 1);
    assert.equal(locks.take("case", 1), false);
    assert.equal(locks.take("task", 8), true);
    assert.deepEqual(locks.describe(), ["task 7", "case 1 (created)", "task 8"]);
  });

  it("records nothing of a lock that it refused", () => {
    const locks = new LockOrder();
    locks.take("task", 7);
    assert.throws(() => locks.take("case", 1), /case 1 comes too late.*task 7/);
    assert.equal(locks.holds("case", 1), false);
  });
});
