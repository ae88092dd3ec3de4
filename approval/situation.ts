import { fromJson } from "#db/json.ts";
import type { Read } from "#db/transaction.ts";
import {
  type RefusalCode,
  type Relation,
  refusalOf,
  refusalTexts,
  type Situation,
  type TaskAction,
} from "#domain/allowed.ts";
import { BusinessError } from "#domain/errors.ts";
import type { TaskRow } from "./business.ts";
import { isBusy } from "./caseSituation.ts";
import { nodeSettings } from "./nodeSettings.ts";

/** What a person is to a task, as lists see it: by the pool's members and the task's exclusions. */
export async function relationOf(read: Pick<Read, "sql">, task: TaskRow, personId: number): Promise<Relation> {
  if (task.assigneeId === personId) return "holder";
  const found = await read.sql
    .selectFrom("poolMember")
    .leftJoin("taskExclusion", (join) =>
      join.onRef("taskExclusion.personId", "=", "poolMember.personId").on("taskExclusion.taskId", "=", task.id),
    )
    .select("taskExclusion.taskId as excluded")
    .where("poolMember.personId", "=", personId)
    .where("poolMember.poolId", "=", task.poolId)
    .executeTakeFirst();
  if (!found) return "stranger";
  return found.excluded === null ? "candidate" : "excluded";
}

/** What is true of a task for somebody, as the table of actions needs it. */
export function situationOf(
  task: TaskRow,
  caseRow: Parameters<typeof isBusy>[0],
  relation: Relation,
  personId: number,
): Situation {
  const ended = task.endedAt !== null;
  const settings = nodeSettings(fromJson(task.settings));
  return {
    kind: task.kind,
    state: task.state,
    relation,
    phase: settings.phase,
    endedByAnother: ended && task.assigneeId !== null && task.assigneeId !== personId,
    offered: settings.actions,
    busy: isBusy(caseRow),
  };
}

export function refuse(code: RefusalCode): never {
  const { status, message } = refusalTexts[code];
  throw new BusinessError(code, message, { status });
}

/** @throws BusinessError with the table's refusal */
export function demand(action: TaskAction, situation: Situation): void {
  const refusal = refusalOf(action, situation);
  if (refusal) refuse(refusal);
}
