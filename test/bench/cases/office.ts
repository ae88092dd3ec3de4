import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Business } from "#approval/business.ts";
import { claimTask } from "#approval/claim.ts";
import type { Actor, Context } from "#approval/context.ts";
import { decide } from "#approval/decide.ts";
import { createDraft, saveDraft } from "#approval/drafts.ts";
import { submitDraft } from "#approval/submitDraft.ts";
import type { Database } from "#db/orm.ts";
import type { Outcome } from "#domain/platform/states.ts";
import { addPerson, buildKernel, requestId } from "#test/kernel.ts";
import type { AnyJobHandler } from "#workers/handler.ts";
import { dueChores } from "#workers/platform/chores.ts";

/** How often it is looked whether anything is left to do, in milliseconds. */
const LOOK_AGAIN = 10;

/** The 20 texts that the peer starts with as variables; a case of ours keeps them as its form. */
const fields = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`field${index}`, `值 ${index}`]));
const form = z.object(Object.fromEntries(Object.keys(fields).map((name) => [name, z.string()])));

const business: Partial<Business> = {
  id: "bench-approval",
  name: "基准审批",
  startForm: "bench-approval.start",
  forms: { "bench-approval.start": { title: "申请", schema: form } },
  caseNumberPrefix: "JZ",
  describe: async (_tx, { field0 }, { applicantName }) => ({
    title: `${applicantName}的申请`,
    summary: [{ label: "内容", value: String(field0) }],
  }),
};

/** Each stores one variable, as the peer's do. */
const handlers: AnyJobHandler[] = ["register", "issue"].map((name) => ({
  type: `bench-approval.${name}`,
  apply: async () => ({ [name]: true }),
}));

/** The steps of a case: who, and with what outcome. */
const steps = [
  ["window", "approve"],
  ["reviewer", "proposeApproval"],
  ["leader", "approve"],
] as const satisfies [keyof Omit<Desk, "clerk">, Outcome][];

/** The people of one client: nobody of another client waits for them. */
interface Desk {
  clerk: Actor;
  window: Actor;
  reviewer: Actor;
  leader: Actor;
}

export interface Office {
  ctx: Context;
  /**
   * Takes one case from its application to its end; answers how long each decision took, in milliseconds. `onDecision`
   * hears when one begins (true) and when it was answered (false).
   */
  runCase(client: number, onDecision?: (deciding: boolean) => void): Promise<number[]>;
  /** Answers when nothing is left to do for the cases so far, such as drawing their papers. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** A county with as many people at each desk as there are clients, the approval of the bench, and running jobs. */
export async function openOffice(database: Database, clients: number): Promise<Office> {
  const kernel = await buildKernel(database, { business, handlers });
  const { runner } = kernel;
  const ctx: Context = { ...kernel.ctx, jobs: runner };
  const xml = await readFile(join(import.meta.dirname, "approval.bpmn"), "utf8");
  await database.transact(async (tx) => {
    await ctx.engine.deploy(tx, [{ name: "approval.bpmn", xml }]);
    const matter = await tx.sql.selectFrom("serviceMatter").selectAll().executeTakeFirstOrThrow();
    await tx.sql
      .insertInto("serviceMatter")
      .values({ ...matter, id: tx.nextId(), business: "bench-approval" })
      .execute();
  });
  const desks: Desk[] = [];
  for (let client = 0; client < clients; client += 1) {
    desks.push({
      clerk: await addPerson(database, `申请${client}`, [["orgClerk", "a"]]),
      window: await addPerson(database, `窗口${client}`, [["windowClerk", "window"]]),
      reviewer: await addPerson(database, `初审${client}`, [["handler", "section"]]),
      leader: await addPerson(database, `审定${client}`, [["deputyDirector", "centre"]]),
    });
  }
  runner.start();
  return {
    ctx,
    runCase: (client, onDecision) => runCase(ctx, desks[client]!, onDecision),
    async settle() {
      while ((await dueChores(ctx)).length > 0) await sleep(LOOK_AGAIN);
    },
    close: () => runner.stop(),
  };
}

async function runCase(
  ctx: Context,
  desk: Desk,
  onDecision: (deciding: boolean) => void = () => {},
): Promise<number[]> {
  const draft = await createDraft(ctx, desk.clerk, "bench-approval");
  const { version } = await saveDraft(ctx, desk.clerk, draft.id, { data: fields, version: draft.version });
  const { caseId } = await submitDraft(ctx, desk.clerk, draft.id, { requestId: requestId(), version });
  const latencies: number[] = [];
  for (const [who, outcome] of steps) {
    const task = await openTask(ctx, caseId);
    const claimed = await claimTask(ctx, desk[who], task.id, { requestId: requestId(), version: task.version });
    const body = { requestId: requestId(), version: claimed.version, outcome, opinion: "同意", form: {} };
    onDecision(true);
    const from = performance.now();
    const { next } = await decide(ctx, desk[who], task.id, body);
    latencies.push(performance.now() - from);
    onDecision(false);
    // A busy machine may have taken longer than an answer waits.
    if (next.kind === "pending") await ctx.jobs.waitForCase(caseId, 60_000);
  }
  return latencies;
}

const openTask = (ctx: Context, caseId: number): Promise<{ id: number; version: number }> =>
  ctx.database.read((read) =>
    read.sql
      .selectFrom("task")
      .select(["id", "version"])
      .where("caseId", "=", caseId)
      .where("endedAt", "is", null)
      .executeTakeFirstOrThrow(),
  );
