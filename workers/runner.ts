import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Context, JobSignal } from "#approval/context.ts";
import { outsideTransaction } from "#db/inside.ts";
import type { Database } from "#db/orm.ts";
import type { Clock } from "#domain/clock.ts";
import type { Templates } from "#domain/documents/templates.ts";
import type { Engine, Job } from "#engine/engine.ts";
import type { AnyJobHandler, Ports } from "./handler.ts";
import { CaseWaiters } from "./platform/caseWaiters.ts";
import { doChores, dueChores } from "./platform/chores.ts";
import { fireTimers } from "./platform/fireTimers.ts";
import { Purge } from "./platform/purgeEnded.ts";
import { type JobParts, runJob } from "./platform/runJob.ts";

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
  readonly #waiters = new CaseWaiters();
  readonly #purge = new Purge();
  readonly #running = new Set<Promise<void>>();
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
    // Waits before it looks: a job may end in between.
    const released = this.#waiters.wait(caseId, milliseconds);
    await this.#releaseIfIdle(caseId);
    await released;
  }

  /** Runs all there is to run now, and answers when nothing is left but what people, time or operators move. For tests. */
  async settle(): Promise<void> {
    for (;;) {
      // What ends while this round looks may leave something that the round does not see.
      const idle = this.#running.size === 0;
      await fireTimers(this.#options);
      const purged = await this.#purge.run(this.#options);
      const begun = (await this.#beginChores()) || (await this.#begin()) > 0 || purged > 0;
      if (!begun && !(await this.#finishOne()) && idle) return;
    }
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      this.#poked = false;
      try {
        await fireTimers(this.#options);
        await this.#beginChores();
        await this.#begin();
        await this.#purge.run(this.#options);
      } catch (err) {
        this.#options.log.error({ err }, "looking for jobs failed");
      }
      await this.#sleep();
    }
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

  /** Leases as many jobs as there are free slots and begins them; answers how many. */
  async #begin(): Promise<number> {
    const { database, engine, worker, leaseFor, concurrency } = this.#options;
    const limit = concurrency - this.#running.size + (this.#chores ? 1 : 0);
    if (limit <= 0) return 0;
    const request = { types: [...this.#handlers.keys()], worker, lockFor: leaseFor, limit };
    const jobs = await database.transact((tx) => engine.activateJobs(tx, request), { name: "activateJobs" });
    for (const job of jobs) {
      const running = this.#runOne(job).finally(() => {
        this.#running.delete(running);
        this.poke();
      });
      this.#running.add(running);
    }
    return jobs.length;
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

  async #runOne(job: Job): Promise<void> {
    const handler = this.#handlers.get(job.type);
    try {
      if (!handler) throw new Error(`No handler for job type ${job.type}.`);
      const { end, caseId } = await runJob(this.#parts, handler, job);
      this.#options.log.debug({ jobKey: job.key, jobType: job.type, caseId, end }, "job ended");
      await this.#releaseIfIdle(caseId);
    } catch (err) {
      // The lease runs out and the job is taken again.
      this.#options.log.error({ jobKey: job.key, jobType: job.type, err }, "job was not settled");
    }
  }

  async #finishOne(): Promise<boolean> {
    if (this.#running.size === 0) return false;
    await Promise.race(this.#running);
    return true;
  }

  async #releaseIfIdle(caseId: number): Promise<void> {
    if (!this.#waiters.has(caseId)) return;
    const { database, engine } = this.#options;
    const busy = await database.read(async (read) => {
      const row = await read.sql
        .selectFrom("caseRecord")
        .select("instanceKey")
        .where("id", "=", caseId)
        .executeTakeFirst();
      return row?.instanceKey ? engine.hasOpenJobs(read, row.instanceKey) : false;
    });
    if (!busy) this.#waiters.release(caseId);
  }
}
