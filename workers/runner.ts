import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Context, JobSignal } from "#approval/context.ts";
import { outsideTransaction } from "#db/inside.ts";
import type { Database } from "#db/orm.ts";
import type { Clock } from "#domain/clock.ts";
import type { Templates } from "#domain/documents/templates.ts";
import type { Engine } from "#engine/engine.ts";
import type { AnyJobHandler, Ports } from "./handler.ts";
import { CaseWaiters } from "./platform/caseWaiters.ts";
import { doChores, dueChores } from "./platform/chores.ts";
import { fireTimers } from "./platform/fireTimers.ts";
import { Purge } from "./platform/purgeEnded.ts";
import { type JobEnd, type JobParts, runFree, runLeased } from "./platform/runJob.ts";

export interface RunnerOptions {
  database: Database;
  engine: Engine;
  clock: Clock;
  log: Logger;
  handlers: readonly AnyJobHandler[];
  ports: Ports;
  templates: Templates;
  businesses: Context["businesses"];
  publicUrl: string;
  /** Jobs at the same time. */
  concurrency?: number;
  /** How often it looks without being poked, in milliseconds. */
  pollEvery?: number;
  /** For how long a job is leased; what takes longer may be done by somebody else. Milliseconds of the database's clock. */
  leaseFor?: number;
  /** Unique among the processes on this database. */
  worker?: string;
}

/**
 * Runs the jobs of the engine, fires its timers, purges what ended long ago and does the platform's chores. Leases, asks and
 * applies (`platform/runJob.ts`); a process that dies loses its leases and nothing else.
 */
export class JobRunner implements JobSignal {
  readonly #options: Required<Pick<RunnerOptions, "concurrency" | "pollEvery" | "leaseFor" | "worker">> & RunnerOptions;
  readonly #parts: JobParts;
  readonly #handlers: ReadonlyMap<string, AnyJobHandler>;
  /** The types of jobs by whether they ask somebody outside, and so need a lease. */
  readonly #types: { asking: string[]; applying: string[] };
  readonly #waiters = new CaseWaiters();
  readonly #purge = new Purge();
  readonly #running = new Set<Promise<void>>();
  /** Jobs without a lease that are being done here, or that could not be settled: those wait for the next round. */
  readonly #taken = new Set<string>();
  readonly #unsettled = new Set<string>();
  #loop: Promise<void> | null = null;
  /** Chores are done one after the other, beside the jobs. */
  #chores: Promise<void> | null = null;
  #stopping = false;
  /** Set by a poke; cleared when the runner looks for jobs. */
  #poked = false;
  #wake: () => void = () => {};

