import { createHmac } from "node:crypto";
import { join } from "node:path";
import type { Logger } from "pino";
import { createLog } from "#adapters/log/log.ts";
import {
  hashPassword,
  needsRehash,
  type PasswordCost,
  verifyNobody,
  verifyPassword,
} from "#adapters/passwords/passwords.ts";
import { newPasswordProblems } from "#adapters/passwords/rules.ts";
import { renderDocument } from "#adapters/pdf/renderDocument.ts";
import { MemoryStorage } from "#adapters/storage/memory.ts";
import { Vault } from "#adapters/vault/vault.ts";
import { type OpenPort, openPort } from "#api/http/port.ts";
import type { Passwords } from "#api/security/passwords.ts";
import { givePosition } from "#approval/positions.ts";
import type { Database } from "#db/orm.ts";
import type { Tx } from "#db/transaction.ts";
import type { FixedClock } from "#domain/clock.ts";
import type { Role } from "#domain/platform/roles.ts";
import type { Me } from "#domain/platform/session.ts";
import { type Composed, compose, type Parts } from "../compose.ts";
import { requireContract } from "./contract.ts";

export const root = join(import.meta.dirname, "..");

/** As cheap as argon2 allows: tests sign in hundreds of times. */
const cheap: PasswordCost = { memory: 8, passes: 1, parallelism: 1 };
export const testPasswords: Passwords = {
  hash: (password) => hashPassword(password, cheap),
  verify: verifyPassword,
  verifyNobody,
  needsRehash: (hash) => needsRehash(hash, cheap),
  problems: newPasswordProblems,
};
/** The password of every account of `buildAccount`. */
export const testPassword = "Test-2026-anju";

export interface TestApp extends Composed {
  url: string;
  database: Database;
  clock: FixedClock;
  /** Every line the program logged. */
  logged: string[];
  /** Somebody without a session. */
  stranger(): Client;
  /** Signs in with `testPassword` where no other password is given. */
  login(login: string, password?: string): Promise<Client>;
  close(): Promise<void>;
}

/**
 * Starts the real program on a free port: the same composition as `main.ts`, with storage in memory, cheap passwords and
 * the clock of the database. Jobs run while `runner` is started by the test, or by its `settle()`.
 */
export async function startApp(
  database: Database,
  options: Partial<Pick<Parts, "behindProxy" | "metricsToken" | "isMigrated" | "rates" | "publicUrl" | "routes">> = {},
): Promise<TestApp> {
  const port = await openPort({ host: "127.0.0.1", port: 0 });
  try {
    const logged: string[] = [];
    const parts = testParts(database, testLog(logged), port.url);
    const composed = compose({ ...parts, ...options });
    port.serve(composed.app.callback());
    return { ...composed, ...faceOf(composed, port, database, logged) };
  } catch (error) {
    await port.close(0);
    throw error;
  }
}

function faceOf(composed: Composed, port: OpenPort, database: Database, logged: string[]) {
  const stranger = () => new Client(port.url);
  return {
    url: port.url,
    database,
    clock: database.clock as FixedClock,
    logged,
    stranger,
    async login(login: string, password: string = testPassword) {
      const client = stranger();
      await client.login(login, password);
      return client;
    },
    async close() {
      await composed.live.stop();
      await composed.runner.stop();
      await port.close(0);
    },
  };
}

const testLog = (lines: string[]): Logger =>
  createLog({ level: "debug", destination: { write: (line) => void lines.push(line) } });

function testParts(database: Database, log: Logger, publicUrl: string): Parts {
  const key = Buffer.alloc(32, 7);
  return {
    database,
    log,
    publicUrl,
    root,
    countyTemplates: null,
    storage: new MemoryStorage(),
    vault: new Vault({ newest: "k1", keys: new Map([["k1", key]]) }, key),
    pdf: renderDocument,
    isMigrated: async () => true,
    passwords: testPasswords,
    fingerprint: (purpose, text) => createHmac("sha256", key).update(`${purpose} ${text}`).digest("base64url"),
  };
}

export interface Answer<Body = unknown> {
  status: number;
  headers: Headers;
  /** Parsed where it is JSON, else null. */
  body: Body;
  bytes: Uint8Array;
}
export type Refused = {
  code: string;
  message: string;
  problems: { field?: string; code: string }[];
  retryAfter?: number;
};

interface Sent {
  body?: unknown;
  headers?: Record<string, string>;
}

/** A browser's half: keeps the cookie and sends the token of its session, as the web does. */
export class Client {
  readonly #url: string;
  cookie = "";
  csrf = "";
  me: Me | null = null;

  constructor(url: string) {
    this.#url = url;
  }

