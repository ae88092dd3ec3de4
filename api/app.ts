import Router from "@koa/router";
import Koa from "koa";
import { z } from "zod";
import { zhCN } from "zod/locales";
import type { Context } from "#approval/context.ts";
import type { ApiContext } from "./context.ts";
import { sessionCookie } from "./http/cookie.ts";
import { securityHeaders } from "./http/headers.ts";
import { notFound } from "./http/problems.ts";
import { hasLeft, requestLog } from "./http/requestLog.ts";
import { serve } from "./http/serve.ts";
import { statics } from "./http/statics.ts";
import { Metrics } from "./metrics/metrics.ts";
import { serveMetrics } from "./metrics/serveMetrics.ts";
import { checkRoutes, type Route } from "./platform/route.ts";
import { routes as allRoutes } from "./routes.ts";
import { defaultRates, RateLimiter, type RateLimits } from "./security/rateLimits.ts";

export interface AppOptions extends Pick<ApiContext, "isMigrated" | "passwords" | "fingerprint" | "forms" | "live"> {
  /** Folder of the built web. */
  web: string;
  /** A proxy of ours stands in front: client address and protocol come from its headers. */
  behindProxy?: boolean;
  rates?: Partial<RateLimits>;
  /** Who carries it may read `/metrics`; without one nobody may. */
  metricsToken?: string | null;
  /** Other routes than all of them; for tests. */
  routes?: readonly Route[];
}

/**
 * The whole api with the web's files, ready for a server; used by the program and by tests alike.
 * @throws RouteFaultError where a route declares no permission or no answer: nothing starts then
 */
export function createApp(context: Context, options: AppOptions): Koa {
  const routes = options.routes ?? allRoutes;
  checkRoutes(routes);
  z.config(zhCN());
  const ctx: ApiContext = {
    ...context,
    isMigrated: options.isMigrated,
    passwords: options.passwords,
    fingerprint: options.fingerprint,
    forms: options.forms,
    live: options.live,
  };
  const overHttps = ctx.publicUrl.startsWith("https:");
  const app = new Koa({ proxy: options.behindProxy ?? false, maxIpsCount: 1 });
  app.silent = true;
  app.on("error", (error: Error & { code?: string }) => {
    if (!hasLeft(error)) ctx.log.error({ err: error }, "answer failed");
  });
  app.use(securityHeaders({ overHttps }));
  const metrics = new Metrics();
  app.use(requestLog(ctx.log, (request) => metrics.observe(request)));
  app.use(serveMetrics(options.metricsToken ?? null, () => metrics.text(ctx, ctx.live)));
  app.use(statics(options.web));
  const rates = { ...defaultRates, ...options.rates };
  const limits = {
    session: new RateLimiter(ctx.clock, rates.session),
    source: new RateLimiter(ctx.clock, rates.source),
  };
  app.use(routerOf(routes, (route) => serve({ ctx, cookie: sessionCookie({ overHttps }), limits }, route)));
  return app;
}

function routerOf(
  routes: readonly Route[],
  handler: (route: Route) => (http: Koa.Context) => Promise<void>,
): Koa.Middleware {
  const router = new Router();
  for (const route of routes) {
    const method = route.method.toLowerCase() as "get" | "post" | "put" | "delete";
    router[method](route.path, handler(route));
  }
  const serveRoutes = router.routes() as Koa.Middleware;
  return (http, next) => serveRoutes(http, () => refuseUnknown(router, http, next));
}

/** A path of the api that no route answers. Everything else is the web's. */
async function refuseUnknown(router: Router, http: Koa.Context, next: Koa.Next): Promise<void> {
  if (http.path !== "/api" && !http.path.startsWith("/api/")) return next();
  const methods = new Set(router.match(http.path, http.method).path.flatMap((layer) => layer.methods));
  if (methods.size === 0) throw notFound();
  http.set("Allow", [...methods].join(", "));
  http.status = 405;
  http.body = { code: "METHOD_NOT_ALLOWED", message: "该地址不支持这种请求方式。", problems: [] };
}
