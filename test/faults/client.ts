import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { meSchema } from "#domain/platform/session.ts";
import type { Chance } from "./chance.ts";
import type { ServerProcess } from "./server.ts";
import type { SentRequest, Traffic } from "./traffic.ts";

export interface Login {
  login: string;
  password: string;
}

/** A command that was answered, for the comparison with what is stored. */
export interface AnsweredCommand {
  login: string;
  requestId: string;
  path: string;
  /** The answer without what is looked up afresh each time. */
  recorded: Record<string, unknown>;
}

export interface Answer {
  status: number;
  body: unknown;
  /** 1 where the first attempt was answered. */
  attempts: number;
}

type Method = "GET" | "POST" | "PUT";
interface Content {
  headers: Record<string, string>;
  body?: string | Buffer<ArrayBuffer>;
}

/**
 * One person at a browser. What gets no answer because the process died is sent again, as it is, once it runs again;
 * a command keeps its request id then.
 */
export class Client {
  readonly login: string;
  /** Commands that were answered, in order. */
  readonly commands: AnsweredCommand[] = [];
  readonly #password: string;
  readonly #server: ServerProcess;
  readonly #traffic: Traffic;
  #cookie = "";
  #csrf = "";

  constructor(server: ServerProcess, traffic: Traffic, { login, password }: Login) {
    this.#server = server;
    this.#traffic = traffic;
    this.login = login;
    this.#password = password;
  }

  /** Sessions are rows: one login lasts for all restarts. */
  async open(): Promise<void> {
    const body = JSON.stringify({ login: this.login, password: this.#password });
    const { status, body: me } = await this.#answered("POST", "/api/session", null, json(body));
    assert.equal(status, 200, `${this.login} could not log in: ${JSON.stringify(me)}`);
    this.#csrf = meSchema.parse(me).csrf;
  }

  async read<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
    return schema.parse(expectOk(path, await this.#answered("GET", path, null, { headers: {} })));
  }

  /** A write without a request id: the caller knows what it means that it may have been done twice. */
  write(method: "POST" | "PUT", path: string, body: object): Promise<Answer> {
    return this.#answered(method, path, null, json(JSON.stringify(body)));
  }

  upload(path: string, name: string, bytes: Buffer<ArrayBuffer>): Promise<Answer> {
    const headers = { "content-type": "application/octet-stream", "x-file-name": encodeURIComponent(name) };
    return this.#answered("POST", path, null, { headers, body: bytes });
  }

  /**
   * A write with a request id. Some of them are sent twice at once, some once more after their answer, as impatient
   * people do: each time the first result has to come back.
   * @param fresh keys of the answer that are looked up anew each time
   */
  async command<Schema extends z.ZodType>(
    path: string,
    body: object,
    schema: Schema,
    { chance, fresh = [] }: { chance: Chance; fresh?: readonly string[] },
  ): Promise<z.output<Schema>> {
    const requestId = randomUUID();
    const content = json(JSON.stringify({ ...body, requestId }));
    const send = async () => anyObject.parse(expectOk(path, await this.#answered("POST", path, requestId, content)));
    const twins = await Promise.all(chance.happens(8) ? [send(), send()] : [send()]);
    if (chance.happens(8)) twins.push(await send());
    const [first, ...others] = twins.map((answer) => without(answer, fresh));
    for (const other of others) assert.deepEqual(other, first, `${path} ${requestId} answered two results`);
    this.commands.push({ login: this.login, requestId, path, recorded: first! });
    return schema.parse(twins[0]);
  }

  /**
   * The same for a command that may come too late. Sent once and, where its answer was lost, again; answers null where it
   * is refused with one of these codes: nothing was stored then, and the caller tries anew with another request id.
   */
  async tryCommand<Schema extends z.ZodType>(
    path: string,
    body: object,
    schema: Schema,
    { fresh = [], refusals }: { fresh?: readonly string[]; refusals: readonly string[] },
  ): Promise<z.output<Schema> | null> {
    const requestId = randomUUID();
    const answer = await this.#answered("POST", path, requestId, json(JSON.stringify({ ...body, requestId })));
    if (answer.status === 409 && refusals.includes(codeOf(answer.body) ?? "")) return null;
    const told = anyObject.parse(expectOk(path, answer));
    this.commands.push({ login: this.login, requestId, path, recorded: without(told, fresh) });
    return schema.parse(told);
  }

  async #answered(method: Method, path: string, requestId: string | null, content: Content): Promise<Answer> {
    for (let attempts = 1; ; attempts += 1) {
      const life = await this.#server.whenUp();
      const request: SentRequest = { who: this.login, what: `${method} ${path}`, requestId };
      this.#traffic.sent(request);
      try {
        const answer = await this.#fetch(method, path, content);
        this.#traffic.settled(request, "answered");
        if (answer.status !== 503) return { ...answer, attempts };
      } catch (error) {
        this.#traffic.settled(request, "lost");
        // Only a process that died may leave a request without a whole answer.
        if (this.#server.lives(life)) throw error;
        continue;
      }
      // The program says that nothing was stored and that the same may be sent again.
      await sleep(50);
    }
  }

  async #fetch(method: Method, path: string, { headers, body }: Content): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${this.#server.address}${path}`, {
      method,
      headers: { ...headers, cookie: this.#cookie, "x-csrf-token": this.#csrf },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const cookie = response.headers.getSetCookie()[0];
    if (cookie) this.#cookie = cookie.split(";")[0]!;
    return { status: response.status, body: text === "" ? null : JSON.parse(text) };
  }
}

/** The code of a refusal. */
export const codeOf = (body: unknown): string | undefined => z.object({ code: z.string() }).safeParse(body).data?.code;
const anyObject = z.record(z.string(), z.unknown());
const json = (body: string): Content => ({ headers: { "content-type": "application/json" }, body });

function expectOk(path: string, { status, body, attempts }: Answer): unknown {
  assert.equal(status, 200, `${path} (attempt ${attempts}) was answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

const without = (answer: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(answer).filter(([key]) => !keys.includes(key)));
