import { fromJson, toJson } from "#db/json.ts";
import { recordCreated } from "#db/locks.ts";
import { takeNumber } from "#db/sequence.ts";
import type { Tx } from "#db/transaction.ts";
import { BusinessError } from "#domain/errors.ts";
import { type LawDate, shanghaiDate } from "#domain/rules/workingDays.ts";
import { chainStart } from "./audit.ts";
import type { Business, CaseRow } from "./business.ts";
import { calendarOf } from "./calendar.ts";
import { dueAfter } from "./clocks.ts";
import { runCommand } from "./command.ts";
import { type Actor, auditName, type Context } from "./context.ts";
import { recordReceipt } from "./documents/receipt.ts";
import { businessOf, type DraftRecord, openDraft, staleDraft } from "./drafts.ts";
import { checkForm, writeSection } from "./forms.ts";
import { materialsOf, missingMaterials } from "./materials.ts";
import { currentMatter, type MatterRow, materialSlots } from "./matters.ts";
import { type OpenCase, withNewCase } from "./openCase.ts";
import { invalid } from "./refusals.ts";

/** Characters that a title has room for on a row. */
export const TITLE = 200;

export interface Submitted {
  caseId: number;
  caseNo: string;
}

/**
 * 提交: the draft becomes a case. Form, materials and what the business demands are checked together; then the case, its
 * first form section and its process begin in one transaction. The case number is taken last.
 * @throws BusinessError SUBMISSION_INVALID (422) with all problems; STALE_DRAFT, DRAFT_UNKNOWN, DRAFT_SUBMITTED
 */
export function submitDraft(
  ctx: Context,
  actor: Actor,
  draftId: number,
  request: { requestId: string; version: number },
): Promise<Submitted> {
  const body = { draftId, version: request.version };
  return runCommand(ctx, actor, { kind: "submit", requestId: request.requestId, body }, async (tx) => {
    const draft = await takeDraft(tx, actor, draftId, request.version);
    const caseId = tx.nextId();
    const submission = await check(ctx, tx, actor, { draft, caseId });
    tx.afterCommit(() => ctx.jobs.poke());
    const row = await newCase(tx, actor, { draft, caseId, ...submission });
    return withNewCase(tx, row, (open) => begin(ctx, actor, open, { draft, ...submission }));
  });
}

/** Locks the draft by changing it: of two submissions at once the second finds it submitted. */
async function takeDraft(tx: Tx, actor: Actor, draftId: number, version: number): Promise<DraftRecord> {
  const { numUpdatedRows } = await tx.sql
    .updateTable("draft")
    .set((set) => ({ version: set("version", "+", 1), updatedAt: tx.now }))
    .where("id", "=", draftId)
    .where("personId", "=", actor.personId)
    .where("version", "=", version)
    .where("caseId", "is", null)
    .executeTakeFirst();
  const draft = await openDraft(tx, actor, draftId);
  if (numUpdatedRows === 0n) throw staleDraft();
  return draft;
}

interface Submission {
  business: Business;
  matter: MatterRow;
  data: Record<string, unknown>;
  variables: Record<string, unknown>;
}

async function check(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  { draft, caseId }: { draft: DraftRecord; caseId: number },
): Promise<Submission> {
  const business = businessOf(ctx, draft.business);
  const matter = await currentMatter(tx, business.id, actor.regionCode, shanghaiDate(tx.now));
  const materials = await materialsOf(tx, { draftId: draft.id });
  const form = business.forms[business.startForm];
  if (!form) throw new Error(`Business ${business.id} has no start form ${business.startForm}.`);
  const given = fromJson<Record<string, unknown>>(draft.data);
  const checked = checkForm(form, given);
  const demanded =
    checked.problems.length === 0
      ? await business.submit(tx, { draftId: draft.id, caseId, roundId: null, actor, data: checked.data, materials })
      : { problems: [] };
  const problems = [...checked.problems, ...missingMaterials(materialSlots(matter), materials), ...demanded.problems];
  if (problems.length > 0) {
    throw invalid("SUBMISSION_INVALID", `申请有 ${problems.length} 处问题，请修改后再提交。`, problems);
  }
  const facts = await business.facts?.(tx, {
    orgId: draft.orgId,
    vault: ctx.vault,
    data: checked.data,
    on: shanghaiDate(tx.now),
  });
  return { business, matter, data: { ...checked.data, ...facts }, variables: demanded.variables ?? {} };
}

