import { setTimeout as sleep } from "node:timers/promises";
import { commandResultSchema } from "#domain/platform/cases.ts";
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
  /** Null while the case is not known yet: its applicant still waits for an answer. */
  outcomeOf(caseId: number): Outcome | null;
}

/** How long an official looks at a list with nothing to do before asking again. Milliseconds. */
const LOOK_AGAIN = 150;

/**
 * One of an official's hands: takes any task out of 待领 that no other hand has, claims and decides it, until none is
 * left. No answer but the first result is right, however often a command had to be sent: a command that took effect
 * before a kill must not be refused afterwards.
 */
export async function workOff(client: Client, work: Work, chance: Chance): Promise<void> {
  const { business, node, taken, outcomeOf } = work;
  const path = `/api/inbox/pool?business=${business}&node=${node}`;
  const options = { chance, fresh: ["next"] };
  while (work.left > 0) {
    const { rows } = await client.read(path, inboxPageSchema);
    const task = freeTask(rows, work, chance);
    if (!task) {
      await sleep(LOOK_AGAIN);
      continue;
    }
    taken.add(task.id);
    work.left -= 1;
    const outcome = outcomeOf(task.caseId)!;
    const { version } = await client.command(
      `/api/tasks/${task.id}/claim`,
      { version: task.version },
      commandResultSchema,
      options,
    );
    const decision = { version, outcome, ...written(business, node, outcome) };
    await client.command(`/api/tasks/${task.id}/decide`, decision, commandResultSchema, options);
  }
}

function freeTask(rows: readonly InboxRow[], { taken, outcomeOf }: Work, chance: Chance) {
  const free = rows.flatMap(({ taskId, caseId, version }) =>
    taskId === null || taken.has(taskId) || outcomeOf(caseId) === null ? [] : [{ id: taskId, caseId, version }],
  );
  return free.length === 0 ? null : chance.pick(free);
}
