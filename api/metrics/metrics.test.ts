import assert from "node:assert/strict";
import { describeDatabases } from "#test/database.ts";
import { startApp } from "#test/http.ts";

const token = "a-token-of-a-supervisor";

describe("what a supervisor sees", () => {
  describeDatabases((makeDatabase) => {
    it("is refused without the token, and always where no token is set", async () => {
      const closed = await startApp(await makeDatabase());
      const open = await startApp(await makeDatabase(), { metricsToken: token });
      const headers = { authorization: `Bearer ${token}` };
      assert.equal((await closed.stranger().get("/metrics", { headers })).status, 404);
      assert.equal((await open.stranger().get("/metrics")).status, 404);
      assert.equal((await open.stranger().get("/metrics", { headers: { authorization: "Bearer other" } })).status, 404);
      await closed.close();
      await open.close();
    });

    it("counts requests by declared route, and tasks, jobs and incidents", async () => {
      // given
      const app = await startApp(await makeDatabase(), { metricsToken: token });
      await app.stranger().get("/api/public/verify/0123456789abcdef0123456789abcdef");
      await app.stranger().post("/api/tasks/1/decide", { body: {} });
      // when
      const answer = await app.stranger().get("/metrics", { headers: { authorization: `Bearer ${token}` } });
      // then
      const text = Buffer.from(answer.bytes).toString("utf8");
      assert.match(text, /^anju_requests_total\{route="GET \/api\/public\/verify\/:token",status="\d+"\} 1$/m);
      assert.match(text, /^anju_command_seconds_count\{kind="tasks.decide"\} 1$/m);
      assert.match(text, /^anju_open_tasks\{state="pooled"\} 0$/m);
      for (const name of ["anju_jobs", "anju_incidents", "anju_live_connections", "anju_event_loop_lag_seconds"]) {
        assert.match(text, new RegExp(`^${name} [0-9.e-]+$`, "m"));
      }
      assert.ok(!text.includes("0123456789abcdef"));
      await app.close();
    });

    it("hears which part is not ready", async () => {
      const app = await startApp(await makeDatabase(), { isMigrated: async () => false });
      const { status, body } = await app.stranger().get("/readyz");
      assert.equal(status, 503);
      assert.equal(body.message, "尚未就绪：migrations。");
      await app.close();
    });
  });
});
