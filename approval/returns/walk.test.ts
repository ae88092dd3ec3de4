import assert from "node:assert/strict";
import fc from "fast-check";
import { BusinessError } from "#domain/errors.ts";
import { describeDatabases } from "#test/database.ts";
import { buildKernel, type PersonName, requestId, type TestKernel } from "#test/kernel.ts";
import type { TaskRow } from "../business.ts";
import { claimTask } from "../claim.ts";
import { decide } from "../decide.ts";
import { releaseTask } from "../release.ts";
import { areSeparated } from "../separation.ts";
import { terminateCase, withdrawCase } from "../stop.ts";
import { recallTask } from "./recall.ts";
import { returnTask } from "./return.ts";

/** One thing that somebody tries; most of them are refused. */
interface Attempt {
  act: "claim" | "release" | "decide" | "return" | "recall" | "withdraw" | "terminate";
  /** Whoever may, or anybody. */
  who: PersonName | "entitled";
  /** Which of several who may. */
  pick: number;
  target: string;
  agrees: boolean;
}
const staff = ["window", "window2", "handler", "both", "head", "deputy", "deputy2"] as const;
const nodes = ["accept", "firstReview", "secondReview", "finalApproval"] as const;
const candidates: Record<string, readonly PersonName[]> = {
  accept: ["window", "deputy"],
  firstReview: ["handler", "both"],
  secondReview: ["head", "both"],
  finalApproval: ["deputy", "deputy2"],
};
const attempt: fc.Arbitrary<Attempt> = fc.record({
  act: fc.oneof(
    { weight: 2, arbitrary: fc.constant("claim" as const) },
    { weight: 8, arbitrary: fc.constant("decide" as const) },
    { weight: 4, arbitrary: fc.constant("return" as const) },
    { weight: 4, arbitrary: fc.constant("recall" as const) },
    { weight: 1, arbitrary: fc.constant("release" as const) },
    { weight: 1, arbitrary: fc.constantFrom("withdraw" as const, "terminate" as const) },
  ),
  who: fc.oneof({ weight: 5, arbitrary: fc.constant("entitled" as const) }, fc.constantFrom(...staff)),
  pick: fc.nat(1),
  target: fc.constantFrom(...nodes),
  agrees: fc.boolean(),
});

describe("whatever is done with a case", () => {
  describeDatabases((makeDatabase) => {
    it("each live engine task has one row, nothing is left behind, separation holds, what does not count is void", async function () {
      this.timeout(120_000);
      const kernel = await buildKernel(await makeDatabase());
      const walk = async (attempts: Attempt[]) => {
        const { caseId } = await kernel.apply();
        for (const one of attempts) {
          await tried(kernel, caseId, one);
          assert.deepEqual(await faults(kernel, caseId), [], JSON.stringify(one));
        }
      };
      await fc.assert(fc.asyncProperty(fc.array(attempt, { minLength: 20, maxLength: 40 }), walk), {
        seed: 20260305,
        numRuns: 12,
        endOnFailure: true,
      });

      // The walk has seen what it is about.
      const acts = await kernel.database.read((read) => read.sql.selectFrom("caseAct").select("kind").execute());
      for (const kind of ["return", "recall"]) assert.ok(acts.filter((one) => one.kind === kind).length > 0, kind);
    });
  });
});

/** Tries it on what is there now; only refusals of the platform pass. */
async function tried(kernel: TestKernel, caseId: number, given: Attempt): Promise<void> {
  const { ctx, database } = kernel;
  const { act, target, agrees } = given;
  const { row, tasks } = await database.read(async ({ sql }) => ({
    row: await sql.selectFrom("caseRecord").selectAll().where("id", "=", caseId).executeTakeFirstOrThrow(),
    tasks: await sql.selectFrom("task").selectAll().where("caseId", "=", caseId).orderBy("id", "desc").execute(),
  }));
  const open = tasks.find(({ endedAt }) => endedAt === null) ?? tasks[0]!;
  const actor = kernel.people[whoOf(kernel, given, open, tasks)];
  const onTask = { requestId: requestId(), version: open.version };
  const onCase = { requestId: requestId(), version: row.version };
  /** The version of the task, claimed where it lies in its pool. */
  const inHand = async (): Promise<number> =>
    open.state === "pooled"
      ? (await claimTask(ctx, actor, open.id, { ...onTask, requestId: requestId() })).version
      : open.version;
  try {
    switch (act) {
      case "claim":
        await claimTask(ctx, actor, open.id, onTask);
        break;
      case "release":
        await releaseTask(ctx, actor, open.id, onTask);
        break;
      case "decide": {
        const version = await inHand();
        const offered = String(JSON.parse(open.settings).outcomes).split(",");
        const outcome = (offered[agrees || offered.includes("notAccept") ? 0 : 1] ?? "approve") as "approve";
        const form = open.formId === null ? {} : { area: 100 };
        await decide(ctx, actor, open.id, { ...onTask, version, outcome, opinion: "意见。", form });
        break;
      }
      case "return":
        await returnTask(ctx, actor, open.id, { ...onTask, version: await inHand(), target, reason: "请核实" });
        break;
      case "recall": {
        const own = tasks.find(({ state, assigneeId }) => state === "done" && assigneeId === actor.personId);
        if (own) await recallTask(ctx, actor, own.id, onCase);
        break;
      }
      case "withdraw":
        await withdrawCase(ctx, kernel.people.clerk, caseId, { ...onCase, reason: "不再需要" });
        break;
      case "terminate":
        await terminateCase(ctx, actor, caseId, { ...onCase, reason: "主体资格灭失" });
        break;
    }
  } catch (error) {
    if (!(error instanceof BusinessError)) throw error;
  }
  await kernel.runner.settle();
}

