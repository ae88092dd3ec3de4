import assert from "node:assert/strict";
import { describeDatabases } from "#test/database.ts";
import { buildAccount, startApp, type TestApp } from "#test/http.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

describe("a session", () => {
  describeDatabases((makeDatabase, dialect) => {
    if (dialect !== "sqlite") return;
    let app: TestApp;
    beforeEach(async () => {
      app = await startApp(await makeDatabase());
      await buildAccount(app.database, { login: "window", role: "windowClerk" });
      await buildAccount(app.database, { login: "dev", role: "orgClerk" });
    });
    afterEach(() => app.close());

    const idle: [login: string, minutes: number, status: number, why: string][] = [
      ["window", 15, 200, "staff keep it over fifteen minutes"],
      ["window", 15 + 1 / 60_000, 401, "and lose it after fifteen"],
      ["dev", 30, 200, "others keep it over thirty"],
      ["dev", 30 + 1 / 60_000, 401, "and lose it after thirty"],
    ];
    for (const [login, minutes, status, why] of idle) {
      it(`ends when nobody is there: ${why}`, async () => {
        const client = await app.login(login);
        app.clock.forward(minutes * minute);
        assert.equal((await client.get("/api/session")).status, status);
      });
    }

    it("lives as long as somebody works, but never longer than twelve hours", async () => {
      const client = await app.login("window");
      for (let n = 0; n < 72; n += 1) {
        app.clock.forward(10 * minute);
        assert.equal((await client.get("/api/session")).status, 200, `after ${(n + 1) * 10} minutes`);
      }
      app.clock.forward(1);
      assert.equal((await client.get("/api/session")).status, 401);
    });

    it("is not kept alive by counts that a forgotten browser asks for", async () => {
      const client = await app.login("window");
      for (let n = 0; n < 3; n += 1) {
        app.clock.forward(5 * minute);
        assert.equal((await client.get("/api/inbox/counts")).status, 200);
      }
      app.clock.forward(1);
      assert.equal((await client.get("/api/inbox/counts")).status, 401);
    });

    it("loses its rights with the position, and ends with the account", async () => {
      const client = await app.login("dev");
      await app.database.transact((tx) => tx.sql.updateTable("position").set({ live: null, until: tx.now }).execute());
      assert.equal((await client.get("/api/drafts")).status, 403);
      await app.database.transact((tx) => tx.sql.updateTable("account").set({ disabledAt: tx.now }).execute());
      assert.equal((await client.get("/api/drafts")).status, 401);
    });

    it("answers nothing but itself while the password has to be changed", async () => {
      const client = await app.login("window");
      await app.database.transact((tx) => tx.sql.updateTable("account").set({ mustChangePassword: 1 }).execute());
      const refused = await client.get("/api/inbox/todo");
      assert.deepEqual([refused.status, refused.body.code], [403, "PASSWORD_CHANGE_REQUIRED"]);
      assert.equal((await client.get("/api/session")).status, 200);
    });

    it("asks staff for a new password after ninety days, and companies never", async () => {
      app.clock.forward(90 * day);
      assert.equal((await app.login("window")).me?.mustChangePassword, false);
      app.clock.forward(1);
      assert.equal((await app.login("window")).me?.mustChangePassword, true);
      assert.equal((await app.login("dev")).me?.mustChangePassword, false);
    });

    it("is refused for a token of another shape without looking it up", async () => {
      const client = app.stranger();
      for (const token of ["", "x", "a".repeat(43), "' or 1=1 --", "é".repeat(43)]) {
        client.cookie = `anju=${encodeURIComponent(token)}`;
        assert.equal((await client.get("/api/session")).status, 401, token);
      }
    });
  });
});
