import assert from "node:assert/strict";
import { guardPort, InsideTransactionError, insideTransaction, outsideTransaction, runInside } from "./inside.ts";

class Storage {
  readonly #files: string[] = [];
  async put(file: string): Promise<number> {
    return this.#files.push(file);
  }
}

describe("The mark of being inside a transaction", () => {
  it("lets a guarded port be used outside", async () => {
    assert.equal(await guardPort("storage", new Storage()).put("a"), 1);
  });

  it("makes every method of a guarded port throw inside, however deep the call is", async () => {
    const storage = guardPort("storage", new Storage());
    const deep = async () => {
      await Promise.resolve();
      return storage.put("a");
    };
    await assert.rejects(runInside("decide", deep), (error: Error) => {
      assert.ok(error instanceof InsideTransactionError);
      assert.match(error.message, /storage\.put.*decide/);
      return true;
    });
  });

  it("ends with the transaction, also for what was started inside and runs on", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let later: Promise<boolean> | undefined;
    await runInside("decide", async () => {
      assert.equal(insideTransaction(), true);
      later = promise.then(() => insideTransaction());
    });
    resolve();
    assert.equal(await later, false);
    assert.doesNotThrow(() => outsideTransaction("clock"));
  });

  it("ends when the transaction fails", async () => {
    await assert.rejects(
      runInside("decide", () => Promise.reject(new Error("no"))),
      /no/,
    );
    assert.equal(insideTransaction(), false);
  });
});
