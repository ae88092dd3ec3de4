import { describeError } from "#adapters/log/errors.ts";
import { type OpenCase, withCaseOf } from "#approval/openCase.ts";
import { checkRequirement } from "#approval/requires.ts";
import { isContention, isUnreachable } from "#db/failures.ts";
import { recordLock } from "#db/locks.ts";
import type { Database } from "#db/orm.ts";
import type { Tx } from "#db/transaction.ts";
import { BusinessError, TryAgainError } from "#domain/errors.ts";
import type { FreeJob, Job } from "#engine/engine.ts";
import type { AnyJobHandler, ApplyContext, JobOfCase, Ports } from "../handler.ts";

export interface JobParts {
  database: Database;
  /** Under which jobs are leased. */
  worker: string;
  ports: Ports;
  context: ApplyContext;
}

/** What became of a job. `lost`: it is gone or somebody else has it; `waiting`: its case is busy. */
export type JobEnd = "completed" | "errorThrown" | "retried" | "incident" | "lost" | "waiting";

/** A job that is this process's to do, with how its transaction takes it: null where it no longer is. */
interface Grip {
  key: string;
  type: string;
  rootKey: string;
  take(tx: Tx): Promise<Job | null>;
}

/** How long a job of a busy case waits before it looks again, in milliseconds. */
const BUSY_WAIT = 500;
/** The first back-off after a failure, in milliseconds; it doubles with every further one. */
const FIRST_BACK_OFF = 1000;
const LONGEST_BACK_OFF = 5 * 60_000;
/** Retries that a job begins with; from what is left the back-off is computed. */
const RETRIES = 3;

/**
 * Runs a leased job: `ask` outside, `apply` in the transaction that completes it. What is thrown decides the end
 * (`docs/decisions`, the three kinds of failure). Answers; never throws but when the database cannot be reached.
 */
export async function runLeased(parts: JobParts, handler: AnyJobHandler, job: Job): Promise<JobEnd> {
  const { engine } = parts.context;
  const grip: Grip = {
    key: job.key,
    type: job.type,
    rootKey: job.instanceKey,
    take: async (tx) => ((await engine.holdsJob(tx, job.key, parts.worker)) ? job : null),
  };
  return settled(parts, grip, async () => {
    const answer = await handler.ask?.(await caseOf(parts, job), parts.ports);
    return applyJob(parts, handler, grip, answer);
  });
}

/**
 * Runs a job that asks nobody: without a lease, because the transaction that takes it is the one that completes it. Ends as
 * `runLeased`.
 */
export async function runFree(parts: JobParts, handler: AnyJobHandler, free: FreeJob): Promise<JobEnd> {
  const { key, type, rootKey } = free;
  const grip: Grip = { key, type, rootKey, take: (tx) => parts.context.engine.takeJob(tx, free) };
  return settled(parts, grip, () => applyJob(parts, handler, grip, undefined));
}

async function settled(parts: JobParts, grip: Grip, run: () => Promise<JobEnd>): Promise<JobEnd> {
  try {
    return await run();
  } catch (error) {
    return handBack(parts, grip, error);
  }
}

async function caseOf({ database }: JobParts, job: Job): Promise<JobOfCase> {
  const caseRecord = await database.read((read) =>
    read.sql.selectFrom("caseRecord").selectAll().where("instanceKey", "=", job.instanceKey).executeTakeFirst(),
  );
  if (!caseRecord) throw new Error(`Job ${job.key} belongs to no case.`);
  return { ...job, caseId: caseRecord.id, caseRecord };
}

async function applyJob(parts: JobParts, handler: AnyJobHandler, grip: Grip, answer: unknown): Promise<JobEnd> {
  return underLock(parts, grip, grip.type, async (tx, open, job) => {
    const caseId = open.row.id;
    if (handler.requires) await checkRequirement(tx, caseId, handler.requires);
    const variables = await handler.apply({ ...job, caseId, caseRecord: open.row }, tx, answer, parts.context);
    await tx.em.flush();
    await parts.context.engine.completeJob(tx, { jobKey: job.key, ...(variables ? { variables } : {}) });
    return "completed";
  });
}

/** Root lock, then the case; drops out where the job is gone, waits where an exclusive command is under way. */
function underLock(
  { database, context }: JobParts,
  grip: Grip,
  name: string,
  work: (tx: Tx, open: OpenCase, job: Job) => Promise<JobEnd>,
): Promise<JobEnd> {
  const { engine } = context;
  return database.transact(
    async (tx) => {
      recordLock(tx, "instance", grip.rootKey);
      const job = await grip.take(tx);
      if (!job) return "lost";
      return withCaseOf(tx, grip.rootKey, async (open) => {
        if (open.row.exclusiveCommandId === null) return work(tx, open, job);
        const message = "the case is busy";
        await engine.failJob(tx, { jobKey: job.key, retries: job.retries, backOff: BUSY_WAIT, message });
        return "waiting";
      });
    },
    { name },
  );
}

/** Gives a job back after `error`, in a transaction of its own: what the job wrote was rolled back. */
async function handBack(parts: JobParts, grip: Grip, error: unknown): Promise<JobEnd> {
  const { engine, log } = parts.context;
  // The database itself failed: nothing can be written now; a lease will run out.
  if (isContention(error) || isUnreachable(error)) throw error;
  if (error instanceof BusinessError) {
    return underLock(parts, grip, `${grip.type} error`, async (tx, _open, { key }) => {
      await engine.throwError(tx, { jobKey: key, code: error.code, message: error.message });
      return "errorThrown";
    });
  }
  return underLock(parts, grip, `${grip.type} failed`, async (tx, open, { key, retries: left }) => {
    const again = error instanceof TryAgainError && left > 1;
    const retries = again ? left - 1 : 0;
    tx.afterCommit(() => {
      log.warn({ jobKey: key, jobType: grip.type, caseId: open.row.id, err: error, again }, "job failed");
    });
    await engine.failJob(tx, { jobKey: key, retries, backOff: backOffOf(retries), message: messageOf(error) });
    return again ? "retried" : "incident";
  });
}

const backOffOf = (retriesLeft: number): number =>
  Math.min(LONGEST_BACK_OFF, FIRST_BACK_OFF * 2 ** Math.max(0, RETRIES - 1 - retriesLeft));

/** For the incident: what an error may say without what it was about. */
function messageOf(error: unknown): string {
  const { type, message } = describeError(error);
  return message === "" ? type : `${type}: ${message}`;
}
