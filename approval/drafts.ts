import type { Selectable } from "kysely";
import { fromJson, toJson } from "#db/json.ts";
import type { Schema } from "#db/schema.ts";
import type { Read } from "#db/transaction.ts";
import { BusinessError } from "#domain/errors.ts";
import type { DraftRow, DraftView } from "#domain/platform/drafts.ts";
import { shanghaiDate } from "#domain/rules/workingDays.ts";
import type { Business } from "./business.ts";
import { type Actor, type Context, companiesOf } from "./context.ts";
import { materialsOf, materialView } from "./materials.ts";
import { currentMatter, materialSlots, matterView } from "./matters.ts";
import { draftUnknown } from "./refusals.ts";

export type DraftRecord = Selectable<Schema["draft"]>;

/** Drafts of an application that are listed at most; a person with more has forgotten them. */
const LISTED = 200;

/** The organisation a person applies for; null: for themselves. */
export const applicantOrg = (actor: Actor): number | null =>
  companiesOf(actor).includes(actor.orgId) ? actor.orgId : null;

export function businessOf(ctx: Pick<Context, "businesses">, id: string): Business {
  const business = ctx.businesses.get(id);
  if (!business) throw new BusinessError("MATTER_UNKNOWN", "本地区目前不受理该事项。", { status: 404 });
  return business;
}

/** Begins an application. @throws BusinessError MATTER_UNKNOWN */
export async function createDraft(ctx: Context, actor: Actor, businessId: string): Promise<DraftView> {
  const business = businessOf(ctx, businessId);
  const id = await ctx.database.transact(
    async (tx) => {
      const matter = await currentMatter(tx, business.id, actor.regionCode, shanghaiDate(tx.now));
      const draft = { id: tx.nextId(), personId: actor.personId, orgId: applicantOrg(actor), business: business.id };
      await tx.sql
        .insertInto("draft")
        .values({ ...draft, taskId: null, title: matter.name, data: "{}", version: 1, updatedAt: tx.now, caseId: null })
        .execute();
      return draft.id;
    },
    { name: "createDraft" },
  );
  return readDraft(ctx, actor, id);
}

/** A draft of one's own, for the company one acts for now. @throws BusinessError DRAFT_UNKNOWN (404) */
export async function ownDraft(read: Pick<Read, "sql">, actor: Actor, id: number): Promise<DraftRecord> {
  const row = await read.sql
    .selectFrom("draft")
    .selectAll()
    .where("id", "=", id)
    .where("personId", "=", actor.personId)
    .where("taskId", "is", null)
    .executeTakeFirst();
  if (!row || row.orgId !== applicantOrg(actor)) throw draftUnknown();
  return row;
}

/** The same, and not yet submitted. @throws BusinessError DRAFT_UNKNOWN, DRAFT_SUBMITTED */
export async function openDraft(read: Pick<Read, "sql">, actor: Actor, id: number): Promise<DraftRecord> {
  const draft = await ownDraft(read, actor, id);
  if (draft.caseId !== null) throw new BusinessError("DRAFT_SUBMITTED", "该申请已提交，不能再修改。");
  return draft;
}

/** Everything the page of a draft shows; what the registers say stands over what was typed. */
export function readDraft(ctx: Context, actor: Actor, id: number): Promise<DraftView> {
  return ctx.database.read(async (read) => {
    const draft = await ownDraft(read, actor, id);
    const business = businessOf(ctx, draft.business);
    const today = shanghaiDate(ctx.clock.now());
    const matter = await currentMatter(read, business.id, actor.regionCode, today);
    const materials = await materialsOf(read, { draftId: id });
    const data = fromJson<Record<string, unknown>>(draft.data);
    const facts = await business.facts?.(read, { orgId: draft.orgId, vault: ctx.vault, data, on: today });
    return {
      ...rowView(draft, business),
      version: draft.version,
      data: { ...data, ...facts },
      matter: matterView(matter, business),
      materials: materials.map((row) => materialView(row, { draftId: id }, materialSlots(matter))),
      survey: (await business.survey?.(read, id)) ?? null,
    };
  });
}

/** 草稿: one's own that are not submitted, newest first. */
export async function listDrafts(ctx: Context, actor: Actor): Promise<DraftRow[]> {
  const rows = await ctx.database.read((read) => draftsOf(read, actor).limit(LISTED).execute());
  return rows.map((draft) => rowView(draft, businessOf(ctx, draft.business)));
}

/** The query behind list and badge. */
export function draftsOf(read: Pick<Read, "sql">, actor: Actor) {
  const org = applicantOrg(actor);
  return read.sql
    .selectFrom("draft")
    .selectAll()
    .where("personId", "=", actor.personId)
    .where("taskId", "is", null)
    .where("caseId", "is", null)
    .where("orgId", org === null ? "is" : "=", org)
    .orderBy("updatedAt", "desc")
    .orderBy("id", "desc");
}

const rowView = ({ id, title, updatedAt }: DraftRecord, business: Business): DraftRow => ({
  id,
  business: business.id,
  businessName: business.name,
  title,
  updatedAt,
});

/**
 * Stores an application as it stands, unchecked.
 * @throws BusinessError STALE_DRAFT where it was saved elsewhere since `version`; DRAFT_UNKNOWN, DRAFT_SUBMITTED
 */
export function saveDraft(
  ctx: Context,
  actor: Actor,
  id: number,
  { data, version }: { data: Record<string, unknown>; version: number },
): Promise<{ version: number }> {
  return ctx.database.transact(
    async (tx) => {
      await openDraft(tx, actor, id);
      const { numUpdatedRows } = await tx.sql
        .updateTable("draft")
        .set({ data: toJson(data), version: version + 1, updatedAt: tx.now })
        .where("id", "=", id)
        .where("version", "=", version)
        .where("caseId", "is", null)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw staleDraft();
      return { version: version + 1 };
    },
    { name: "saveDraft" },
  );
}

export const staleDraft = (): BusinessError => new BusinessError("STALE_DRAFT", "草稿已在别处修改，请刷新后再保存。");

/** Throws an application away that was not submitted. @throws BusinessError DRAFT_UNKNOWN, DRAFT_SUBMITTED */
export function removeDraft(ctx: Context, actor: Actor, id: number): Promise<void> {
  return ctx.database.transact(
    async (tx) => {
      await openDraft(tx, actor, id);
      const { numDeletedRows } = await tx.sql
        .deleteFrom("draft")
        .where("id", "=", id)
        .where("caseId", "is", null)
        .executeTakeFirst();
      if (numDeletedRows === 0n) throw draftUnknown();
      await tx.sql.updateTable("material").set({ removedAt: tx.now }).where("draftId", "=", id).execute();
    },
    { name: "removeDraft" },
  );
}
