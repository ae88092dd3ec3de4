import assert from "node:assert/strict";
import { buffer } from "node:stream/consumers";
import { BusinessError } from "#domain/errors.ts";
import { FileDamagedError, FileMissingError, type Guard, type Storage } from "./storage.ts";

/** sha-256 of "安居", computed by coreutils. */
const anju = {
  bytes: Buffer.from("安居"),
  hash: "61b4a2aa5a538fedea3e70c31a47da07fc09b86dc3a53968a88c7bc3af757b7f",
};

export interface StorageUnderTest {
  make(guard?: Guard): Storage;
  /** Changes the stored bytes of a hash behind the adapter's back, keeping their length. */
  damage(storage: Storage, hash: string): Promise<void>;
}

/** What every storage adapter promises; each runs it. */
export function describeStorage(name: string, { make, damage }: StorageUnderTest): void {
  describe(`storage: ${name}`, () => {
    it("names content by its sha-256 and gives the same bytes back", async () => {
      const storage = make();
      assert.deepEqual(await storage.put(anju.bytes), { hash: anju.hash, size: 6 });
      assert.deepEqual(await buffer(await storage.open(anju.hash)), anju.bytes);
      assert.deepEqual(await buffer(await storage.open(anju.hash, { verify: true })), anju.bytes);
    });

    it("takes a stream in pieces and finds it under the hash of the whole", async () => {
      const storage = make();
      const pieces = (async function* () {
        yield anju.bytes.subarray(0, 2);
        yield anju.bytes.subarray(2, 2);
        yield anju.bytes.subarray(2);
      })();
      assert.deepEqual(await storage.put(pieces), { hash: anju.hash, size: 6 });
    });

    it("keeps equal content once and answers the same for it, also when stored twice at once", async () => {
      const storage = make();
      const answers = await Promise.all([storage.put(anju.bytes), storage.put(anju.bytes), storage.put(anju.bytes)]);
      assert.deepEqual(new Set(answers.map(({ hash }) => hash)), new Set([anju.hash]));
      assert.deepEqual(await buffer(await storage.open(anju.hash, { verify: true })), anju.bytes);
    });

    it("stores empty content", async () => {
      const storage = make();
      const { hash, size } = await storage.put(new Uint8Array());
      assert.equal(size, 0);
      assert.deepEqual(await buffer(await storage.open(hash, { verify: true })), Buffer.alloc(0));
    });

    it("says whether it has a file", async () => {
      const storage = make();
      assert.equal(await storage.has(anju.hash), false);
      await storage.put(anju.bytes);
      assert.equal(await storage.has(anju.hash), true);
    });

    it("says which file is missing", async () => {
      await assert.rejects(make().open(anju.hash), (error) => {
        assert.ok(error instanceof FileMissingError);
        assert.equal(error.hash, anju.hash);
        return true;
      });
    });

    it("keeps nothing of content beyond its cap and says so to the person", async () => {
      const storage = make();
      await assert.rejects(storage.put(anju.bytes, { maxBytes: 5 }), (error) => {
        assert.ok(error instanceof BusinessError);
        assert.equal(error.code, "FILE_TOO_LARGE");
        assert.equal(error.status, 413);
        return true;
      });
      assert.equal(await storage.has(anju.hash), false);
      assert.equal((await storage.put(anju.bytes, { maxBytes: 6 })).size, 6);
    });

    it("keeps nothing of an upload that breaks off, and passes its error on", async () => {
      const storage = make();
      const broken = (async function* () {
        yield anju.bytes;
        throw new Error("the browser left");
      })();
      await assert.rejects(storage.put(broken), /the browser left/);
      assert.equal(await storage.has(anju.hash), false);
    });

    it("hands out nothing of a damaged file when asked to verify", async () => {
      const storage = make();
      await storage.put(anju.bytes);
      await damage(storage, anju.hash);
      await assert.rejects(storage.open(anju.hash, { verify: true }), FileDamagedError);
    });

    for (const name of ["../../etc/passwd", "", "..", anju.hash.toUpperCase(), `${anju.hash}/..`, `${anju.hash}\n`]) {
      it(`refuses the name ${JSON.stringify(name)}, which is no hash`, async () => {
        const storage = make();
        await assert.rejects(storage.open(name), RangeError);
        await assert.rejects(storage.has(name), RangeError);
      });
    }

    it("asks its guard before anything else in every method", async () => {
      const storage = make(() => {
        throw new Error("inside a transaction");
      });
      await assert.rejects(storage.put(anju.bytes), /inside a transaction/);
      await assert.rejects(storage.open("no hash"), /inside a transaction/);
      await assert.rejects(storage.has("no hash"), /inside a transaction/);
    });
  });
}
