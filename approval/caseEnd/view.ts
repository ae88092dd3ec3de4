import type { GrantLevel } from "#db/platform/cases.ts";
import type { Read } from "#db/transaction.ts";
import { deliveryWays } from "#domain/platform/caseEnd.ts";
import type { CaseView } from "#domain/platform/cases.ts";
import { maskName } from "#domain/rules/masking.ts";
import { deliveryOf } from "./deliveries.ts";

/** How the result reached the applicant; null before the end of a case and where there is nothing to deliver. */
export async function deliveryView(
  read: Pick<Read, "sql">,
  caseId: number,
  level: GrantLevel,
): Promise<CaseView["delivery"]> {
  const delivery = level === "summary" ? undefined : await deliveryOf(read, caseId);
  if (!delivery) return null;
  const { due, way, receiver, deliveredOn } = delivery;
  return {
    ...{ due, way, deliveredOn, wayLabel: way === null ? null : deliveryWays[way] },
    receiver: receiver !== null && level === "history" ? maskName(receiver) : receiver,
  };
}

/** The volume of a case, for who keeps it. */
export async function archiveView(
  { sql }: Pick<Read, "sql">,
  caseId: number,
  level: GrantLevel,
): Promise<CaseView["archive"]> {
  if (level !== "full") return null;
  const volume = await sql.selectFrom("archiveVolume").selectAll().where("caseId", "=", caseId).executeTakeFirst();
  if (!volume) return null;
  const entries = await sql
    .selectFrom("archiveEntry")
    .select(["n", "title", "hash", "size"])
    .where("volumeId", "=", volume.id)
    .orderBy("n")
    .execute();
  return { number: volume.number, archivedAt: volume.archivedAt, hash: volume.hash, entries };
}
