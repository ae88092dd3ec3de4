import type { Selectable } from "kysely";
import { fromJson } from "#db/json.ts";
import type { Schema } from "#db/schema.ts";
import type { Read } from "#db/transaction.ts";
import { BusinessError } from "#domain/errors.ts";
import type { MaterialSlot, Matter } from "#domain/platform/drafts.ts";
import { matterKinds } from "#domain/platform/states.ts";
import { type LawDate, shanghaiDate } from "#domain/rules/workingDays.ts";
import type { Business, CaseRow } from "./business.ts";
import type { Actor, Context } from "./context.ts";

export type MatterRow = Selectable<Schema["serviceMatter"]>;

/**
 * The version of a matter in force in a region on a date.
 * @throws BusinessError MATTER_UNKNOWN where the region does not offer it then
 */
export async function currentMatter(
  read: Pick<Read, "sql">,
  business: string,
  regionCode: string,
  date: LawDate,
): Promise<MatterRow> {
  return offered(await matterVersions(read, business, regionCode, date).executeTakeFirst());
}

/** The versions of a matter in force in a region on a date, the newest first; the first is for `offered`. */
export const matterVersions = (read: Pick<Read, "sql">, business: string, regionCode: string, date: LawDate) =>
  inForce(read, regionCode, date).where("business", "=", business);

/** @throws BusinessError MATTER_UNKNOWN where there is none */
export function offered(row: MatterRow | undefined): MatterRow {
  if (!row) throw new BusinessError("MATTER_UNKNOWN", "本地区目前不受理该事项。", { status: 404 });
  return row;
}

/** The version of its matter that binds a case. */
export function matterOfCase({ sql }: Pick<Read, "sql">, { matterId }: Pick<CaseRow, "matterId">): Promise<MatterRow> {
  return sql.selectFrom("serviceMatter").selectAll().where("id", "=", matterId).executeTakeFirstOrThrow();
}

const inForce = (read: Pick<Read, "sql">, regionCode: string, date: LawDate) =>
  read.sql
    .selectFrom("serviceMatter")
    .selectAll()
    .where("regionCode", "=", regionCode)
    .where("validFrom", "<=", date)
    .where((where) => where.or([where("validUntil", "is", null), where("validUntil", ">=", date)]))
    .orderBy("version", "desc");

/** 事项: what the caller may apply for today, in the order in which the businesses are listed. */
export async function listMatters(ctx: Context, actor: Actor): Promise<Matter[]> {
  const rows = await ctx.database.read((read) =>
    inForce(read, actor.regionCode, shanghaiDate(ctx.clock.now())).execute(),
  );
  return [...ctx.businesses.values()].flatMap((business) => {
    const row = rows.find((candidate) => candidate.business === business.id);
    return row ? [matterView(row, business)] : [];
  });
}

export function matterView(row: MatterRow, business: Business): Matter {
  const { statutoryDays, promisedDays } = row;
  return {
    business: business.id,
    name: row.name,
    kindLabel: matterKinds[row.kind],
    legalBasis: legalBasisOf(row),
    statutoryDays,
    promisedDays,
    materials: materialSlots(row),
    results: fromJson<{ name: string }[]>(row.results).map(({ name }) => name),
    startFormId: business.startForm,
  };
}

/** `《行政许可法》第三十二条`. */
export const legalBasisOf = (row: Pick<MatterRow, "legalBasis">): string[] =>
  fromJson<{ law: string; article: string }[]>(row.legalBasis).map(
    ({ law, article }) => `${law.startsWith("《") ? law : `《${law}》`}${article}`,
  );

export const materialSlots = (row: Pick<MatterRow, "materials">): MaterialSlot[] => fromJson(row.materials);
