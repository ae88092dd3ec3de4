import assert from "node:assert/strict";
import type { Database } from "#db/orm.ts";
import { describeDatabases } from "#test/database.ts";
import { buildAccount, type Refused, startApp, type TestApp, testPassword } from "#test/http.ts";

const minute = 60_000;

describe("logging in", () => {
  describeDatabases((makeDatabase) => {
    let database: Database;
    let app: TestApp;
    beforeEach(async () => {
      database = await makeDatabase();
      app = await startApp(database);
    });
    afterEach(() => app.close());

    const acts = async () =>
      (await database.read((read) => read.sql.selectFrom("auditEntry").select("act").orderBy("n").execute()))
        .map(({ act }) => act)
        .filter((act) => /^(session|password)\./.test(act));
    const attempt = (login: string, password: string) =>
      app.stranger().post<Refused>("/api/session", { body: { login, password } });

    it("opens a session that knows who the person is and what they may do", async () => {
      await buildAccount(database, { login: "window", role: "windowClerk", name: "王某" });
      const client = await app.login(" Window ");
      assert.equal(client.me?.name, "王某");
      assert.deepEqual(client.me?.permissions, ["inbox.use", "buildingTable.read"]);
      assert.deepEqual(
        client.me?.positions.map(({ roleName }) => roleName),
        ["窗口受理"],
      );
      const { status, body } = await client.get<{ csrf: string }>("/api/session");
      assert.equal(status, 200);
      assert.equal(body.csrf, client.csrf);
      assert.deepEqual(await acts(), ["session.opened"]);
    });

    it("hands out a cookie that scripts and other sites cannot use, and stores only the hash of its token", async () => {
      await buildAccount(database, { login: "window", role: "windowClerk" });
      const { headers } = await app
        .stranger()
        .post("/api/session", { body: { login: "window", password: testPassword } });
      const cookie = headers.get("set-cookie")!;
      assert.match(cookie, /^anju=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/);
      const token = /=([\w-]{43})/.exec(cookie)![1]!;
      const rows = await database.read((read) => read.sql.selectFrom("session").selectAll().execute());
      assert.ok(!JSON.stringify(rows).includes(token));
    });

    it("answers a wrong name and a wrong password alike, also when they are locked", async () => {
      await buildAccount(database, { login: "window", role: "windowClerk" });
      for (let n = 1; n <= 6; n += 1) {
        const [known, unknown] = [await attempt("window", "Wrong-2026-x"), await attempt("nobody", "Wrong-2026-x")];
        assert.deepEqual(known.body, unknown.body, `attempt ${n}`);
        assert.equal(known.status, n <= 5 ? 401 : 429);
      }
    });

    it("locks an account after five wrong passwords: the sixth is told how long, even with the right one", async () => {
      // given
      await buildAccount(database, { login: "window", role: "windowClerk" });
      for (let n = 1; n <= 5; n += 1) {
        const { status, body } = await attempt("window", "Wrong-2026-x");
        assert.deepEqual([status, body.code], [401, "LOGIN_FAILED"]);
      }
      // when
      const sixth = await attempt("window", testPassword);
      // then
      assert.equal(sixth.status, 429);
      assert.equal(sixth.body.message, "密码错误次数过多，登录已暂时锁定，请 10 分钟后再试。");
      assert.equal(sixth.body.retryAfter, 600);
      assert.equal(sixth.headers.get("retry-after"), "600");
      app.clock.forward(10 * minute);
      assert.equal((await attempt("window", testPassword)).status, 200);
      assert.deepEqual(await acts(), [...Array(5).fill("session.refused"), "session.opened"]);
    });

    it("counts a hundred attempts at once as a hundred", async () => {
      await buildAccount(database, { login: "window", role: "windowClerk" });
      const statuses = await Promise.all(
        Array.from({ length: 20 }, async () => (await attempt("window", "Wrong-2026-x")).status),
      );
      assert.equal(statuses.filter((status) => status === 401).length, 5);
      assert.equal(statuses.filter((status) => status === 429).length, 15);
    });

    it("starts afresh after a success", async () => {
      await buildAccount(database, { login: "window", role: "windowClerk" });
      for (let round = 1; round <= 2; round += 1) {
        for (let n = 1; n <= 4; n += 1) assert.equal((await attempt("window", "Wrong-2026-x")).status, 401);
        assert.equal((await attempt("window", testPassword)).status, 200);
      }
    });

    it("tells of a disabled account only who knows its password", async () => {
      const { accountId } = await buildAccount(database, { login: "window", role: "windowClerk" });
      await database.transact((tx) =>
        tx.sql.updateTable("account").set({ disabledAt: tx.now }).where("id", "=", accountId).execute(),
      );
      assert.equal((await attempt("window", "Wrong-2026-x")).body.code, "LOGIN_FAILED");
      assert.equal((await attempt("window", testPassword)).body.code, "ACCOUNT_DISABLED");
    });

    it("keeps one desk and one phone a person, also over several accounts", async () => {
      // given
      const { personId } = await buildAccount(database, { login: "window", role: "windowClerk" });
      await buildAccount(database, { login: "window-2", role: "windowClerk", samePersonAs: personId });
      const phone = app.stranger();
      await phone.post("/api/session", { body: { login: "window", password: testPassword, device: "phone" } });
      const desk = await app.login("window");
      // when
      const other = await app.login("window-2");
      // then
      assert.equal((await desk.get("/api/session")).status, 401);
      assert.equal((await phone.get("/api/session")).status, 200);
      assert.equal((await other.get("/api/session")).status, 200);
    });

    it("ends the session that this browser had, needs no token of it, and leaves other browsers alone", async () => {
      // given
      await buildAccount(database, { login: "window", role: "windowClerk" });
      await buildAccount(database, { login: "dev", role: "orgClerk" });
      const [client, elsewhere] = [await app.login("window"), await app.login("dev")];
      const { cookie } = client;
      client.csrf = "";
      // when
      const phone = { login: "dev", password: testPassword, device: "phone" };
      assert.equal((await client.post("/api/session", { body: phone })).status, 200);
      // then
      const before = app.stranger();
      before.cookie = cookie;
      assert.equal((await before.get("/api/session")).status, 401);
      assert.equal((await elsewhere.get("/api/session")).status, 200);
    });

    it("ends with the session that logs out, at once", async () => {
      await buildAccount(database, { login: "window", role: "windowClerk" });
      const client = await app.login("window");
      const { cookie } = client;
      assert.equal((await client.delete("/api/session")).status, 204);
      client.cookie = cookie;
      assert.equal((await client.get("/api/session")).status, 401);
      assert.deepEqual(await acts(), ["session.opened", "session.ended"]);
    });
  });
});
