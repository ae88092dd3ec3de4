import { isDuplicate } from "#db/failures.ts";
import { fromJson, toJson } from "#db/json.ts";
import type { Tx } from "#db/transaction.ts";
import { BusinessError } from "#domain/errors.ts";
import { canonicalJson, sha256 } from "./canonical.ts";
import type { Actor, Context } from "./context.ts";

export interface CommandRequest {
  kind: string;
  /** The caller's own id for this request. */
  requestId: string;
  /** All that the request asks for; the same id with another body is refused. */
  body: unknown;
}

/** For how long a repeat is answered, in milliseconds of business time. */
const KEPT = 7 * 86_400_000;
/** Rows removed in one transaction. */
const ROUND = 1000;

/** How often a request may find its twin neither stored nor free (a twin that was just rolled back). */
const ATTEMPTS = 3;

/**
 * Runs a command once: everything in one transaction, together with its answer. A repeat answers the first result,
 * whatever has become of the task since; of two at once the second waits for the first at the unique key.
 * A command that is refused is not stored, so that it may be tried again.
 * @throws BusinessError REQUEST_ID_REUSED (422) where the id came with another body
 */
export async function runCommand<Result extends { caseId: number }>(
  ctx: Pick<Context, "database">,
  actor: Pick<Actor, "personId">,
  request: CommandRequest,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const bodyHash = sha256(canonicalJson([request.kind, request.body]));
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ctx.database.transact((tx) => runOnce(tx, actor, { ...request, bodyHash }, work), {
        name: request.kind,
      });
    } catch (error) {
      // This request may be stored already, or something else that is unique.
      if (!isDuplicate(error) || attempt === ATTEMPTS) throw error;
      const first = await firstAnswer<Result>(ctx, actor, request, bodyHash);
      if (first) return first;
    }
  }
}

async function runOnce<Result extends { caseId: number }>(
  tx: Tx,
  actor: Pick<Actor, "personId">,
  { kind, requestId, bodyHash }: CommandRequest & { bodyHash: string },
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const id = tx.nextId();
  const row = {
    id,
    personId: actor.personId,
    requestId,
    kind,
    caseId: null,
    bodyHash,
    state: "accepted" as const,
    result: toJson(null),
    at: tx.now,
    settledAt: null,
  };
  await tx.writeLater(tx.sql.insertInto("command").values(row));
  const result = await work(tx);
  await tx.writeLater(
    tx.sql
      .updateTable("command")
      .set({ state: "applied", caseId: result.caseId, result: toJson(result), settledAt: tx.now })
      .where("id", "=", id),
  );
  return result;
}

async function firstAnswer<Result>(
  ctx: Pick<Context, "database">,
  actor: Pick<Actor, "personId">,
  { requestId }: CommandRequest,
  bodyHash: string,
): Promise<Result | null> {
  const first = await ctx.database.read((read) =>
    read.sql
      .selectFrom("command")
      .select(["bodyHash", "result"])
      .where("personId", "=", actor.personId)
      .where("requestId", "=", requestId)
      .executeTakeFirst(),
  );
  if (!first) return null;
  if (first.bodyHash !== bodyHash) {
    throw new BusinessError("REQUEST_ID_REUSED", "该请求编号已用于另一次操作，请刷新页面后重试。", { status: 422 });
  }
  return fromJson<Result>(first.result);
}

/** Removes settled commands older than seven days, a thousand in a transaction; answers how many. */
export async function forgetCommands({ database, clock }: Pick<Context, "database" | "clock">): Promise<number> {
  const before = clock.now() - KEPT;
  for (let removed = 0; ; ) {
    const old = await database.read((read) =>
      read.sql
        .selectFrom("command")
        .select("id")
        .where("at", "<", before)
        .where("state", "!=", "accepted")
        .orderBy("at")
        .limit(ROUND)
        .execute(),
    );
    if (old.length === 0) return removed;
    const ids = old.map(({ id }) => id);
    await database.transact((tx) => tx.sql.deleteFrom("command").where("id", "in", ids).execute(), {
      name: "forgetCommands",
    });
    removed += ids.length;
  }
}
