import { timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { BusinessError } from "#domain/errors.ts";

/**
 * Refuses a write that another site sent through the person's browser: browsers say where a request began in
 * `Sec-Fetch-Site` and `Origin`. A program without a browser sends neither; it has to know the token all the same.
 * @throws BusinessError ORIGIN_REFUSED (403)
 */
export function requireOwnOrigin(headers: IncomingHttpHeaders, publicUrl: string): void {
  const site = headers["sec-fetch-site"];
  const origin = headers.origin;
  const fromHere = origin === undefined || isOwn(origin, headers.host, publicUrl);
  if (fromHere && (site === undefined || site === "same-origin")) return;
  throw new BusinessError("ORIGIN_REFUSED", "请求来自其他网站，已拒绝。请从安居的页面操作。", { status: 403 });
}

/** The address the browser used, or the public one where a proxy in between changes the host. */
function isOwn(origin: string, host: string | undefined, publicUrl: string): boolean {
  if (!URL.canParse(origin)) return false;
  return new URL(origin).host === host || new URL(origin).origin === new URL(publicUrl).origin;
}

/** @throws BusinessError CSRF_TOKEN_INVALID (403) unless the write carries its session's own token */
export function requireCsrf(header: string | string[] | undefined, expected: string): void {
  const given = Buffer.from(typeof header === "string" ? header : "");
  const wanted = Buffer.from(expected);
  if (given.length === wanted.length && timingSafeEqual(given, wanted)) return;
  throw new BusinessError("CSRF_TOKEN_INVALID", "页面已过期，请刷新后重试。", { status: 403 });
}
