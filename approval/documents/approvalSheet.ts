import { fromJson } from "#db/json.ts";
import type { Read } from "#db/transaction.ts";
import { type ApprovalSheet, approvalSheet } from "#domain/documents/approvalSheet.ts";
import { caseOutcomes, outcomeLabel } from "#domain/platform/states.ts";
import { shanghaiDate } from "#domain/rules/workingDays.ts";
import type { CaseRow } from "../business.ts";
import type { Context } from "../context.ts";
import { nodeSettings } from "../nodeSettings.ts";
import type { OpenCase } from "../openCase.ts";
import { issuingOf } from "./issuing.ts";
import { recordDocument } from "./recordDocument.ts";

/** 审批表: every node's opinion, person, date and outcome, once the case is closed. */
export async function recordApprovalSheet(ctx: Pick<Context, "templates" | "jobs">, open: OpenCase): Promise<void> {
  const { tx, row } = open;
  const { outcome, closedAt } = row;
  if (closedAt === null || outcome === null) throw new Error(`Case ${row.id} is not closed.`);
  const { issuer, applicant, matter } = await issuingOf(tx, row);
  const dayOf = (moment: number | null) => (moment === null ? null : shanghaiDate(moment));
  await recordDocument(ctx, open, {
    kind: approvalSheet,
    data: {
      issuer,
      applicant: applicant.name,
      matter: matter.name,
      caseNo: row.caseNo,
      title: row.title,
      receivedOn: shanghaiDate(row.submittedAt),
      acceptedOn: dayOf(row.acceptedAt),
      decidedOn: dayOf(row.decidedAt),
      closedOn: shanghaiDate(closedAt),
      outcome: caseOutcomes[outcome],
      decisions: await decisionsOf(tx, row.id, matter.kind),
      results: (await resultDocuments(tx, row)).map(({ title, number }) => `${title} ${number}`),
    },
  });
}

async function decisionsOf(
  { sql }: Pick<Read, "sql">,
  caseId: number,
  kind: Parameters<typeof outcomeLabel>[2],
): Promise<ApprovalSheet["decisions"]> {
  const rows = await sql
    .selectFrom("decision")
    .innerJoin("task", "task.id", "decision.taskId")
    .selectAll("decision")
    .select("task.settings")
    .where("decision.caseId", "=", caseId)
    .orderBy("decision.at")
    .orderBy("decision.id")
    .execute();
  return rows.map((row) => ({
    node: row.nodeName,
    what: outcomeLabel(row.outcome, nodeSettings(fromJson(row.settings)).phase, kind),
    opinion: row.opinion,
    who: row.personName,
    on: shanghaiDate(row.at),
    effective: row.state === "effective",
  }));
}

/** What the case ends in for its applicant: the results of its matter, or the decision against them. */
export async function resultDocuments(
  { sql }: Pick<Read, "sql">,
  row: Pick<CaseRow, "id" | "matterId">,
): Promise<{ id: number; title: string; number: string; fileHash: string | null }[]> {
  const { results } = await sql
    .selectFrom("serviceMatter")
    .select("results")
    .where("id", "=", row.matterId)
    .executeTakeFirstOrThrow();
  const kinds = fromJson<{ kind: string }[]>(results).map(({ kind }) => kind);
  return sql
    .selectFrom("caseDocument")
    .select(["id", "title", "number", "fileHash"])
    .where("caseId", "=", row.id)
    .where("kind", "in", [...kinds, "refusalDecision", "nonAcceptanceDecision"])
    .orderBy("at")
    .orderBy("id")
    .execute();
}