  /** @throws Error with the server's sentence where it is refused */
  async login(login: string, password: string): Promise<Me> {
    const { status, body } = await this.post<Me>("/api/session", { body: { login, password } });
    if (status !== 200) throw new Error(`Login refused: ${JSON.stringify(body)}`);
    this.me = body;
    this.csrf = body.csrf;
    return body;
  }

  get<Body = Refused>(path: string, sent?: Sent): Promise<Answer<Body>> {
    return this.send<Body>("GET", path, sent);
  }
  post<Body = Refused>(path: string, sent?: Sent): Promise<Answer<Body>> {
    return this.send<Body>("POST", path, sent);
  }
  put<Body = Refused>(path: string, sent?: Sent): Promise<Answer<Body>> {
    return this.send<Body>("PUT", path, sent);
  }
  delete<Body = Refused>(path: string, sent?: Sent): Promise<Answer<Body>> {
    return this.send<Body>("DELETE", path, sent);
  }
  upload<Body = Refused>(path: string, name: string, bytes: Uint8Array): Promise<Answer<Body>> {
    const headers = { "x-file-name": encodeURIComponent(name), "content-type": "application/octet-stream" };
    return this.send<Body>("POST", path, { body: bytes, headers });
  }

  /** Sends one request; `headers` win over what a browser would send. */
  async send<Body>(method: string, path: string, { body, headers = {} }: Sent = {}): Promise<Answer<Body>> {
    const own: Record<string, string> = {};
    if (this.cookie) own.cookie = this.cookie;
    if (method !== "GET" && this.csrf) own["x-csrf-token"] = this.csrf;
    if (body !== undefined && !(body instanceof Uint8Array)) own["content-type"] = "application/json";
    const payload = body === undefined ? null : body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body);
    const response = await fetch(this.#url + path, {
      method,
      headers: { ...own, ...headers },
      body: payload,
      redirect: "manual",
    });
    const [cookie] = response.headers.getSetCookie();
    if (cookie) this.cookie = cookie.split(";")[0]!;
    const bytes = await readBody(response);
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    const parsed = isJson && bytes.length > 0 ? JSON.parse(new TextDecoder().decode(bytes)) : null;
    const contentType = response.headers.get("content-type") ?? "";
    requireContract({ method, path, status: response.status, contentType, body: parsed });
    return { status: response.status, headers: response.headers, body: parsed as Body, bytes };
  }
}

/** All of an answer; of one that goes on (server-sent events) what comes first. */
async function readBody(response: Response): Promise<Uint8Array> {
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) {
    return new Uint8Array(await response.arrayBuffer());
  }
  const reader = response.body!.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return value ?? new Uint8Array();
}

export interface AccountGiven {
  login: string;
  role: Role;
  name?: string;
  orgCode?: string;
  /** Another account of the person of this one. */
  samePersonAs?: number;
}
export interface BuiltAccount {
  accountId: number;
  personId: number;
  orgId: number;
}

/** An account with `testPassword` and one position; the organisation is created where it is missing. */
export async function buildAccount(database: Database, given: AccountGiven): Promise<BuiltAccount> {
  const hash = await testPasswords.hash(testPassword);
  return database.transact(async (tx) => {
    const kind = given.role === "orgClerk" ? "outside" : "staff";
    const orgId = await ensureOrg(tx, given.orgCode ?? (kind === "staff" ? "centre" : "dev-anju"), kind);
    const personId = given.samePersonAs ?? tx.nextId();
    if (given.samePersonAs === undefined) {
      const unknown = { idNumber: null, idNumberIndex: null, phone: null, phoneIndex: null };
      await tx.sql
        .insertInto("person")
        .values({ id: personId, name: given.name ?? "甲某", kind, ...unknown })
        .execute();
    }
    const accountId = tx.nextId();
    const account = { id: accountId, login: given.login, personId, orgId, passwordHash: hash, passwordAt: tx.now };
    await tx.sql
      .insertInto("account")
      .values({ ...account, mustChangePassword: 0, disabledAt: null, lastLoginAt: null })
      .execute();
    await givePosition(tx, { personId, orgId, role: given.role, by: "system" });
    return { accountId, personId, orgId };
  });
}

async function ensureOrg(tx: Tx, code: string, kind: "staff" | "outside"): Promise<number> {
  const found = await tx.sql.selectFrom("org").select("id").where("code", "=", code).executeTakeFirst();
  if (found) return found.id;
  const id = tx.nextId();
  const facts = { name: code, kind: kind === "staff" ? ("centre" as const) : ("developer" as const), parentId: null };
  await tx.sql
    .insertInto("org")
    .values({ id, code, ...facts, regionCode: "430523", closedAt: null })
    .execute();
  return id;
}
