import assert from "node:assert/strict";
import {
  defaultCost,
  hashPassword,
  maxPasswordLength,
  needsRehash,
  type PasswordCost,
  verifyNobody,
  verifyPassword,
} from "./passwords.ts";
import { newPasswordProblems, passwordProblems } from "./rules.ts";

/** As cheap as argon2 allows, for tests that make many hashes. */
const cheap: PasswordCost = { memory: 8, passes: 1, parallelism: 1 };
const password = "Anju-2026-好";

describe("a password hash", () => {
  it("is argon2id at OWASP's cost with a salt of its own, and holds nothing of the password", async () => {
    const [first, second] = [await hashPassword(password), await hashPassword(password)];
    assert.match(first, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    assert.notEqual(first, second);
    assert.equal(await verifyPassword(password, first), true);
  });

  it("verifies the password and nothing near it", async () => {
    const hash = await hashPassword(password, cheap);
    assert.equal(await verifyPassword(password, hash), true);
    for (const wrong of ["", "anju-2026-好", `${password} `, password.slice(1), "x".repeat(10_000)]) {
      assert.equal(await verifyPassword(wrong, hash), false, wrong.slice(0, 20));
    }
  });

  it("agrees with the reference implementation", async () => {
    // argon2 command line: echo -n "password" | argon2 somesalt -id -t 2 -k 256 -p 1 -l 32 (test vector of phc-winner-argon2)
    const hash = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
    assert.equal(await verifyPassword("password", hash), true);
    assert.equal(await verifyPassword("differentpassword", hash), false);
  });

  it("takes full-width and composed spellings for the same password", async () => {
    const hash = await hashPassword("Ａé-2026-anju", cheap);
    assert.equal(await verifyPassword("Ae\u0301-2026-anju", hash), true);
  });

  it("is due for a new one when the cost has changed", async () => {
    assert.equal(needsRehash(await hashPassword(password, cheap)), true);
    assert.equal(needsRehash(await hashPassword(password, cheap), cheap), false);
    assert.equal(needsRehash(await hashPassword(password)), false);
    assert.equal(needsRehash(await hashPassword(password), { ...defaultCost, passes: 3 }), true);
  });

  for (const hash of ["", "plain", "$argon2i$v=19$m=8,t=1,p=1$c29tc2FsdA$c29tc2FsdHNvbWVzYWx0", "$2b$10$abc"]) {
    it(`${JSON.stringify(hash)} is a defect, not a wrong password`, async () => {
      await assert.rejects(verifyPassword(password, hash), RangeError);
    });
  }

  it("is not made of endless input", async () => {
    await assert.rejects(hashPassword("x".repeat(maxPasswordLength + 1), cheap), RangeError);
  });

  it("of nobody is never right, whatever comes in", async () => {
    assert.equal(await verifyNobody(password), false);
    assert.equal(await verifyNobody("x".repeat(100_000)), false);
  });
});

describe("the rules for a new password (SEC-01)", () => {
  const owner = { accountName: "zhangsan", personName: "张三" };
  const rows: [password: string, codes: string[], why: string][] = [
    ["Abcdefg-12", [], "ten characters of four classes"],
    ["Abcdefg12x", [], "three classes are enough"],
    ["Abcdefg-1", ["PASSWORD_TOO_SHORT"], "nine characters"],
    ["abcdefg123", ["PASSWORD_TOO_SIMPLE"], "two classes"],
    ["安居乐业安居乐业Aa", [], "Han characters are other characters"],
    ["X-ZhangSan-1", ["PASSWORD_CONTAINS_ACCOUNT"], "the account in other case"],
    ["Ｘ-ｚｈａｎｇｓａｎ-1", ["PASSWORD_CONTAINS_ACCOUNT"], "the account in full width"],
    ["Abcdefg张三1", ["PASSWORD_CONTAINS_NAME"], "the person's name"],
    ["zhangsan", ["PASSWORD_TOO_SHORT", "PASSWORD_TOO_SIMPLE", "PASSWORD_CONTAINS_ACCOUNT"], "all problems at once"],
    ["", ["PASSWORD_TOO_SHORT", "PASSWORD_TOO_SIMPLE"], "nothing"],
    [`Aa1${"x".repeat(126)}`, ["PASSWORD_TOO_LONG"], "129 characters"],
  ];
  for (const [candidate, codes, why] of rows) {
    it(`find ${codes.join(", ") || "nothing"} in ${JSON.stringify(candidate.slice(0, 20))}: ${why}`, () => {
      const problems = passwordProblems(candidate, owner);
      assert.deepEqual(
        problems.map(({ code }) => code),
        codes,
      );
      for (const { message } of problems) assert.match(message, /。$/);
    });
  }

  it("never quote the password", () => {
    assert.ok(!JSON.stringify(passwordProblems("zhangsan", owner)).includes("zhangsan"));
  });

  it("refuse the last five passwords and allow the sixth", async () => {
    const earlier = await Promise.all(
      ["A", "B", "C", "D", "E", "F"].map((one) => hashPassword(`${one}-2026-anju`, cheap)),
    );
    const codes = async (candidate: string) =>
      (await newPasswordProblems(candidate, owner, earlier)).map(({ code }) => code);
    assert.deepEqual(await codes("A-2026-anju"), ["PASSWORD_REUSED"]);
    assert.deepEqual(await codes("E-2026-anju"), ["PASSWORD_REUSED"]);
    assert.deepEqual(await codes("F-2026-anju"), []);
    assert.deepEqual(await codes("G-2026-anju"), []);
  });
});
