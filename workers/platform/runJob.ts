import { describeError } from "#adapters/log/errors.ts";
import { type OpenCase, withCase } from "#approval/openCase.ts";
import { checkRequirement } from "#approval/requires.ts";
import { isContention, isUnreachable } from "#db/failures.ts";
import { recordLock } from "#db/locks.ts";
import type { Database } from "#db/orm.ts";
import type { Tx } from "#db/transaction.ts";
import { BusinessError, TryAgainError } from "#domain/errors.ts";
import type { Job } from "#engine/engine.ts";
import type { AnyJobHandler, ApplyContext, JobOfCase, Ports } from "../handler.ts";

export interface JobParts {
  database: Database;
  /** Under which jobs are leased. */
  worker: string;
  ports: Ports;
  context: ApplyContext;
}

/** What became of a leased job. `lost`: it is gone or leased to somebody else; `waiting`: its case is busy. */
export type JobEnd = "completed" | "errorThrown" | "retried" | "incident" | "lost" | "waiting";

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
export async function runJob(
  parts: JobParts,
  handler: AnyJobHandler,
  job: Job,
): Promise<{ end: JobEnd; caseId: number }> {
  const asked = await caseOf(parts, job);
  const { caseId } = asked;
  try {
    const answer = await handler.ask?.(asked, parts.ports);
    return { end: await applyJob(parts, handler, asked, answer), caseId };
  } catch (error) {
    return { end: await handBack(parts, asked, error), caseId };
  }
}

async function caseOf({ database }: JobParts, job: Job): Promise<JobOfCase> {
  const caseRecord = await database.read((read) =>
    read.sql.selectFrom("caseRecord").selectAll().where("instanceKey", "=", job.instanceKey).executeTakeFirst(),
  );
  if (!caseRecord) throw new Error(`Job ${job.key} belongs to no case.`);
  return { ...job, caseId: caseRecord.id, caseRecord };
}

async function applyJob(parts: JobParts, handler: AnyJobHandler, job: JobOfCase, answer: unknown): Promise<JobEnd> {
  return underLock(parts, job, handler.type, async (tx, open) => {
    if (handler.requires) await checkRequirement(tx, job.caseId, handler.requires);
    const current: JobOfCase = { ...job, caseRecord: open.row };
    const variables = await handler.apply(current, tx, answer, parts.context);
    await tx.em.flush();
    await parts.context.engine.completeJob(tx, { jobKey: job.key, ...(variables ? { variables } : {}) });
    return "completed";
  });
}

/** Root lock, then the case; drops out where the job is gone, waits where an exclusive command is under way. */
function underLock(
  { database, worker, context }: JobParts,
  job: JobOfCase,
  name: string,
  work: (tx: Tx, open: OpenCase) => Promise<JobEnd>,
): Promise<JobEnd> {
  const { engine } = context;
  return database.transact(
    async (tx) => {
      recordLock(tx, "instance", job.instanceKey);
      if (!(await engine.holdsJob(tx, job.key, worker))) return "lost";
      return withCase(engine, tx, job.caseId, async (open) => {
        if (open.row.exclusiveCommandId === null) return work(tx, open);
        const message = "the case is busy";
        await engine.failJob(tx, { jobKey: job.key, retries: job.retries, backOff: BUSY_WAIT, message });
        return "waiting";
      });
    },
    { name },
  );
}

/** Gives a job back after `error`, in a transaction of its own: what the job wrote was rolled back. */
async function handBack(parts: JobParts, job: JobOfCase, error: unknown): Promise<JobEnd> {
  const { engine, log } = parts.context;
  const about = { jobKey: job.key, jobType: job.type, caseId: job.caseId };
  // The database itself failed: nothing can be written now, and the lease will run out.
  if (isContention(error) || isUnreachable(error)) throw error;
  if (error instanceof BusinessError) {
    return underLock(parts, job, `${job.type} error`, async (tx) => {
      await engine.throwError(tx, { jobKey: job.key, code: error.code, message: error.message });
      return "errorThrown";
    });
  }
  const again = error instanceof TryAgainError && job.retries > 1;
  log.warn({ ...about, err: error, again }, "job failed");
  return underLock(parts, job, `${job.type} failed`, async (tx) => {
    const retries = error instanceof TryAgainError ? Math.max(0, job.retries - 1) : 0;
    await engine.failJob(tx, { jobKey: job.key, retries, backOff: backOffOf(retries), message: messageOf(error) });
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
