import assert from "node:assert/strict";
import { describeDatabases } from "#test/database.ts";
import { buildAccount, type Client, startApp, type TestApp, testPassword } from "#test/http.ts";

describe("changing one's password", () => {
  describeDatabases((makeDatabase) => {
    let app: TestApp;
    let client: Client;
    beforeEach(async () => {
      app = await startApp(await makeDatabase());
      await buildAccount(app.database, { login: "window", role: "windowClerk", name: "王某某" });
      client = await app.login("window");
    });
    afterEach(() => app.close());
    const change = (current: string, next: string) => client.post("/api/session/password", { body: { current, next } });

    it("lets in with the new one only, ends the other sessions and keeps this one", async () => {
      const phone = app.stranger();
      await phone.post("/api/session", { body: { login: "window", password: testPassword, device: "phone" } });
      assert.equal((await change(testPassword, "Fresh-2026-anju")).status, 204);
      assert.equal((await client.get("/api/session")).status, 200);
      assert.equal((await phone.get("/api/session")).status, 401);
      await assert.rejects(app.login("window", testPassword));
      await app.login("window", "Fresh-2026-anju");
    });

    it("tells everything that is wrong with the new one at once", async () => {
      const { status, body } = await change(testPassword, "window");
      assert.equal(status, 422);
      assert.deepEqual(
        body.problems.map(({ code, field }) => [code, field]),
        [
          ["PASSWORD_TOO_SHORT", "next"],
          ["PASSWORD_TOO_SIMPLE", "next"],
          ["PASSWORD_CONTAINS_ACCOUNT", "next"],
        ],
      );
    });

    it("refuses the last five, and takes the sixth last", async () => {
      const passwords = ["A", "B", "C", "D", "E"].map((letter) => `${letter}-2026-anju`);
      let current = testPassword;
      for (const next of passwords) {
        assert.equal((await change(current, next)).status, 204);
        app.clock.forward(1000);
        current = next;
      }
      assert.deepEqual(
        (await change(current, "A-2026-anju")).body.problems.map(({ code }) => code),
        ["PASSWORD_REUSED"],
      );
      assert.equal((await change(current, testPassword)).status, 204);
    });

    it("is no place to guess the old one: five wrong ones lock the account", async () => {
      for (let n = 1; n <= 5; n += 1)
        assert.equal((await change("Wrong-2026-x", "Fresh-2026-anju")).body.code, "PASSWORD_WRONG");
      assert.equal((await change(testPassword, "Fresh-2026-anju")).body.code, "LOGIN_BLOCKED");
      await assert.rejects(app.login("window"), /LOGIN_BLOCKED/);
    });
  });
});
