import assert from "node:assert/strict";
import { sign, verify } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Vault } from "#adapters/vault/vault.ts";
import { loadKeys, renewKey } from "./keyFile.ts";
import { newKeyFile, readKeys } from "./keys.ts";

const root = mkdtempSync(join(tmpdir(), "anju-keys-"));
let count = 0;
const freshFolder = () => join(root, String(++count), "keys");

after(() => rmSync(root, { recursive: true }));

describe("the key file", () => {
  it("is created for a new installation, for its owner's eyes only", async () => {
    const folder = freshFolder();
    await loadKeys({ folder });
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    assert.equal(statSync(join(folder, "anju.json")).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder), ["anju.json"]);
  });

  it("gives the same keys at every start, and other keys to every installation", async () => {
    const folder = freshFolder();
    const first = await loadKeys({ folder });
    const second = await loadKeys({ folder });
    const stranger = await loadKeys({ folder: freshFolder() });
    assert.deepEqual(first.blindIndex, second.blindIndex);
    assert.deepEqual(first.vault, second.vault);
    assert.notDeepEqual(first.blindIndex, stranger.blindIndex);
    assert.notDeepEqual(first.vault.keys.get("k1"), first.session.keys.get("k1"));
  });

  it("is created once by processes that start together", async () => {
    const folder = freshFolder();
    const all = await Promise.all(Array.from({ length: 8 }, () => loadKeys({ folder })));
    assert.equal(new Set(all.map((keys) => keys.blindIndex.toString("hex"))).size, 1);
    assert.deepEqual(readdirSync(folder), ["anju.json"]);
  });

  for (const mode of [0o644, 0o640, 0o604, 0o622]) {
    it(`is refused with mode ${mode.toString(8)}`, async () => {
      const folder = freshFolder();
      await loadKeys({ folder });
      chmodSync(join(folder, "anju.json"), mode);
      await assert.rejects(loadKeys({ folder }), /可被其他用户访问/);
    });
  }

  it("gives way to the environment, and then nothing is written", async () => {
    const folder = freshFolder();
    const file = newKeyFile();
    const keys = await loadKeys({ folder, environment: { ANJU_KEYS: JSON.stringify(file) } });
    assert.equal(keys.blindIndex.toString("base64"), file.blindIndex);
    assert.throws(() => statSync(folder), { code: "ENOENT" });
  });

  it("is used where the environment is empty", async () => {
    const folder = freshFolder();
    await loadKeys({ folder, environment: { ANJU_KEYS: "" } });
    assert.ok(statSync(join(folder, "anju.json")).isFile());
  });

  it("signs with the audit key what its public key verifies", async () => {
    const { audit } = await loadKeys({ folder: freshFolder() });
    const signature = sign(null, Buffer.from("anchor"), audit.privateKey);
    assert.ok(verify(null, Buffer.from("anchor"), audit.publicKeys.get(audit.newest)!, signature));
  });
});

describe("renewing keys", () => {
  it("opens what the old key sealed and seals with the new one", async () => {
    // given
    const folder = freshFolder();
    const before = await loadKeys({ folder });
    const sealed = new Vault(before.vault, before.blindIndex).encrypt("person.phone", "13800000000");
    // when
    await renewKey(folder, "vault");
    // then
    const after = await loadKeys({ folder });
    const vault = new Vault(after.vault, after.blindIndex);
    assert.equal(vault.decrypt("person.phone", sealed), "13800000000");
    assert.ok(vault.encrypt("person.phone", "13800000000").startsWith("v1.k2."));
    assert.equal(statSync(join(folder, "anju.json")).mode & 0o777, 0o600);
  });

  it("verifies what the old audit key signed, and counts on beyond nine", async () => {
    const folder = freshFolder();
    const before = await loadKeys({ folder });
    const signature = sign(null, Buffer.from("anchor"), before.audit.privateKey);
    for (let time = 0; time < 10; time += 1) await renewKey(folder, "audit");
    const { audit } = await loadKeys({ folder });
    assert.equal(audit.newest, "k11");
    assert.ok(verify(null, Buffer.from("anchor"), audit.publicKeys.get("k1")!, signature));
  });
});

describe("a faulty key file", () => {
  const good = newKeyFile();
  const rows: [why: string, text: string, message: RegExp][] = [
    ["no JSON", "{secret", /不是有效的 JSON/],
    ["a short key", JSON.stringify({ ...good, blindIndex: "AAAA" }), /blindIndex.*32 字节/],
    ["an empty ring", JSON.stringify({ ...good, vault: {} }), /vault.*至少/],
    ["an unknown id", JSON.stringify({ ...good, vault: { new: good.blindIndex } }), /vault/],
    ["a missing part", JSON.stringify({ ...good, session: undefined }), /session/],
    [
      "a signing key of another kind",
      JSON.stringify({ ...good, audit: { k1: good.blindIndex } }),
      /audit\.k1.*ed25519/,
    ],
  ];
  for (const [why, text, message] of rows) {
    it(`with ${why} is refused with its place, and no key is quoted`, () => {
      assert.throws(
        () => readKeys(text, "测试"),
        (error) =>
          error instanceof Error &&
          message.test(error.message) &&
          !error.message.includes("secret") &&
          !error.message.includes(good.blindIndex),
      );
    });
  }

  it("on disk stops the start and is left as it is", async () => {
    const folder = freshFolder();
    await loadKeys({ folder });
    const path = join(folder, "anju.json");
    writeFileSync(path, "{}");
    await assert.rejects(loadKeys({ folder }), /格式有误/);
    assert.equal(readFileSync(path, "utf8"), "{}");
  });
});
