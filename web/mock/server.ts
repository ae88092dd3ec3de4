import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { decideSchema } from "#domain/platform/cases.ts";
import { building, caseView, diagramXml, form, me, rows, table, units } from "./data.ts";

/**
 * `node web/mock/server.ts [port] [dist]`: the built desk with invented answers, for looking at screens. Two switches:
 * `POST /api/mock/expire` ends the session, and task 3 is always decided by somebody else.
 */
const dist = process.argv[3] ?? join(import.meta.dirname, "../../dist/web");
const types: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};
const claimed = new Set<number>();
const decided = new Set<number>();
let session = false;

const json = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
};
const refuse = (response: ServerResponse, status: number, code: string, message: string) =>
  json(response, status, { code, message, problems: [] });

function answer(request: IncomingMessage, response: ServerResponse, body: string) {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://mock");
  const name = `${request.method} ${pathname}`;
  const id = Number(/\/(\d+)/.exec(pathname)?.[1]);
  if (name === "POST /api/mock/expire") {
    session = false;
    return response.writeHead(204).end();
  }
  if (name === "POST /api/session") {
    if (!body.includes("right")) return refuse(response, 401, "LOGIN_FAILED", "账号或密码不正确。");
    session = true;
    return json(response, 200, me);
  }
  if (pathname.startsWith("/api") && !session) return refuse(response, 401, "SESSION_ENDED", "登录已失效。");
  if (name === "GET /api/session") return json(response, 200, me);
  if (name === "GET /api/inbox/counts") {
    return json(response, 200, { todo: 57 - decided.size, todoLate: 11, pool: 8, drafts: 0, unread: 0 });
  }
  if (pathname.startsWith("/api/inbox/")) return json(response, 200, page(pathname, searchParams));
  if (pathname.endsWith("/diagram"))
    return json(response, 200, { xml: diagramXml(), done: ["accept"], current: ["firstReview"] });
  if (pathname.startsWith("/api/cases/")) return json(response, 200, caseView(id, claimed));
  if (pathname.startsWith("/api/forms/")) return json(response, 200, form(pathname.slice(11)));
  if (pathname === "/api/buildings") return json(response, 200, [building]);
  if (pathname.startsWith("/api/buildings/")) return json(response, 200, table);
  if (pathname.startsWith("/api/units/")) {
    const events = [{ at: Date.now(), what: "建立楼盘表", before: null, after: "不可售", caseNo: "CH430523202600001" }];
    return json(response, 200, { ...units.find((unit) => unit.id === id), events });
  }
  if (pathname.startsWith("/api/tasks/")) return command(name, id, response, body);
  refuse(response, 404, "NOT_FOUND", "没有找到要查看的内容。");
}

function page(pathname: string, query: URLSearchParams) {
  const all = pathname.endsWith("pool")
    ? rows.filter((row) => row.taskId! % 7 === 0)
    : pathname.endsWith("todo")
      ? rows
      : rows.slice(0, 3);
  const q = query.get("q") ?? "";
  const found = all.filter(
    (row) =>
      !decided.has(row.taskId!) &&
      (row.title + row.caseNo).includes(q) &&
      (!query.get("business") || row.business === query.get("business")),
  );
  const from = Number(query.get("after") ?? 0);
  return { rows: found.slice(from, from + 20), next: from + 20 < found.length ? String(from + 20) : null };
}

function command(name: string, taskId: number, response: ServerResponse, body: string) {
  const row = rows.find((candidate) => candidate.taskId === taskId)!;
  const done = { caseId: row.caseId, taskId, version: 2, decisionId: 1, next: { kind: "none", taskId: null } };
  if (name.endsWith("/draft")) return json(response, 200, { version: 2 });
  if (name.endsWith("/claim")) claimed.add(taskId);
  if (name.endsWith("/decide")) {
    if (taskId === 3) return refuse(response, 409, "TASK_TAKEN", "已由他人办理。");
    decideSchema.parse(JSON.parse(body));
    decided.add(taskId);
  }
  json(response, 200, done);
}

function serveFile(pathname: string, response: ServerResponse): void {
  const door = ["org", "public"].find((name) => pathname.startsWith(`/${name}`)) ?? "desk";
  const asked = join(dist, pathname);
  const file = existsSync(asked) && statSync(asked).isFile() ? asked : join(dist, door, "index.html");
  response
    .writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" })
    .end(readFileSync(file));
}

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const { pathname } = new URL(request.url ?? "/", "http://mock");
    if (pathname.startsWith("/api/")) answer(request, response, Buffer.concat(chunks).toString("utf8"));
    else serveFile(pathname, response);
  });
}).listen(Number(process.argv[2] ?? 4173), () => console.log("mock ready"));
