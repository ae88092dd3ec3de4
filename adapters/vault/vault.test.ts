import assert from "node:assert/strict";
import fc from "fast-check";
import { normalise, type Purpose } from "./normalise.ts";
import { type KeyRing, SealBrokenError, Vault } from "./vault.ts";

const key = (fill: number) => Buffer.alloc(32, fill);
const ring = (...ids: number[]): KeyRing => ({
  newest: `k${ids.at(-1)}`,
  keys: new Map(ids.map((id) => [`k${id}`, key(id)])),
});
const vault = new Vault(ring(1), key(99));
const broken = (reason: SealBrokenError["reason"]) => (error: unknown) => {
  assert.ok(error instanceof SealBrokenError);
  assert.equal(error.reason, reason);
  return true;
};

describe("the vault", () => {
  it("gives back what was sealed, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        assert.equal(vault.decrypt("person.idNumber", vault.encrypt("person.idNumber", text)), text);
      }),
    );
  });

  it("writes version, key id, IV, tag and ciphertext, and none of the text", () => {
    const sealed = vault.encrypt("person.idNumber", "11010519491231002X");
    assert.match(sealed, /^v1\.k1\.[\w-]{16}\.[\w-]{22}\.[\w-]{24}$/);
  });

  it("seals the same text differently each time", () => {
    const seals = Array.from({ length: 100 }, () => vault.encrypt("person.phone", "13800000000"));
    assert.equal(new Set(seals).size, 100);
  });

  it("does not open a value that was moved to another column", () => {
    const sealed = vault.encrypt("person.phone", "13800000000");
    assert.throws(() => vault.decrypt("person.idNumber", sealed), broken("altered"));
  });

  it("does not open a value of which any character was changed", () => {
    const sealed = vault.encrypt("person.phone", "13800000000");
    for (let at = 6; at < sealed.length - 1; at += 1) {
      if (sealed[at] === ".") continue;
      // The last character of each part carries bits that are not used.
      if (sealed[at + 1] === ".") continue;
      const changed = sealed.slice(0, at) + (sealed[at] === "A" ? "B" : "A") + sealed.slice(at + 1);
      assert.throws(() => vault.decrypt("person.phone", changed), broken("altered"), `at ${at}`);
    }
  });

  for (const sealed of ["", "13800000000", "v2.k1.a.b.c", "v1.k1.AAAA.AAAA.AAAA"]) {
    it(`refuses ${JSON.stringify(sealed)}, which is no sealed value`, () => {
      assert.throws(() => vault.decrypt("person.phone", sealed), broken("format"));
    });
  }

  it("opens what older keys sealed, seals with the newest and says what should be sealed anew", () => {
    // given
    const old = vault.encrypt("person.phone", "13800000000");
    const rotated = new Vault(ring(1, 2), key(99));
    // when
    const fresh = rotated.encrypt("person.phone", rotated.decrypt("person.phone", old));
    // then
    assert.ok(fresh.startsWith("v1.k2."));
    assert.equal(rotated.needsRotation("person.phone", old), true);
    assert.equal(rotated.needsRotation("person.phone", fresh), false);
    assert.throws(() => vault.decrypt("person.phone", fresh), broken("unknownKey"));
  });

  it("does not accept another key under the same id", () => {
    const sealed = vault.encrypt("person.phone", "13800000000");
    const other = new Vault({ newest: "k1", keys: new Map([["k1", key(7)]]) }, key(99));
    assert.throws(() => other.decrypt("person.phone", sealed), broken("altered"));
  });

  it("refuses keys of another length and a ring without its newest key", () => {
    assert.throws(() => new Vault({ newest: "k1", keys: new Map([["k1", Buffer.alloc(16)]]) }, key(1)), RangeError);
    assert.throws(() => new Vault({ newest: "k2", keys: new Map([["k1", key(1)]]) }, key(1)), RangeError);
  });

  it("names the field and never the value in its errors", () => {
    assert.throws(
      () => vault.decrypt("person.phone", "13800000000"),
      (error) => error instanceof Error && error.message.includes("person.phone") && !error.message.includes("138"),
    );
  });
});

describe("the blind index", () => {
  const equal: [purpose: Purpose, a: string, b: string, why: string][] = [
    ["identityNumber", "11010519491231002x", "11010519491231002X", "capitals do not matter"],
    ["identityNumber", " 11010519491231002X ", "１１０１０５１９４９１２３１００２Ｘ", "nor do spaces and full width"],
    ["phone", "138 0000 0000", "138-0000-0000", "nor do separators"],
    ["bankAccount", "6222 0000 0000", "622200000000", "nor do groups of digits"],
  ];
  for (const [purpose, a, b, why] of equal) {
    it(`of ${a} and ${b} is the same: ${why}`, () => {
      assert.equal(vault.blindIndex(purpose, a), vault.blindIndex(purpose, b));
    });
  }

  it("differs by value, purpose and key, and stays the same when the vault's keys rotate", () => {
    const index = vault.blindIndex("phone", "13800000000");
    assert.match(index, /^[\w-]{43}$/);
    assert.notEqual(index, vault.blindIndex("phone", "13800000001"));
    assert.notEqual(index, vault.blindIndex("bankAccount", "13800000000"));
    assert.notEqual(index, new Vault(ring(1), key(98)).blindIndex("phone", "13800000000"));
    assert.equal(index, new Vault(ring(1, 2), key(99)).blindIndex("phone", "13800000000"));
  });

  it("keeps letters and digits of a number as they are", () => {
    assert.equal(normalise("identityNumber", "H-1234567"), "H-1234567");
  });
});
