import type { z } from "zod";
import { ApiError, noConnection, refusal, unreadable } from "./problem.ts";
import { sessionGate } from "./sessionGate.ts";

type Method = "GET" | "POST" | "PUT" | "DELETE";
export interface Call {
  method?: Method;
  body?: unknown;
  query?: Record<string, string | undefined>;
  /** Answer a lost session with an error instead of asking for a log-in: the session's own routes. */
  anonymous?: boolean;
  signal?: AbortSignal | undefined;
}

/**
 * One call of the API, its answer checked against the contract.
 * @throws ApiError. A 401 waits for a new log-in and then repeats; a stale csrf token is renewed once.
 */
export async function call<T extends z.ZodType>(schema: T, path: string, options: Call = {}): Promise<z.infer<T>> {
  const response = await send(path, options, true);
  const body = await readJson(response);
  if (!response.ok) throw refusal(response.status, body);
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw unreadable(response.status);
  return parsed.data;
}

/** A call whose answer has no body worth reading. */
export async function callVoid(path: string, options: Call = {}): Promise<void> {
  const response = await send(path, options, true);
  if (!response.ok) throw refusal(response.status, await readJson(response));
}

/** The bytes of a file, fetched with the session of the moment. */
export async function callBlob(path: string, signal?: AbortSignal): Promise<Blob> {
  const response = await send(path, { signal }, true);
  if (!response.ok) throw refusal(response.status, await readJson(response));
  return response.blob();
}

/** A write that may be repeated with the same body because it carries a request id: tried again when the line broke. */
export async function callCommand<T extends z.ZodType>(schema: T, path: string, body: unknown): Promise<z.infer<T>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call(schema, path, { method: "POST", body });
    } catch (error) {
      const worthRepeating = error instanceof ApiError && (error.kind === "network" || error.status === 503);
      if (!worthRepeating || attempt === 3) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 700));
    }
  }
}

async function send(path: string, options: Call, mayRenew: boolean): Promise<Response> {
  const response = await fetchOnce(path, options);
  if (options.anonymous) return response;
  if (response.status === 401) {
    await sessionGate.waitForLogin();
    return send(path, options, mayRenew);
  }
  if (mayRenew && response.status === 403 && (await saysCsrf(response)) && (await renewCsrf())) {
    return send(path, options, false);
  }
  return response;
}

async function fetchOnce(path: string, { method = "GET", body, query, signal }: Call): Promise<Response> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (method !== "GET") headers["x-csrf-token"] = sessionGate.csrf();
  if (body !== undefined) headers["content-type"] = "application/json";
  try {
    return await fetch(path + search(query), {
      method,
      headers,
      credentials: "same-origin",
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ?? null,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw noConnection();
  }
}

const search = (query: Call["query"]): string => {
  const pairs = Object.entries(query ?? {}).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs)}`;
};

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Another tab logged in since: the cookie is new, our token is not. */
async function saysCsrf(response: Response): Promise<boolean> {
  const body = await readJson(response.clone());
  return typeof body === "object" && body !== null && "code" in body && String(body.code).startsWith("CSRF");
}

async function renewCsrf(): Promise<boolean> {
  const response = await fetchOnce("/api/session", {});
  const body = response.ok ? await readJson(response) : null;
  if (typeof body !== "object" || body === null || !("csrf" in body) || typeof body.csrf !== "string") return false;
  sessionGate.setCsrf(body.csrf);
  return true;
}
