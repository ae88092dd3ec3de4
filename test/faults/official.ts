import { setTimeout as sleep } from "node:timers/promises";
import { caseViewSchema, commandResultSchema } from "#domain/platform/cases.ts";
import { type InboxRow, inboxPageSchema } from "#domain/platform/inbox.ts";
import type { Outcome } from "#domain/platform/states.ts";
import type { Chance } from "./chance.ts";
import type { Client } from "./client.ts";
import { written } from "./decisions.ts";

/** The tasks of one node that an official works off; its hands share it. */
export interface Work {
  business: string;
  node: string;
  /** How many are still to be taken up. */
  left: number;
  /** Ids of those that were. */
  taken: Set<number>;
  /** Null while the case is not to be taken up: its applicant still waits for an answer, or somebody is about to recall it. */
  outcomeOf(caseId: number): Outcome | null;
  /** What is done beside deciding; nothing where it is left out. */
  detourOf?(caseId: number): Detour | null;
  /** Whether tasks come back here that were decided already. */
  getsBack?: boolean;
  /** Whether a task of the case may have been recalled since the list was read. */
  mayBeGone?(caseId: number): boolean;
  /** Called when a case was decided here. */
  decided?(caseId: number): void;
}

/** 退回 to an earlier node instead of deciding; 取回 of the decision, and deciding again. Each once a case. */
export type Detour = { kind: "return"; target: string } | { kind: "recall"; begun(): void; ended(): void };

/** How long an official looks at a list with nothing to do before asking again. Milliseconds. */
const LOOK_AGAIN = 150;

const fresh = ["next"];

/**
 * One of an official's hands: takes any task out of 待领 that no other hand has, or one that came back, and decides it,
 * until none is left. No answer but the first result is right, however often a command had to be sent: a command that
 * took effect before a kill must not be refused afterwards.
 */
export async function workOff(client: Client, work: Work, chance: Chance): Promise<void> {
  while (work.left > 0) {
    const task = await nextTask(client, work, chance);
    if (!task) {
      await sleep(LOOK_AGAIN);
      continue;
    }
    work.taken.add(task.id);
    work.left -= 1;
    const outcome = work.outcomeOf(task.caseId)!;
    const held = await inHand(client, task, work, chance);
    if (!held) {
      work.left += 1;
      continue;
    }
    const detour = work.detourOf?.(task.caseId) ?? null;
    if (detour?.kind === "return") {
      const back = { version: held.version, target: detour.target, reason: "面积与图纸不一致，请重新核对。" };
      await command(client, task.id, "return", back, chance);
      continue;
    }
    const decision = { outcome, ...written(work.business, work.node, outcome) };
    detour?.begun();
    await command(client, task.id, "decide", { version: held.version, ...decision }, chance);
    if (detour) {
      const again = await recall(client, task);
      work.taken.add(again.taskId);
      await command(client, again.taskId, "decide", { version: again.version, ...decision }, chance);
      detour.ended();
    }
    work.decided?.(task.caseId);
  }
}

/** The task with its version, claimed where it lies in its pool; null where it is gone, as it may be. */
async function inHand(client: Client, task: FreeTask, work: Work, chance: Chance): Promise<{ version: number } | null> {
  const { id, caseId, version, pooled } = task;
  if (!pooled) return task;
  if (!work.mayBeGone?.(caseId)) return command(client, id, "claim", { version }, chance);
  const refusals = ["STALE_TASK"];
  return client.tryCommand(`/api/tasks/${id}/claim`, { version }, commandResultSchema, { fresh, refusals });
}

/** The case may have changed since it was looked at: a paper was drawn. Then it is looked at again. */
async function recall(client: Client, { id, caseId }: FreeTask) {
  for (;;) {
    const { version } = await client.read(`/api/cases/${caseId}`, caseViewSchema);
    const back = await client.tryCommand(`/api/tasks/${id}/recall`, { version }, commandResultSchema, {
      fresh,
      refusals: ["STALE_CASE", "CASE_BUSY"],
    });
    if (back) return back;
  }
}

const command = (client: Client, taskId: number, name: string, body: object, chance: Chance) =>
  client.command(`/api/tasks/${taskId}/${name}`, body, commandResultSchema, { chance, fresh });

interface FreeTask {
  id: number;
  caseId: number;
  version: number;
  pooled: boolean;
}

async function nextTask(client: Client, work: Work, chance: Chance): Promise<FreeTask | null> {
  const { business, node, getsBack = false } = work;
  const list = async (box: "pool" | "todo") =>
    (await client.read(`/api/inbox/${box}?business=${business}&node=${node}`, inboxPageSchema)).rows;
  const back = getsBack ? await list("todo") : [];
  const pool = await list("pool");
  // Only now: other hands have taken tasks while the lists were read.
  const free = [...freeTasks(pool, work, true), ...freeTasks(back, work, false)];
  return free.length === 0 ? null : chance.pick(free);
}

const freeTasks = (rows: readonly InboxRow[], { taken, outcomeOf }: Work, pooled: boolean): FreeTask[] =>
  rows.flatMap(({ taskId, caseId, version }) =>
    taskId === null || taken.has(taskId) || outcomeOf(caseId) === null ? [] : [{ id: taskId, caseId, version, pooled }],
  );
