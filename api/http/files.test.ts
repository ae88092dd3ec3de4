import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { describeDatabases } from "#test/database.ts";
import { type Client, startApp, type TestApp } from "#test/http.ts";
import { type Download, download, route } from "../platform/route.ts";
import { fileNameParameters } from "./files.ts";

describe("a file name in a header", () => {
  const rows: [name: string, parameters: string, why: string][] = [
    ["report.pdf", `filename="report.pdf"; filename*=UTF-8''report.pdf`, "plain"],
    ["确认书 1.pdf", `filename="___ 1.pdf"; filename*=UTF-8''%E7%A1%AE%E8%AE%A4%E4%B9%A6%201.pdf`, "Chinese"],
    [`a"b\\c%41.pdf`, `filename="a_b_c_41.pdf"; filename*=UTF-8''a%22b%5Cc%2541.pdf`, "quotes and escapes"],
    [
      "a\r\nSet-Cookie: x",
      `filename="a__Set-Cookie: x"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x`,
      "no second header",
    ],
    ["it's (1)*.pdf", `filename="it's (1)*.pdf"; filename*=UTF-8''it%27s%20%281%29%2A.pdf`, "what RFC 5987 reserves"],
    ["\ud800.pdf", `filename="_.pdf"; filename*=UTF-8''%EF%BF%BD.pdf`, "half a character"],
  ];
  for (const [name, parameters, why] of rows) {
    it(`is ${parameters}: ${why}`, () => assert.equal(fileNameParameters(name), parameters));
  }
});

describe("a file that is handed out", () => {
  describeDatabases((makeDatabase, dialect) => {
    if (dialect !== "sqlite") return;
    const file = (name: string, mediaType: string): Download => ({
      stream: Readable.from([Buffer.from("内容")]),
      name,
      mediaType,
      size: 6,
    });
    const files: Record<string, () => Download> = {
      pdf: () => file("确认书.pdf", "application/pdf"),
      png: () => file("平面图.png", "image/png"),
      svg: () => file("图.svg", "image/svg+xml"),
      html: () => file("x.html", "text/html"),
    };
    let app: TestApp;
    let client: Client;
    before(async () => {
      const routes = Object.entries(files).map(([kind, open]) =>
        route({
          method: "GET",
          path: `/api/try/${kind}`,
          permission: "public",
          answer: download,
          handler: async () => open(),
        }),
      );
      app = await startApp(await makeDatabase(), { routes });
      client = app.stranger();
    });
    after(() => app.close());

    const shown: [kind: string, disposition: string, sandboxed: boolean][] = [
      ["pdf", "inline", false],
      ["png", "inline", true],
      ["svg", "attachment", true],
      ["html", "attachment", true],
      ["pdf?save", "attachment", false],
    ];
    for (const [kind, disposition, sandboxed] of shown) {
      it(`of kind ${kind} comes as ${disposition}, can run nothing and is not kept`, async () => {
        const { headers, bytes } = await client.get(`/api/try/${kind}`);
        assert.equal(new TextDecoder().decode(bytes), "内容");
        assert.equal(headers.get("content-length"), "6");
        assert.ok(headers.get("content-disposition")!.startsWith(`${disposition}; filename="`));
        assert.match(
          headers.get("content-security-policy")!,
          /^default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'/,
        );
        assert.equal(headers.get("content-security-policy")!.includes("sandbox"), sandboxed);
        assert.equal(headers.get("x-content-type-options"), "nosniff");
        assert.match(headers.get("cache-control")!, /no-store/);
      });
    }
  });
});
