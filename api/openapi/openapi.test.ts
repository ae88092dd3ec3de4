import assert from "node:assert/strict";
import { z } from "zod";
import { routes } from "#api/routes.ts";
import { requireContract } from "#test/contract.ts";
import { describeDatabases } from "#test/database.ts";
import { startApp } from "#test/http.ts";
import { openApiDocument, templateOf } from "./document.ts";

describe("the published contract", () => {
  const document = openApiDocument(routes);

  for (const { method, path, permission } of routes) {
    it(`describes ${method} ${path}`, () => {
      const operation = document.paths[templateOf(path)]?.[method.toLowerCase()];
      assert.ok(operation);
      assert.ok(operation.responses[200] ?? operation.responses[204]);
      for (const status of [401, 403, 404, 409, 422, 500, 503]) assert.ok(operation.responses[status]);
      assert.equal(operation.security.length, permission === "public" ? 0 : 1);
      const named = [...path.matchAll(/:([A-Za-z]+)/g)].map(([, name]) => name);
      const inPath = operation.parameters.filter((one) => one.in === "path").map(({ name }) => name);
      assert.deepEqual(inPath, named);
    });
  }

  it("has only schemas that can be read back", () => {
    for (const methods of Object.values(document.paths))
      for (const { responses } of Object.values(methods))
        for (const { content } of Object.values(responses)) {
          const schema = content?.["application/json"]?.schema;
          if (schema && !schema.$ref) z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
        }
  });

  const whole = { method: "GET", path: "/healthz", status: 200, contentType: "application/json" };
  const wrong: [why: string, answer: object][] = [
    ["an unknown status", { status: 418, body: { code: "X", message: "", problems: [] } }],
    ["a field that is missing", { body: {} }],
    ["a field of another value", { body: { status: "fine" } }],
    ["a field that nobody declared", { body: { status: "ok", person: "张某" } }],
    ["text where JSON was promised", { contentType: "text/plain", body: null }],
    ["a refusal without its code", { status: 404, body: { message: "没有。", problems: [] } }],
  ];
  for (const [why, answer] of wrong) {
    it(`fails a test whose answer has ${why}`, () => {
      assert.throws(() => requireContract({ ...whole, body: { status: "ok" }, ...answer }), /contract/);
    });
  }
  it("lets pass what it describes", () => requireContract({ ...whole, body: { status: "ok" } }));

  describeDatabases((makeDatabase) => {
    it("is served as JSON and as a page without a script", async () => {
      const app = await startApp(await makeDatabase());
      const { status, body } = await app.stranger().get<{ paths: object }>("/api/openapi.json");
      assert.equal(status, 200);
      assert.deepEqual(Object.keys(body.paths), Object.keys(document.paths));
      const page = await app.stranger().get("/api/docs");
      const text = Buffer.from(page.bytes).toString("utf8");
      assert.match(page.headers.get("content-type") ?? "", /^text\/html/);
      assert.ok(text.includes("POST /api/tasks/{id}/decide"));
      assert.ok(!text.includes("<script"));
      await app.close();
    });
  });
});
