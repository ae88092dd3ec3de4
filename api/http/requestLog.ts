import { randomUUID } from "node:crypto";
import type { Middleware } from "koa";
import type { Logger } from "pino";
import { refusalOf } from "./problems.ts";

/** What a request leaves behind for the log. Never its address, its path (a verify token stands in one) or its body. */
export interface RequestState {
  requestId: string;
  /** `GET /api/cases/:id`, or "page". */
  route: string;
  accountId: number | null;
}

/** Gives every request its number, turns what was thrown into an answer, and writes one line. */
export function requestLog(
  log: Logger,
  observe: (request: { route: string; status: number; milliseconds: number }) => void = () => {},
  stopwatch: () => number = () => performance.now(),
): Middleware<RequestState> {
  return async (http, next) => {
    const started = stopwatch();
    Object.assign(http.state, { requestId: randomUUID(), route: "page", accountId: null });
    http.set("X-Request-Id", http.state.requestId);
    let code: string | undefined;
    try {
      await next();
    } catch (error) {
      const { status, answer, unexpected } = refusalOf(error, http.state.requestId);
      code = answer.code;
      if (unexpected)
        log.error({ err: error, requestId: http.state.requestId, route: http.state.route }, "request failed");
      http.status = status;
      http.set("Cache-Control", "no-store");
      if (answer.retryAfter !== undefined) http.set("Retry-After", String(answer.retryAfter));
      http.body = answer;
    }
    const { requestId, route, accountId } = http.state;
    const milliseconds = Math.round(stopwatch() - started);
    observe({ route, status: http.status, milliseconds });
    const level = route === "page" ? "debug" : "info";
    log[level]({ requestId, route, status: http.status, code, milliseconds, accountId }, "request");
  };
}

/** A browser that left in the middle of an answer is no failure of ours. */
const gone = new Set(["ERR_STREAM_PREMATURE_CLOSE", "ECONNRESET", "EPIPE", "ECANCELED"]);
export const hasLeft = (error: Error & { code?: string }): boolean => gone.has(error.code ?? "");
