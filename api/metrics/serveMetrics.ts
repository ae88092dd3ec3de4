import { createHash, timingSafeEqual } from "node:crypto";
import type { Middleware } from "koa";
import { notFound } from "../http/problems.ts";

/**
 * `GET /metrics` for whoever carries the token (`METRICS_TOKEN`) as a bearer. Without a token nobody may, wherever the
 * request comes from: behind a proxy every request comes from this machine. Who may not learns nothing: 404.
 */
export function serveMetrics(token: string | null, text: () => Promise<string>): Middleware {
  return async (http, next) => {
    if (http.path !== "/metrics") return next();
    http.state.route = "GET /metrics";
    const given = /^Bearer (.+)$/.exec(http.get("authorization"))?.[1];
    if (http.method !== "GET" || token === null || given === undefined || !isSame(given, token)) throw notFound();
    http.set("Cache-Control", "no-store");
    http.type = "text/plain; version=0.0.4; charset=utf-8";
    http.body = await text();
  };
}

const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
