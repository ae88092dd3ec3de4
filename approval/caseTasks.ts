import { fromJson } from "#db/json.ts";
import type { GrantLevel } from "#db/platform/cases.ts";
import type { Read } from "#db/transaction.ts";
import { isAllowed, taskActions } from "#domain/allowed.ts";
import type { CaseTask } from "#domain/platform/cases.ts";
import { type MatterKind, outcomeLabel } from "#domain/platform/states.ts";
import { type CalendarTable, shanghaiDate } from "#domain/rules/workingDays.ts";
import type { CaseRow, TaskRow } from "./business.ts";
import { timeLeft } from "./clocks.ts";
import type { Actor } from "./context.ts";
import { holdsByTask } from "./holds.ts";
import { nodeSettings, refusals } from "./nodeSettings.ts";
import type { TaskDraft } from "./saveTaskDraft.ts";
import { relationOf, situationOf } from "./situation.ts";

interface CaseTasksGiven {
  row: CaseRow;
  kind: MatterKind;
  level: GrantLevel;
  calendar: CalendarTable;
  now: number;
}

/**
 * The open tasks of a case with what the caller may do with each. A candidate sees those that may be claimed, an
 * applicant none: what goes on inside is not addressed to them.
 */
export async function caseTasks(
  read: Pick<Read, "sql">,
  actor: Actor,
  { row, kind, level, calendar, now }: CaseTasksGiven,
): Promise<CaseTask[]> {
  if (level === "applicant") return [];
  const open = await read.sql
    .selectFrom("task")
    .leftJoin("person", "person.id", "task.openAssignee")
    .selectAll("task")
    .select("person.name as assigneeName")
    .where("task.caseId", "=", row.id)
    .where("task.endedAt", "is", null)
    .orderBy("task.id")
    .execute();
  const holds = await holdsByTask(read, [row.id]);
  const views: CaseTask[] = [];
  for (const { assigneeName, ...task } of open) {
    const situation = situationOf(task, row, await relationOf(read, task, actor.personId), actor.personId);
    const mayOpen = isAllowed("open", situation);
    if (level === "summary" && !mayOpen) continue;
    const mine = task.openAssignee === actor.personId;
    const actions = taskActions.filter((action) => action !== "open").filter((action) => isAllowed(action, situation));
    views.push({
      id: task.id,
      node: nodeView(task, kind),
      state: task.state,
      version: task.version,
      formId: mayOpen ? task.formId : null,
      assigneeName,
      mine,
      receivedAt: task.receivedAt,
      timeLeft: timeLeft(task.receivedAt, shanghaiDate(task.sortDue), now, calendar, holds.get(task.id)),
      actions,
      draft: mine ? await draftOf(read, actor, task.id) : null,
    });
  }
  return views;
}

function nodeView(task: TaskRow, kind: MatterKind): CaseTask["node"] {
  const settings = nodeSettings(fromJson(task.settings));
  return {
    id: task.node,
    name: task.nodeName,
    phase: settings.phase,
    outcomes: settings.outcomes.map((outcome) => ({
      outcome,
      label: outcomeLabel(outcome, settings.phase, kind),
      opinionRequired: settings.opinionFor.has(outcome),
      danger: refusals.has(outcome),
    })),
    writable: settings.fields,
    defaultOpinion: settings.defaultOpinion,
  };
}

async function draftOf(read: Pick<Read, "sql">, { personId }: Actor, taskId: number): Promise<CaseTask["draft"]> {
  const row = await read.sql
    .selectFrom("draft")
    .select(["data", "version"])
    .where("personId", "=", personId)
    .where("taskId", "=", taskId)
    .executeTakeFirst();
  return row ? { ...fromJson<TaskDraft>(row.data), version: row.version } : null;
}
