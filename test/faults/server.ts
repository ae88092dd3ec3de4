import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

export const root = join(import.meta.dirname, "../..");

/** Between two looks whether the program answers. Milliseconds. */
const LOOK_EVERY = 25;
/** How long a start may take, on a busy machine. Milliseconds. */
const START_LIMIT = 120_000;
const STOP_LIMIT = 30_000;
/** Of what the program writes so many lines are kept, for messages. */
const KEPT = 60;

/** The program itself (`node main.ts`) as a child process that can be killed at any moment and started again. */
export class ServerProcess {
  readonly #environment: Record<string, string>;
  #child: ChildProcess | null = null;
  #port = 0;
  #lines: string[] = [];
  /** What the program logged as errors, in all its lives. */
  readonly errors: string[] = [];
  /** Counts its lives, so that a client can tell what a kill cost from what a living process left unanswered. */
  #life = 1;
  #up = Promise.withResolvers<number>();

  constructor(environment: Record<string, string>) {
    this.#environment = environment;
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Answers at once while the program runs, else when it runs again; with the number of its life. */
  whenUp(): Promise<number> {
    return this.#up.promise;
  }

  /** Whether this life of the program still lasts. */
  lives(life: number): boolean {
    return life === this.#life;
  }

  /** Starts it on the port it had before, and answers when it is ready. @throws where it ends or never gets ready */
  async start(): Promise<void> {
    this.#port ||= await freePort();
    const child = spawn(process.execPath, ["main.ts"], {
      cwd: root,
      env: { ...inherited(), ...this.#environment, PORT: String(this.#port) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    for (const input of [child.stdout, child.stderr]) createInterface({ input }).on("line", (line) => this.#take(line));
    await this.#ready(child);
    this.#up.resolve(this.#life);
  }

  /** SIGKILL: the process gets no chance to finish anything. Answers when it is gone. */
  async kill(): Promise<void> {
    const child = this.#end();
    child.kill("SIGKILL");
    await ended(child);
    this.#child = null;
  }

  /** SIGTERM, as a supervisor stops it. @throws where it does not end, or not with exit code 0 */
  async stop(): Promise<void> {
    const child = this.#end();
    child.kill("SIGTERM");
    const limit = AbortSignal.timeout(STOP_LIMIT);
    limit.addEventListener("abort", () => child.kill("SIGKILL"));
    await ended(child);
    this.#child = null;
    if (child.exitCode !== 0) throw new Error(`The program did not stop cleanly:\n${this.#output}`);
  }

  /** For `after`: whatever failed, nothing is left running. */
  async dispose(): Promise<void> {
    if (this.#child) await this.kill();
  }

  #take(line: string): void {
    this.#lines = [...this.#lines, line].slice(-KEPT);
    // pino: 50 is an error, 60 fatal.
    if (/^\{"level":[56]0\b/.test(line)) this.errors.push(line);
  }

  get #output(): string {
    return this.#lines.join("\n");
  }

  #end(): ChildProcess {
    if (!this.#child) throw new Error("The program is not running.");
    this.#life += 1;
    this.#up = Promise.withResolvers();
    return this.#child;
  }

  async #ready(child: ChildProcess): Promise<void> {
    const limit = performance.now() + START_LIMIT;
    while (child.exitCode === null && child.signalCode === null && performance.now() < limit) {
      if (await isReady(`${this.address}/readyz`)) return;
      await sleep(LOOK_EVERY);
    }
    throw new Error(`The program did not become ready:\n${this.#output}`);
  }
}

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
};

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url);
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch (error) {
    // What fetch throws for a connection nobody takes; anything else is a fault of ours.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** What the program needs of our surroundings, without the settings of whoever runs the tests. */
export function inherited(): Record<string, string> {
  const { PATH = "", HOME = "", TMPDIR = "" } = process.env;
  return { PATH, HOME, ...(TMPDIR === "" ? {} : { TMPDIR }), TZ: "UTC" };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