/** The holder of the open task or one of its candidates; for a recall, who decided last. */
function whoOf(kernel: TestKernel, { act, who, pick }: Attempt, open: TaskRow, tasks: readonly TaskRow[]): PersonName {
  if (who !== "entitled") return who;
  const last = tasks.filter(({ state }) => state === "done").sort((a, b) => b.endedAt! - a.endedAt! || b.id - a.id)[0];
  const task = act === "recall" ? last : open;
  const found = staff.find((name) => kernel.people[name].personId === task?.assigneeId);
  return found ?? candidates[open.node]![pick]!;
}

/** Everything that must never be true of a case, in words. */
async function faults({ ctx, database }: TestKernel, caseId: number): Promise<string[]> {
  return database.read(async (read) => {
    const { sql } = read;
    const row = await sql.selectFrom("caseRecord").selectAll().where("id", "=", caseId).executeTakeFirstOrThrow();
    const tasks = await sql.selectFrom("task").selectAll().where("caseId", "=", caseId).execute();
    const decisions = await sql.selectFrom("decision").selectAll().where("caseId", "=", caseId).orderBy("id").execute();
    const journal = await sql.selectFrom("journal").selectAll().where("caseId", "=", caseId).execute();
    const living = (await ctx.engine.tokens(read, row.instanceKey!)).filter(({ type }) => type === "userTask");
    const open = tasks.filter(({ endedAt }) => endedAt === null);
    const found: string[] = [];
    const nodesOf = (list: { node: string }[]) => list.map(({ node }) => node).sort();
    const alive = living.map(({ elementId }) => elementId).sort();
    if (String(nodesOf(open)) !== String(alive)) found.push(`rows ${nodesOf(open)}, engine ${alive}`);
    const passing = journal
      .filter(({ kind, leftAt }) => kind === "task" && leftAt === null)
      .map(({ element }) => element);
    if (String(passing.sort()) !== String(alive)) found.push(`journal ${passing}, engine ${alive}`);
    for (const task of open) {
      if ((task.state === "pooled") !== (task.openPool !== null)) found.push(`${task.node} is ${task.state} in a pool`);
      if ((task.state === "active") !== (task.openAssignee !== null)) found.push(`${task.node} is ${task.state}, held`);
    }
    for (const task of tasks.filter(({ endedAt }) => endedAt !== null)) {
      if (task.openPool !== null || task.openAssignee !== null) found.push(`${task.node} ended and is still listed`);
    }
    if ((row.closedAt !== null) !== (open.length === 0 && alive.length === 0 && row.state === "closed")) {
      // A refusal waits a day before it ends.
      if (row.state !== "decided") found.push(`${row.state} with ${open.length} open tasks`);
    }
    const effective = decisions.filter(({ state }) => state === "effective");
    const twice = effective.filter(({ node }, at) => effective.findIndex((one) => one.node === node) !== at);
    if (twice.length > 0) found.push(`${twice[0]!.node} has two decisions in effect`);
    const involved = [
      ...effective.map(({ node, personId }) => ({ node, personId })),
      ...open.flatMap(({ node, openAssignee }) => (openAssignee === null ? [] : [{ node, personId: openAssignee }])),
    ].map((one) => ({ ...one, ...rules[one.node as keyof typeof rules] }));
    for (const a of involved)
      for (const b of involved) {
        if (a.personId === b.personId && areSeparated(a, b)) found.push(`one person did ${a.node} and ${b.node}`);
      }
    return found;
  });
}

/** What the diagram of the kernel's tests says about separation. */
const review = { review: true, distinctFrom: [] as string[] };
const rules = {
  accept: { review: false, distinctFrom: [] as string[] },
  firstReview: review,
  secondReview: review,
  finalApproval: { review: true, distinctFrom: ["accept"] },
};
