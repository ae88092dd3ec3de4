import { fromJson } from "#db/json.ts";
import type { GrantLevel } from "#db/platform/cases.ts";
import type { Read } from "#db/transaction.ts";
import type { CaseView } from "#domain/platform/cases.ts";
import { caseOutcomes, caseStates, matterKinds } from "#domain/platform/states.ts";
import { maskName } from "#domain/rules/masking.ts";
import type { Business, CaseRow } from "./business.ts";
import { calendarOf } from "./calendar.ts";
import { offeredActions } from "./caseActions.ts";
import { mayDeliver } from "./caseEnd/deliver.ts";
import { archiveView, deliveryView } from "./caseEnd/view.ts";
import { caseTasks } from "./caseTasks.ts";
import { timeLeftOfCase } from "./clocks.ts";
import type { Actor, Context } from "./context.ts";
import { readSections } from "./forms.ts";
import { holdsByTask } from "./holds.ts";
import { materialsOf, materialView } from "./materials.ts";
import { legalBasisOf, type MatterRow, materialSlots, matterOfCase } from "./matters.ts";
import { maskPersonal } from "./personal.ts";
import { recallableOf } from "./returns/recallable.ts";
import { demandSight } from "./sight.ts";
import { supplementsOf } from "./supplements/view.ts";
import { timelineOf } from "./timeline.ts";

/** Levels that read files and documents. */
export const readsFiles: ReadonlySet<GrantLevel> = new Set(["full", "applicant"]);

/** 文书 that stay inside the house: they name who said what. */
export const internalDocuments = ["approvalSheet", "volumeIndex"] as const;

/** A case as far as the caller sees it. @throws BusinessError CASE_UNKNOWN (404) */
export function readCase(ctx: Context, actor: Actor, caseId: number): Promise<CaseView> {
  const now = ctx.clock.now();
  return ctx.database.read(async (read) => {
    const level = await demandSight(read, actor, now, caseId);
    const row = await read.sql.selectFrom("caseRecord").selectAll().where("id", "=", caseId).executeTakeFirstOrThrow();
    const matter = await matterOfCase(read, row);
    const business = ctx.businesses.get(row.business);
    if (!business) throw new Error(`Business ${row.business} is not installed.`);
    const calendar = await calendarOf(read, row.regionCode);
    const { kind } = matter;
    return {
      ...caseHead(row, business, level),
      timeLeft: timeLeftOfCase(row, now, calendar, [...(await holdsByTask(read, [row.id])).values()].flat()),
      pending: await isPending(ctx, read, row),
      matter: matterOf(matter),
      tasks: await caseTasks(read, actor, { row, kind, level, calendar, now }),
      sections: await sectionsOf(read, row, business, level),
      ...(await filesOf(ctx, read, actor, { row, matter, level })),
      timeline: await timelineOf(read, row, kind, level, actor),
      recallable: await recallableOf(ctx, read, actor, row),
      actions: await offeredActions(read, actor, row, now),
      delivery: await deliveryView(read, caseId, level),
      archive: await archiveView(read, caseId, level),
      supplements: await supplementsOf(read, row, { slots: materialSlots(matter), level, now }),
      buildingId: level === "summary" ? null : ((await business.buildingOf?.(read, caseId)) ?? null),
    };
  });
}

function caseHead(row: CaseRow, business: Business, level: GrantLevel) {
  const { id, caseNo, title, state, outcome, submittedAt, acceptedAt, decidedAt, closedAt, version } = row;
  const { acceptDue, statutoryDue, promisedDue } = row;
  const masked = row.applicantOrgId === null && !readsFiles.has(level);
  return {
    ...{ id, caseNo, title, state, outcome, submittedAt, acceptedAt, decidedAt, closedAt, version },
    ...{ acceptDue, statutoryDue, promisedDue, level },
    deemedAccepted: row.deemedAt !== null,
    business: business.id,
    businessName: business.name,
    stateLabel: outcome === null ? caseStates[state] : `${caseStates[state]}·${caseOutcomes[outcome]}`,
    applicantName: masked ? maskName(row.applicantName) : row.applicantName,
    summary: fromJson<CaseView["summary"]>(row.summary),
  };
}

const matterOf = (matter: MatterRow): CaseView["matter"] => ({
  name: matter.name,
  kindLabel: matterKinds[matter.kind],
  legalBasis: legalBasisOf(matter),
  statutoryDays: matter.statutoryDays,
  promisedDays: matter.promisedDays,
});

async function isPending(ctx: Context, read: Read, row: CaseRow): Promise<boolean> {
  return row.closedAt === null && row.instanceKey !== null && (await ctx.engine.hasOpenJobs(read, row.instanceKey));
}

/** All sections for who holds or held the case, the applicant's own for the applicant, none for a candidate. */
async function sectionsOf(
  read: Pick<Read, "sql">,
  row: CaseRow,
  business: Business,
  level: GrantLevel,
): Promise<CaseView["sections"]> {
  if (level === "summary") return [];
  const sections = await readSections(read, row.id);
  const shown = level === "applicant" ? sections.filter(({ formId }) => formId === business.startForm) : sections;
  return shown.map(({ formId, data }) => ({
    formId,
    title: business.forms[formId]?.title ?? formId,
    data: level === "history" ? maskPersonal(data) : data,
  }));
}

async function filesOf(
  ctx: Context,
  read: Read,
  actor: Actor,
  { row, matter, level }: { row: CaseRow; matter: MatterRow; level: GrantLevel },
): Promise<Pick<CaseView, "materials" | "documents" | "certificate" | "materialNames">> {
  const slots = materialSlots(matter);
  const materials = (await materialsOf(read, { caseId: row.id })).map((one) =>
    materialView(one, { caseId: row.id }, slots),
  );
  if (!readsFiles.has(level)) {
    const materialNames = materials.map(({ slotName, name }) => `${slotName}：${maskPersonal(name)}`);
    const documents = (await mayDeliver(read, actor, row)) ? await documentsOf(read, row.id, level) : [];
    return { materials: [], documents, certificate: null, materialNames };
  }
  return {
    materials,
    documents: await documentsOf(read, row.id, level),
    certificate: await certificateOf(ctx, read, row.id),
    materialNames: [],
  };
}

async function documentsOf(read: Pick<Read, "sql">, caseId: number, level: GrantLevel): Promise<CaseView["documents"]> {
  const documents = await read.sql
    .selectFrom("caseDocument")
    .select(["id", "kind", "title", "number", "at", "fileHash"])
    .where("caseId", "=", caseId)
    .$if(level !== "full", (query) => query.where("kind", "not in", internalDocuments))
    .orderBy("at")
    .orderBy("id")
    .execute();
  return documents.map(({ fileHash, ...document }) => ({
    ...document,
    ready: fileHash !== null,
    url: `/api/cases/${caseId}/documents/${document.id}`,
  }));
}

async function certificateOf(ctx: Context, read: Pick<Read, "sql">, caseId: number): Promise<CaseView["certificate"]> {
  const certificate = await read.sql
    .selectFrom("certificate")
    .select(["number", "token"])
    .where("caseId", "=", caseId)
    .orderBy("issuedAt", "desc")
    .executeTakeFirst();
  return certificate
    ? { number: certificate.number, verifyUrl: `${ctx.publicUrl}/public/verify/${certificate.token}` }
    : null;
}
