import type { z } from "zod";
import { fromJson } from "#db/json.ts";
import type { GrantLevel } from "#db/platform/cases.ts";
import type { Read } from "#db/transaction.ts";
import type { timelineEntrySchema } from "#domain/platform/cases.ts";
import { type MatterKind, outcomeLabel } from "#domain/platform/states.ts";
import type { CaseRow } from "./business.ts";
import { actTimeline } from "./caseActs.ts";
import type { Actor } from "./context.ts";
import { nodeSettings } from "./nodeSettings.ts";
import { supplementTimeline } from "./supplements/timeline.ts";

export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/**
 * 流转记录: the submission, every decision, every 补正 and every act that moved the case otherwise, oldest first. Who holds the case reads all of it; a former holder only
 * their own opinion; the applicant the acts addressed to them, as acts of the authority. A candidate reads none.
 */
export async function timelineOf(
  read: Pick<Read, "sql">,
  row: CaseRow,
  kind: MatterKind,
  level: GrantLevel,
  actor: Actor,
): Promise<TimelineEntry[]> {
  if (level === "summary") return [];
  const decisions = await read.sql
    .selectFrom("decision")
    .innerJoin("task", "task.id", "decision.taskId")
    .selectAll("decision")
    .select("task.settings")
    .where("decision.caseId", "=", row.id)
    .orderBy("decision.at")
    .orderBy("decision.id")
    .execute();
  const entries = decisions.map(({ settings, ...decision }) => ({ ...decision, ...nodeSettings(fromJson(settings)) }));
  const shown = level === "applicant" ? entries.filter(({ phase }) => phase !== "review") : entries;
  const acts = shown.map(
    ({ at, node, nodeName, personId, personName, orgName, outcome, opinion, state, phase }): TimelineEntry => ({
      at,
      node,
      nodeName,
      who: level === "applicant" ? "" : personName,
      orgName,
      what: outcomeLabel(outcome, phase, kind),
      outcome,
      opinion: level === "full" || personId === actor.personId ? opinion : "",
      state,
    }),
  );
  const asked = await supplementTimeline(read, row, level);
  const moved = await actTimeline(read, row.id, level, actor);
  return [submission(row, level), ...[...acts, ...asked, ...moved].sort((a, b) => a.at - b.at)];
}

const submission = (row: CaseRow, level: GrantLevel): TimelineEntry => ({
  at: row.submittedAt,
  node: "",
  nodeName: "申请",
  who: row.applicantOrgId === null && level !== "history" ? row.applicantName : "",
  orgName: row.applicantOrgId === null ? "" : row.applicantName,
  what: "提交申请",
  outcome: null,
  opinion: "",
  state: "effective",
});
