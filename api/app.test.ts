import assert from "node:assert/strict";
import { once } from "node:events";
import { request } from "node:http";
import { z } from "zod";
import { BusinessError, TryAgainError } from "#domain/errors.ts";
import { describeDatabases } from "#test/database.ts";
import { buildAccount, type Client, type Refused, startApp, type TestApp } from "#test/http.ts";
import { fillPath } from "./platform/paths.ts";
import { nothing, type Route, RouteFaultError, route, upload } from "./platform/route.ts";
import { routes } from "./routes.ts";

const personal = { name: "欧阳标记", phone: "13812345678", idNumber: "11010519491231002X" };
const fail = (path: string, error: () => unknown): Route =>
  route({
    method: "GET",
    path,
    permission: "public",
    answer: nothing,
    handler: async () => {
      throw error();
    },
  });

/** Routes that fail in every way there is, and one that takes whatever comes. */
const trying: Route[] = [
  ...routes,
  fail(
    "/api/try/business",
    () =>
      new BusinessError("TASK_TAKEN", "该任务已由他人办理。", { problems: [{ code: "A", message: "甲。", row: 3 }] }),
  ),
  fail("/api/try/again", () => new TryAgainError("系统繁忙，请稍后再试。")),
  fail("/api/try/defect", () => new TypeError(`cannot file ${personal.name} ${personal.phone} ${personal.idNumber}`)),
  fail("/api/try/driver", () =>
    Object.assign(new Error(`insert into person values ('${personal.name}')`), { code: "ER_DUP_ENTRY" }),
  ),
  fail("/api/try/thrown", () => personal),
  route({
    method: "POST",
    path: "/api/try/form",
    permission: "session",
    body: z.object({ name: z.string().min(2), floors: z.number().int() }),
    answer: z.object({ name: z.string() }),
    handler: async (_ctx, _actor, { body }) => ({ ...body, secret: 1 }),
  }),
  route({
    method: "POST",
    path: "/api/try/file",
    permission: "session",
    body: upload,
    answer: z.object({ name: z.string(), size: z.number() }),
    handler: async (_ctx, _actor, { body }) => ({ name: body.name, size: body.bytes.length }),
  }),
];