  constructor(options: RunnerOptions) {
    const defaults = { concurrency: 4, pollEvery: 1000, leaseFor: 60_000, worker: `worker-${randomUUID()}` };
    this.#options = { ...defaults, ...options };
    this.#handlers = new Map(options.handlers.map((handler) => [handler.type, handler]));
    if (this.#handlers.size !== options.handlers.length) throw new Error("Two job handlers have the same type.");
    const asking = ({ ask }: AnyJobHandler) => ask !== undefined;
    const [withLease = [], without = []] = [
      options.handlers.filter(asking),
      options.handlers.filter((one) => !asking(one)),
    ];
    this.#types = { asking: withLease.map(({ type }) => type), applying: without.map(({ type }) => type) };
    const { database, engine, log, publicUrl, ports, templates } = options;
    this.#parts = { database, worker: this.#options.worker, ports, context: { engine, log, publicUrl, templates } };
  }

  start(): void {
    this.#stopping = false;
    this.#loop ??= this.#run();
  }

  /** Takes no new job, and answers when those under way have ended. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    await this.#loop;
    this.#loop = null;
    await Promise.all(this.#running);
    this.#waiters.releaseAll();
  }

  poke(): void {
    this.#poked = true;
    this.#wake();
  }

  async waitForCase(caseId: number, milliseconds: number): Promise<void> {
    outsideTransaction("Waiting for the jobs of a case");
    const { instanceKey } = await this.#options.database.read((read) =>
      read.sql.selectFrom("caseRecord").select("instanceKey").where("id", "=", caseId).executeTakeFirstOrThrow(),
    );
    if (instanceKey === null) return;
    // Waits before it looks: a job may end in between.
    const released = this.#waiters.wait(instanceKey, milliseconds);
    await this.#releaseIfIdle(instanceKey);
    await released;
  }

  /** Runs all there is to run now, and answers when nothing is left but what people, time or operators move. For tests. */
  async settle(): Promise<void> {
    for (;;) {
      // What ends while this round looks may leave something that the round does not see.
      const idle = this.#running.size === 0;
      const purged = await this.#doRound();
      const begun = (await this.#beginChores()) || (await this.#begin()) > 0 || purged > 0;
      if (!begun && !(await this.#finishOne()) && idle) return;
    }
  }

  async #run(): Promise<void> {
    for (let round = Number.NEGATIVE_INFINITY; !this.#stopping; ) {
      this.#poked = false;
      try {
        if (performance.now() - round >= this.#options.pollEvery) {
          round = performance.now();
          await this.#doRound();
        }
        await this.#beginChores();
        await this.#begin();
      } catch (err) {
        this.#options.log.error({ err }, "looking for jobs failed");
      }
      await this.#sleep();
    }
  }

  /** What is looked at from time to time and not at every poke; answers how many instances it purged. */
  async #doRound(): Promise<number> {
    for (const key of this.#unsettled) this.#taken.delete(key);
    this.#unsettled.clear();
    await fireTimers(this.#options);
    return this.#purge.run(this.#options);
  }

  /** Until poked, or until it is time to look again. A slot that becomes free pokes too. */
  async #sleep(): Promise<void> {
    if (this.#poked || this.#stopping) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, this.#options.pollEvery);
    this.#wake = resolve;
    await promise;
    clearTimeout(timer);
    this.#wake = () => {};
  }

  /** Begins as many jobs as there are free slots; answers how many. */
  async #begin(): Promise<number> {
    const { database, engine } = this.#options;
    const types = this.#types.applying.concat(this.#types.asking);
    // Those under way here are still free to see.
    const limit = this.#slots();
    if (limit <= 0) return 0;
    const found = await database.read((read) => engine.freeJobs(read, { types, limit: limit + this.#taken.size }));
    let begun = 0;
    for (const free of found) {
      const handler = this.#handlers.get(free.type);
      if (handler?.ask || this.#taken.has(free.key) || this.#slots() <= 0) continue;
      this.#taken.add(free.key);
      this.#runOne(free.key, free.rootKey, handler, (known) => runFree(this.#parts, known, free));
      begun += 1;
    }
    const isAsked = found.some(({ type }) => this.#handlers.get(type)?.ask);
    return begun + (isAsked ? await this.#beginLeased() : 0);
  }

  async #beginLeased(): Promise<number> {
    const { database, engine, worker, leaseFor } = this.#options;
    const limit = this.#slots();
    if (limit <= 0) return 0;
    const request = { types: this.#types.asking, worker, lockFor: leaseFor, limit };
    const jobs = await database.transact((tx) => engine.activateJobs(tx, request), { name: "activateJobs" });
    for (const job of jobs) {
      const handler = this.#handlers.get(job.type);
      this.#runOne(job.key, job.instanceKey, handler, (known) => runLeased(this.#parts, known, job));
    }
    return jobs.length;
  }

  /** How many more jobs may run now. */
  #slots(): number {
    return this.#options.concurrency - this.#running.size + (this.#chores ? 1 : 0);
  }

  /** Begins the chores that are due, where none are under way; answers whether it did. */
  async #beginChores(): Promise<boolean> {
    if (this.#chores) return false;
    const due = await dueChores(this.#options);
    // Another round may have begun them while this one looked.
    if (due.length === 0 || this.#chores) return false;
    const running = doChores({ ...this.#options, jobs: this }, due)
      .catch((err: unknown) => this.#options.log.error({ err }, "doing chores failed"))
      .finally(() => {
        this.#chores = null;
        this.#running.delete(running);
        this.poke();
      });
    this.#chores = running;
    this.#running.add(running);
    return true;
  }

  /** Runs a job beside others; its end wakes the runner. */
  #runOne(
    jobKey: string,
    rootKey: string,
    handler: AnyJobHandler | undefined,
    run: (handler: AnyJobHandler) => Promise<JobEnd>,
  ): void {
    const { log } = this.#options;
    const work = async (): Promise<void> => {
      if (!handler) throw new Error(`No handler for job ${jobKey}.`);
      const end = await run(handler);
      log.debug({ jobKey, jobType: handler.type, end }, "job ended");
      await this.#releaseIfIdle(rootKey);
    };
    const running = work()
      .then(() => {
        this.#taken.delete(jobKey);
      })
      .catch((err: unknown) => {
        // A lease runs out; a job without one is tried again in the next round.
        this.#unsettled.add(jobKey);
        log.error({ jobKey, jobType: handler?.type, err }, "job was not settled");
      })
      .finally(() => {
        this.#running.delete(running);
        this.poke();
      });
    this.#running.add(running);
  }

  async #finishOne(): Promise<boolean> {
    if (this.#running.size === 0) return false;
    await Promise.race(this.#running);
    return true;
  }

  async #releaseIfIdle(rootKey: string): Promise<void> {
    if (!this.#waiters.has(rootKey)) return;
    const { database, engine } = this.#options;
    if (!(await database.read((read) => engine.hasOpenJobs(read, rootKey)))) this.#waiters.release(rootKey);
  }
}
