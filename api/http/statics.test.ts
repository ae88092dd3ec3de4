import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import Koa from "koa";
import { statics } from "./statics.ts";

describe("the web's files", () => {
  let folder: string;
  let server: Server;
  let url: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "anju-web-"));
    const files: Record<string, string> = {
      "web/desk/index.html": "desk",
      "web/org/index.html": "org",
      "web/phone/index.html": "phone",
      "web/public/index.html": "public",
      "web/assets/main-Ab3dE6_x.js": `/* ${"x".repeat(2000)} */`,
      "web/favicon.svg": "<svg/>",
      "web/.env": "secret",
      "secret.txt": "secret",
    };
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    const app = new Koa().use(statics(join(folder, "web")));
    server = createServer(app.callback()).listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    server.close();
    server.closeAllConnections();
    await rm(folder, { recursive: true });
  });

  const page = { accept: "text/html" };
  const rows: [path: string, status: number, body: string | null, why: string][] = [
    ["/", 200, "desk", "the desk"],
    ["/cases/12", 200, "desk", "any path of the desk is its own page's matter"],
    ["/org", 200, "org", "the door of companies"],
    ["/org/drafts/3", 200, "org", "with what lies behind it"],
    ["/organisation", 200, "desk", "but not what only begins like it"],
    ["/m", 200, "phone", "the phone's door"],
    ["/m/cases/12?task=3", 200, "phone", "with its own paths"],
    ["/matters", 200, "desk", "but not what only begins like it"],
    ["/public/verify/abc", 200, "public", "the public door"],
    ["/favicon.svg", 200, "<svg/>", "a file"],
    ["/assets/gone-12345678.js", 404, null, "a missing script is no page"],
    ["/api/nothing", 404, null, "the api's paths are none of the web's"],
    ["/.env", 404, null, "hidden files stay hidden"],
    ["/%2e%2e/secret.txt", 404, null, "nothing outside the folder"],
    ["/..%5csecret.txt", 404, null, "nor by the other slash"],
    ["/%00", 404, null, "nor by a null"],
    ["/%ff", 404, null, "nor by what is no text"],
  ];
  for (const [path, status, body, why] of rows) {
    it(`answer ${path} with ${body ?? status}: ${why}`, async () => {
      const answer = await raw(path);
      assert.equal(answer.status, status);
      if (body !== null) assert.equal(answer.body, body);
      assert.ok(!answer.body.includes("secret"));
    });
  }

  it("with a hash in their name are kept for a year, pages are asked for each time", async () => {
    const script = await fetch(`${url}/assets/main-Ab3dE6_x.js`);
    assert.equal(script.headers.get("cache-control"), "public, max-age=31536000, immutable");
    assert.equal(script.headers.get("content-encoding"), "gzip");
    assert.match(await script.text(), /xxx/);
    const first = await fetch(url, { headers: page });
    assert.equal(first.headers.get("cache-control"), "no-cache");
    const again = await raw("/", { "if-none-match": first.headers.get("etag")! });
    assert.deepEqual([again.status, again.body], [304, ""]);
  });

  it("are read anew when they were built again", async () => {
    await writeFile(join(folder, "web/favicon.svg"), "<svg>2</svg>");
    assert.equal((await raw("/favicon.svg")).body, "<svg>2</svg>");
    await writeFile(join(folder, "web/favicon.svg"), "<svg/>");
  });

  /** Without the tidying that fetch does to a path, and without its own headers of caching. */
  async function raw(path: string, headers: Record<string, string> = {}): Promise<{ status: number; body: string }> {
    const sent = request(url, { path, headers: { ...page, ...headers } }).end();
    const [response] = await once(sent, "response");
    let body = "";
    for await (const chunk of response) body += chunk;
    return { status: response.statusCode, body };
  }
});