describe("the api", () => {
  describeDatabases((makeDatabase, dialect) => {
    let app: TestApp;
    let clerk: Client;
    let dev: Client;
    before(async () => {
      app = await startApp(await makeDatabase(), { routes: trying });
      await buildAccount(app.database, { login: "window", role: "windowClerk" });
      await buildAccount(app.database, { login: "dev", role: "orgClerk" });
      [clerk, dev] = [await app.login("window"), await app.login("dev")];
    });
    after(() => app.close());

    it("is alive and ready without a session, and says nothing else", async () => {
      const stranger = app.stranger();
      assert.deepEqual((await stranger.get<object>("/healthz")).body, { status: "ok" });
      assert.equal((await stranger.get<{ status: string }>("/readyz")).body.status, "ready");
    });

    if (dialect !== "sqlite") return;

    describe("refuses a write", () => {
      const write = (headers: Record<string, string>) =>
        clerk.post("/api/try/form", { body: { name: "甲乙", floors: 3 }, headers });
      const own = () => new URL(app.url).host;
      const rows: [why: string, headers: () => Record<string, string>, status: number, code: string | undefined][] = [
        ["without its session's token", () => ({ "x-csrf-token": "" }), 403, "CSRF_TOKEN_INVALID"],
        ["with the token of another session", () => ({ "x-csrf-token": dev.csrf }), 403, "CSRF_TOKEN_INVALID"],
        ["from another site", () => ({ origin: "https://evil.example" }), 403, "ORIGIN_REFUSED"],
        ["from another port of this machine", () => ({ origin: "http://127.0.0.1:1" }), 403, "ORIGIN_REFUSED"],
        ["from a sandboxed page", () => ({ origin: "null" }), 403, "ORIGIN_REFUSED"],
        ["that a browser calls cross-site", () => ({ "sec-fetch-site": "cross-site" }), 403, "ORIGIN_REFUSED"],
        ["that a browser calls same-site only", () => ({ "sec-fetch-site": "same-site" }), 403, "ORIGIN_REFUSED"],
        ["of another type than JSON", () => ({ "content-type": "text/plain" }), 400, "BODY_NOT_JSON"],
      ];
      for (const [why, headers, status, code] of rows) {
        it(`${why} (${code})`, async () => {
          const answer = await write(headers());
          assert.deepEqual([answer.status, answer.body.code], [status, code]);
        });
      }
      it("but not one from our own page", async () => {
        const answer = await write({ origin: `http://${own()}`, "sec-fetch-site": "same-origin" });
        assert.equal(answer.status, 200);
      });
      it("that would log somebody in from another site", async () => {
        const body = { login: "window", password: "x" };
        const answer = await app.stranger().post("/api/session", { body, headers: { origin: "https://evil.example" } });
        assert.equal(answer.body.code, "ORIGIN_REFUSED");
      });
    });

    it("answers bad input with all that is wrong and where", async () => {
      const { status, body } = await clerk.post("/api/try/form", { body: { name: "甲", floors: 1.5 } });
      assert.equal(status, 422);
      assert.equal(body.code, "INVALID_INPUT");
      assert.deepEqual(
        body.problems.map(({ field }) => field),
        ["name", "floors"],
      );
      for (const { message } of body.problems as unknown as { message: string }[])
        assert.match(message, /\p{Script=Han}.*。$/u);
    });

    it("lets nothing out that the contract does not name", async () => {
      const { body } = await clerk.post<object>("/api/try/form", { body: { name: "甲乙", floors: 3 } });
      assert.deepEqual(body, { name: "甲乙" });
    });

    it("refuses what is no JSON without quoting it", async () => {
      const answer = await clerk.send<Refused>("POST", "/api/try/form", {
        body: new TextEncoder().encode(`{"name": ${personal.name}`),
        headers: { "content-type": "application/json" },
      });
      assert.deepEqual([answer.status, answer.body.code], [400, "BODY_NOT_JSON"]);
      assert.ok(!JSON.stringify(answer.body).includes(personal.name));
    });

    it("tells a business error with its code, sentence and places", async () => {
      const { status, body } = await clerk.get<object>("/api/try/business");
      assert.equal(status, 409);
      assert.deepEqual(body, {
        code: "TASK_TAKEN",
        message: "该任务已由他人办理。",
        problems: [{ code: "A", message: "甲。", row: 3 }],
      });
    });

    it("asks to try again with 503", async () => {
      const { status, body, headers } = await clerk.get("/api/try/again");
      assert.deepEqual([status, body.code, headers.get("retry-after")], [503, "TRY_AGAIN", "2"]);
    });

    for (const what of ["defect", "driver", "thrown"]) {
      it(`tells nothing of a ${what}: not in the answer, not in the log but for where it was`, async () => {
        app.logged.length = 0;
        const { status, body, headers } = await clerk.get(`/api/try/${what}`);
        assert.deepEqual([status, body.code], [500, "INTERNAL"]);
        assert.ok(body.message.includes(headers.get("x-request-id")!));
        const told = JSON.stringify(body) + app.logged.join("");
        for (const secret of Object.values(personal)) assert.ok(!told.includes(secret), told);
        assert.match(app.logged.join(""), what === "thrown" ? /request failed/ : /app\.test\.ts:\d+/);
      });
    }

    it("logs a request by its route, never by its path", async () => {
      app.logged.length = 0;
      await app.stranger().get(`/api/public/verify/${"ab".repeat(16)}?q=13812345678`);
      const line = app.logged.join("");
      assert.match(line, /"route":"GET \/api\/public\/verify\/:token"/);
      assert.ok(!line.includes("abab") && !line.includes("138"), line);
    });

    it("does not know a path without a route, nor a method", async () => {
      const [path, method] = [await clerk.get("/api/nothing/here"), await clerk.put("/api/matters", { body: {} })];
      assert.deepEqual([path.status, path.body.code], [404, "NOT_FOUND"]);
      assert.deepEqual([method.status, method.headers.get("allow")], [405, "HEAD, GET"]);
    });

    for (const forged of ["0", "-1", "1e3", "01", "9007199254740993", "1;drop", "%00", "999999999"]) {
      it(`answers a forged key ${forged} like one that does not exist`, async () => {
        for (const path of [`/api/cases/${forged}`, `/api/cases/1/files/${forged}`]) {
          assert.equal((await clerk.get(path)).status, 404, path);
        }
        const claim = { requestId: "0123456789abcdef", version: 1 };
        assert.equal((await clerk.post(`/api/tasks/${forged}/claim`, { body: claim })).status, 404);
      });
    }

    it("asks a stranger to log in on every route that is not public", async () => {
      for (const { method, path, permission } of routes) {
        if (permission === "public") continue;
        const { status } = await app.stranger().send(method, fillPath(path), method === "GET" ? {} : { body: {} });
        assert.equal(status, 401, `${method} ${path}`);
      }
    });

    it("refuses a person without the permission before it looks at anything", async () => {
      const answer = await dev.post("/api/tasks/1/claim", { body: {} });
      assert.deepEqual([answer.status, answer.body.code], [403, "FORBIDDEN"]);
    });

    describe("an upload", () => {
      it("comes with its Chinese name, without folders or marks that reverse it", async () => {
        const { body } = await clerk.upload<object>(
          "/api/try/file",
          "C:\\文件\\测绘\u202e成果.xlsx",
          new Uint8Array(3),
        );
        assert.deepEqual(body, { name: "测绘成果.xlsx", size: 3 });
      });

      it("of exactly 20 MB is taken, one byte more is not", async () => {
        const limit = 20 * 1024 * 1024;
        assert.equal((await clerk.upload("/api/try/file", "a.pdf", new Uint8Array(limit))).status, 200);
        const { status, body } = await clerk.upload("/api/try/file", "a.pdf", new Uint8Array(limit + 1));
        assert.deepEqual([status, body.code], [413, "FILE_TOO_LARGE"]);
        assert.equal(body.message, "文件超过 20 MB 的大小上限，请压缩或拆分后重新上传。");
      });

      it("of 30 MB is refused before it is sent", async () => {
        assert.equal(await statusOfHeadOnly({ "content-length": String(30 * 1024 * 1024) }), 413);
      });

      it("of unknown length is refused as soon as it is too long", async () => {
        assert.equal(await statusOfHeadOnly({ "transfer-encoding": "chunked" }, 21), 413);
      });

      /** Sends the head and `megabytes` of the body, never its end, and answers the status that comes back. */
      async function statusOfHeadOnly(headers: Record<string, string>, megabytes = 0): Promise<number | undefined> {
        const own = { cookie: clerk.cookie, "x-csrf-token": clerk.csrf, "x-file-name": "a.pdf" };
        const sent = request(`${app.url}/api/try/file`, { method: "POST", headers: { ...own, ...headers } });
        sent.flushHeaders();
        for (let n = 0; n < megabytes; n += 1) sent.write(Buffer.alloc(1024 * 1024));
        const [response] = await once(sent, "response");
        sent.destroy();
        return response.statusCode;
      }
    });

    it("carries its security headers on pages, answers and refusals", async () => {
      for (const path of ["/", "/api/session", "/api/nothing", "/public/verify/x"]) {
        const { headers } = await clerk.get(path);
        const policy = headers.get("content-security-policy")!;
        assert.match(policy, /default-src 'none'; script-src 'self';/, path);
        assert.match(policy, /frame-ancestors 'none'/);
        assert.ok(!policy.includes("unsafe-eval"));
        assert.equal(headers.get("x-content-type-options"), "nosniff");
        assert.equal(headers.get("referrer-policy"), "no-referrer");
        assert.equal(headers.get("strict-transport-security"), null);
        assert.ok(!headers.has("x-powered-by"));
      }
      for (const path of ["/api/session", "/api/nothing"]) {
        assert.equal((await clerk.get(path)).headers.get("cache-control"), "no-store");
      }
    });
  });
});

