import type { Readable } from "node:stream";
import type { z } from "zod";
import type { Actor } from "#approval/context.ts";
import type { Permission } from "#domain/platform/permissions.ts";
import { permissions } from "#domain/platform/permissions.ts";
import type { ApiContext } from "../context.ts";
import type { SessionFacts } from "../security/sessions.ts";
import { namesIn, type PathValues, pathNames } from "./paths.ts";

/** A body that is a file; its name comes percent-encoded in header `x-file-name`. At most `maxUpload` bytes. */
export const upload = { takes: "file" } as const;
/** An answer that is a file. */
export const download = { gives: "file" } as const;
/** An answer that is a page to read: HTML without a script. */
export const page = { gives: "page" } as const;
/** An answer that goes on: server-sent events until either side leaves. */
export const events = { gives: "events" } as const;
/** An answer without a body (204). */
export const nothing = { gives: "nothing" } as const;

export interface Upload {
  name: string;
  bytes: Buffer;
}
export interface Download {
  stream: Readable;
  /** As the person will see it; may be Chinese. */
  name: string;
  mediaType: string;
  /** Bytes; null where nobody knows before it is read. */
  size: number | null;
}

type Method = "GET" | "POST" | "PUT" | "DELETE";
type BodySchema = z.ZodType | typeof upload;
type AnswerSchema = z.ZodType | typeof download | typeof page | typeof events | typeof nothing;

type ValueOf<Schema> = Schema extends z.ZodType
  ? z.output<Schema>
  : Schema extends typeof upload
    ? Upload
    : Record<string, never>;
type AnswerOf<Schema> = Schema extends z.ZodType
  ? z.input<Schema>
  : Schema extends typeof download
    ? Download
    : Schema extends typeof page
      ? string
      : Schema extends typeof events
        ? Readable
        : // biome-ignore lint/suspicious/noConfusingVoidType: a handler that answers nothing need not say so
          void;

/** What a handler may know of the request beyond its actor. */
export interface Call<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  /** The session the request came with; null without one. */
  session: SessionFacts | null;
  /** Where the request came from: a keyed hash of the address, never the address. */
  source: string;
  /** Hands the browser the token of a session it shall use from now on; null takes it away. */
  handToken(token: string | null): void;
}

interface Declaration<
  Path extends string,
  Needed extends Permission,
  Query extends z.ZodType | undefined,
  Body extends BodySchema | undefined,
  Answer extends AnswerSchema,
> {
  method: Method;
  path: Path;
  /** What the caller must have before anything is looked at. */
  permission: Needed;
  query?: Query;
  body?: Body;
  answer: Answer;
  /** Browsers ask by themselves: such a request keeps no session alive. */
  background?: boolean;
  /** Reachable also while the password has to be changed first. */
  beforePasswordChange?: boolean;
  handler(
    ctx: ApiContext,
    actor: Needed extends "public" ? Actor | null : Actor,
    call: Call<PathValues<Path>, ValueOf<Query>, ValueOf<Body>>,
  ): Promise<AnswerOf<Answer>>;
}

/** A route as the server, the permission matrix and the documentation see it. */
export interface Route {
  method: Method;
  path: string;
  permission: Permission;
  query?: z.ZodType | undefined;
  body?: BodySchema | undefined;
  answer: AnswerSchema;
  background: boolean;
  beforePasswordChange: boolean;
  handler(ctx: ApiContext, actor: Actor | null, call: Call<unknown, unknown, unknown>): Promise<unknown>;
}

/**
 * Declares a route: method, path, who may, what comes in, what goes out, and one call. What goes out is cut down to
 * the answer's schema, so that nothing leaves that the contract does not name.
 */
export function route<
  const Path extends string,
  Needed extends Permission,
  Answer extends AnswerSchema,
  Query extends z.ZodType | undefined = undefined,
  Body extends BodySchema | undefined = undefined,
>(declaration: Declaration<Path, Needed, Query, Body, Answer>): Route {
  const {
    method,
    path,
    permission,
    query,
    body,
    answer,
    background = false,
    beforePasswordChange = false,
  } = declaration;
  // The server hands each handler exactly what its declaration names (`http/serve.ts`).
  const handler = declaration.handler as unknown as Route["handler"];
  return { method, path, permission, query, body, answer, background, beforePasswordChange, handler };
}

/** A route that must not be served. The message names every fault of every route; for a developer. */
export class RouteFaultError extends Error {
  constructor(faults: string[]) {
    super(`The application does not start:\n${faults.join("\n")}`);
    this.name = "RouteFaultError";
  }
}

/** @throws RouteFaultError where a route has no permission, no answer, an unknown name in its path, or a twin */
export function checkRoutes(routes: readonly Route[]): void {
  const seen = new Set<string>();
  const faults: string[] = [];
  for (const { method, path, permission, body, answer } of routes) {
    const name = `${method} ${path}`;
    if (!Object.hasOwn(permissions, permission ?? "")) faults.push(`${name}: declares no permission`);
    if (!answer) faults.push(`${name}: declares no answer`);
    if (body && method === "GET") faults.push(`${name}: a GET takes no body`);
    for (const part of namesIn(path)) {
      if (!Object.hasOwn(pathNames, part)) faults.push(`${name}: nothing is known of :${part} (api/platform/paths.ts)`);
    }
    if (seen.has(name)) faults.push(`${name}: declared twice`);
    seen.add(name);
  }
  if (faults.length > 0) throw new RouteFaultError(faults);
}
