import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { describeStorage } from "./contract.ts";
import { LocalStorage } from "./local.ts";
import { MemoryStorage } from "./memory.ts";
import type { Storage } from "./storage.ts";

const folders: string[] = [];
const folderOf = new WeakMap<Storage, string>();

function local(guard?: () => void): LocalStorage {
  const folder = mkdtempSync(join(tmpdir(), "anju-storage-"));
  folders.push(folder);
  const storage = new LocalStorage(folder, guard);
  folderOf.set(storage, folder);
  return storage;
}
function pathOf(storage: Storage, hash: string): string {
  return join(folderOf.get(storage)!, hash.slice(0, 2), hash.slice(2, 4), hash);
}

after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describeStorage("a folder of this machine", {
  make: local,
  async damage(storage, hash) {
    const path = pathOf(storage, hash);
    chmodSync(path, 0o600);
    writeFileSync(path, Buffer.alloc(statSync(path).size, 1));
  },
});

describeStorage("memory", {
  make: (guard) => new MemoryStorage(guard),
  async damage(storage, hash) {
    assert.ok(storage instanceof MemoryStorage);
    storage.files.get(hash)!.fill(1);
  },
});

describe("a storage folder", () => {
  it("leaves nothing half-written behind, neither after success nor after a broken upload", async () => {
    const storage = local();
    const broken = (async function* () {
      yield Buffer.from("half");
      throw new Error("gone");
    })();
    await storage.put(Buffer.from("whole"));
    await assert.rejects(storage.put(broken), /gone/);
    assert.deepEqual(readdirSync(join(folderOf.get(storage)!, "incoming")), []);
  });

  it("is readable by its owner only", async () => {
    const storage = local();
    const { hash } = await storage.put(Buffer.from("private"));
    assert.equal(statSync(pathOf(storage, hash)).mode & 0o077, 0);
  });

  it("replaces a copy that a crash of the disk has shortened", async () => {
    const storage = local();
    const { hash } = await storage.put(Buffer.from("whole"));
    writeFileSync(pathOf(storage, hash), "wh");
    await storage.put(Buffer.from("whole"));
    assert.equal((await buffer(await storage.open(hash, { verify: true }))).toString(), "whole");
  });

  it("sweeps uploads that a kill cut short, and only those that are old", async () => {
    const storage = local();
    const { hash } = await storage.put(Buffer.from("kept"));
    const incoming = join(folderOf.get(storage)!, "incoming");
    writeFileSync(join(incoming, "old"), "");
    writeFileSync(join(incoming, "young"), "");
    utimesSync(join(incoming, "old"), 1_000, 1_000);
    utimesSync(join(incoming, "young"), 3_000, 3_000);
    assert.equal(await storage.sweep(2_000_000), 1);
    assert.deepEqual(readdirSync(incoming), ["young"]);
    assert.equal(await storage.has(hash), true);
  });
});