describe("the api behind https", () => {
  describeDatabases((makeDatabase, dialect) => {
    if (dialect !== "sqlite") return;
    it("keeps its cookie to https and to this host, and browsers to https", async () => {
      const app = await startApp(await makeDatabase(), { publicUrl: "https://anju.example.gov.cn", behindProxy: true });
      await buildAccount(app.database, { login: "window", role: "windowClerk" });
      const client = await app.login("window");
      assert.match(client.cookie, /^__Host-anju=/);
      const headers = { origin: "https://anju.example.gov.cn" };
      const { headers: answered, status } = await client.delete("/api/session", { headers });
      assert.equal(status, 204);
      assert.equal(answered.get("strict-transport-security"), "max-age=31536000");
      assert.match(answered.get("set-cookie")!, /Max-Age=0; Secure$/);
      await app.close();
    });

    it("counts a flood by the address that the proxy names", async () => {
      const rates = { source: { burst: 3, perSecond: 1 } };
      const app = await startApp(await makeDatabase(), { behindProxy: true, rates });
      const ask = async (address: string) =>
        (await app.stranger().get("/healthz", { headers: { "x-forwarded-for": `6.6.6.6, ${address}` } })).status;
      for (let n = 0; n < 3; n += 1) assert.equal(await ask("1.1.1.1"), 200);
      assert.equal(await ask("1.1.1.1"), 429);
      assert.equal(await ask("2.2.2.2"), 200);
      await app.close();
    });
  });
});

describe("a route", () => {
  const whole = routes[0]!;
  const faulty: [why: string, route: Route, message: RegExp][] = [
    ["no permission", { ...whole, permission: undefined as never }, /GET \/healthz: declares no permission/],
    ["a permission that does not exist", { ...whole, permission: "everything" as never }, /declares no permission/],
    ["no answer", { ...whole, answer: undefined as never }, /declares no answer/],
    ["an unknown name in its path", { ...whole, path: "/api/x/:who" }, /nothing is known of :who/],
    ["a body on a GET", { ...whole, body: upload }, /a GET takes no body/],
  ];
  describeDatabases((makeDatabase, dialect) => {
    if (dialect !== "sqlite") return;
    for (const [why, bad, message] of faulty) {
      it(`with ${why} stops the start`, async () => {
        await assert.rejects(startApp(await makeDatabase(), { routes: [bad] }), (error) => {
          assert.ok(error instanceof RouteFaultError);
          assert.match(error.message, message);
          return true;
        });
      });
    }
    it("declared twice stops the start", async () => {
      await assert.rejects(startApp(await makeDatabase(), { routes: [whole, whole] }), /declared twice/);
    });
  });
});