async function newCase(
  tx: Tx,
  actor: Actor,
  { draft, caseId, business, matter, data }: Submission & { draft: DraftRecord; caseId: number },
): Promise<CaseRow> {
  const applicantName = draft.orgId === null ? actor.name : actor.orgName;
  const { title, summary } = await business.describe(tx, data, { caseId, applicantName });
  const today = shanghaiDate(tx.now);
  const calendar = await calendarOf(tx, matter.regionCode);
  return {
    id: caseId,
    // Taken last, in `begin`; until then nobody can see the row.
    caseNo: `#${caseId}`,
    business: business.id,
    state: "submitted",
    outcome: null,
    title: title.slice(0, TITLE),
    summary: toJson(summary),
    regionCode: matter.regionCode,
    orgId: await centreOf(tx, matter.regionCode),
    applicantOrgId: draft.orgId,
    applicantPersonId: actor.personId,
    applicantName,
    instanceKey: null,
    definitionKey: null,
    matterId: matter.id,
    policyDate: today,
    submittedAt: tx.now,
    acceptedAt: null,
    decidedAt: null,
    closedAt: null,
    archivedAt: null,
    acceptSince: null,
    deemedAt: null,
    acceptDue: dueAfter(tx.now, matter.acceptanceDays, calendar),
    statutoryDue: null,
    promisedDue: null,
    version: 1,
    exclusiveCommandId: null,
    auditCount: chainStart.n,
    journalCount: 0,
    auditHead: chainStart.head,
  };
}

async function centreOf(tx: Tx, regionCode: string): Promise<number> {
  const centre = await tx.sql
    .selectFrom("org")
    .select("id")
    .where("kind", "=", "centre")
    .where("regionCode", "=", regionCode)
    .where("closedAt", "is", null)
    .executeTakeFirst();
  if (!centre) throw new BusinessError("MATTER_UNKNOWN", "本地区目前不受理该事项。", { status: 404 });
  return centre.id;
}

async function begin(
  ctx: Context,
  actor: Actor,
  open: OpenCase,
  { draft, business, matter, data, variables }: Submission & { draft: DraftRecord },
): Promise<Submitted> {
  const { tx } = open;
  const caseId = open.row.id;
  open.by = actor.personId;
  writeSection(open, actor.personId, { formId: business.startForm, version: 1, data });
  open.write(
    tx.sql.updateTable("draft").set({ caseId, title: open.row.title }).where("id", "=", draft.id),
    tx.sql.updateTable("material").set({ caseId }).where("draftId", "=", draft.id),
  );
  open.audit({
    actor: auditName(actor),
    act: "case.submitted",
    facts: { draftId: draft.id, business: business.id, matterId: open.row.matterId },
    content: { data },
  });
  await open.send();
  await startProcess(ctx, open, business.id, variables);
  const caseNo = await takeCaseNumber(open, business.caseNumberPrefix);
  await recordReceipt(ctx, open, matter);
  return { caseId, caseNo };
}

async function startProcess(
  ctx: Context,
  open: OpenCase,
  processId: string,
  variables: Record<string, unknown>,
): Promise<void> {
  const { tx } = open;
  const definition = await ctx.engine.latest(tx, processId);
  if (!definition) throw new Error(`Process ${processId} is not deployed.`);
  // The listener names the first tasks from it while the instance starts.
  open.change({ definitionKey: definition.key });
  const { instanceKey } = await ctx.engine.start(tx, {
    processId,
    version: definition.version,
    variables: { ...variables, caseId: open.row.id },
  });
  recordCreated(tx, "instance", instanceKey);
  open.change({ instanceKey });
}

/** `WG430523-2026-0001`. The row of the sequence stays locked until the commit, so it comes last. */
async function takeCaseNumber(open: OpenCase, prefix: string): Promise<string> {
  const { tx, row } = open;
  const year = yearOf(shanghaiDate(tx.now));
  const kind = `case.${prefix}`;
  await open.send();
  const n = await takeNumber(tx, { kind, region: row.regionCode, year });
  const caseNo = `${prefix}${row.regionCode}-${year}-${String(n).padStart(4, "0")}`;
  const number = { id: tx.nextId(), kind, regionCode: row.regionCode, year, n, text: caseNo, caseId: row.id };
  open.change({ caseNo });
  open.write(
    tx.sql.updateTable("task").set({ caseNo }).where("caseId", "=", row.id),
    tx.sql.insertInto("issuedNumber").values({ ...number, state: "used", at: tx.now }),
  );
  return caseNo;
}

const yearOf = (date: LawDate): number => Number(date.slice(0, 4));
