import type { Readable } from "node:stream";
import type { Context as Http } from "koa";
import type { z } from "zod";
import type { Actor } from "#approval/context.ts";
import { BusinessError } from "#domain/errors.ts";
import type { ApiContext } from "../context.ts";
import { readPath } from "../platform/paths.ts";
import { type Download, download, events, nothing, page, type Route, upload } from "../platform/route.ts";
import { requireCsrf, requireOwnOrigin } from "../security/origin.ts";
import type { RateLimiter } from "../security/rateLimits.ts";
import { findSession, isToken, type SessionFacts, touchEvery, touchSession } from "../security/sessions.ts";
import { readJson, readUpload } from "./bodies.ts";
import type { SessionCookie } from "./cookie.ts";
import { sendFile } from "./files.ts";
import { invalidInput, notFound } from "./problems.ts";

export interface ServeParts {
  ctx: ApiContext;
  cookie: SessionCookie;
  limits: { session: RateLimiter; source: RateLimiter };
}

interface Caller {
  session: SessionFacts | null;
  actor: Actor | null;
  source: string;
}

/**
 * Serves one route: who is it, may they, is the request theirs, is it well formed — in this order, so that a stranger
 * learns nothing from how a request is refused — and then the one call.
 */
export function serve(parts: ServeParts, route: Route): (http: Http) => Promise<void> {
  const { ctx, cookie } = parts;
  return async (http) => {
    http.state.route = `${route.method} ${route.path}`;
    http.set("Cache-Control", "no-store");
    const caller = await identify(parts, http);
    http.state.accountId = caller.actor?.accountId ?? null;
    authorize(route, caller);
    if (route.method !== "GET") requireOwnRequest(http, route, caller, ctx.publicUrl);
    await keepAlive(ctx, route, caller.session);
    const params = readPath(route.path, http.params);
    if (params === null) throw notFound();
    const query = route.query ? parse(route.query, http.query) : {};
    const body = await readBody(route, http);
    const answer = await route.handler(ctx, caller.actor, {
      params,
      query,
      body,
      session: caller.session,
      source: caller.source,
      handToken: (token) => cookie.hand(http, token),
    });
    send(route, http, answer);
  };
}

/** Who asks. Requests without a session share the bucket of their source, others have the session's own. */
async function identify({ ctx, cookie, limits }: ServeParts, http: Http): Promise<Caller> {
  const source = ctx.fingerprint("address", http.ip);
  const token = cookie.read(http);
  const found = isToken(token) ? await ctx.database.read((read) => findSession(read, token, ctx.clock.now())) : null;
  if (found) limits.session.take(found.session.tokenHash);
  else limits.source.take(source);
  return { session: found?.session ?? null, actor: found?.actor ?? null, source };
}

function authorize(route: Route, { actor, session }: Caller): void {
  if (route.permission === "public") return;
  if (!actor || !session) throw new BusinessError("SESSION_REQUIRED", "登录已失效，请重新登录。", { status: 401 });
  if (session.mustChangePassword && !route.beforePasswordChange) {
    throw new BusinessError("PASSWORD_CHANGE_REQUIRED", "请先修改密码，再继续使用。", { status: 403 });
  }
  if (route.permission === "session" || actor.permissions.has(route.permission)) return;
  throw new BusinessError("FORBIDDEN", "您没有权限进行这项操作。", { status: 403 });
}

/**
 * A log-in needs no token: it may come while another tab's log-in has already renewed the cookie. That it comes from a
 * page of ours is all that can be asked.
 */
function requireOwnRequest(http: Http, { permission }: Route, { session }: Caller, publicUrl: string): void {
  requireOwnOrigin(http.req.headers, publicUrl);
  if (session && permission !== "public") requireCsrf(http.req.headers["x-csrf-token"], session.csrf);
}

async function keepAlive(ctx: ApiContext, { background }: Route, session: SessionFacts | null): Promise<void> {
  if (!session || background || ctx.clock.now() - session.lastSeenAt < touchEvery) return;
  await ctx.database.transact((tx) => touchSession(tx, session.tokenHash), { name: "session.touch" });
}

async function readBody({ body }: Route, http: Http): Promise<unknown> {
  if (body === undefined) return {};
  if (body === upload) return readUpload(http.req);
  return parse(body as z.ZodType, await readJson(http.req));
}

function parse(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalidInput(parsed.error);
  return parsed.data;
}

function send({ answer }: Route, http: Http, value: unknown): void {
  if (answer === download) sendFile(http, value as Download);
  else if (answer === events) sendEvents(http, value as Readable);
  else if (answer === page) {
    http.type = "html";
    http.body = value;
  } else if (answer === nothing) http.status = 204;
  else {
    http.status = 200;
    http.type = "json";
    http.body = JSON.stringify((answer as z.ZodType).parse(value));
  }
}

/** A proxy that collects an answer before it passes it on would make a stream useless. */
function sendEvents(http: Http, stream: Readable): void {
  http.status = 200;
  http.set({ "Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no" });
  http.body = stream;
}
