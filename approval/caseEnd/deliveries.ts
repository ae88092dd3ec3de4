import type { Selectable } from "kysely";
import type { Schema } from "#db/schema.ts";
import type { Read } from "#db/transaction.ts";
import type { DeliverySituation } from "#domain/allowedCase.ts";

export type DeliveryRow = Selectable<Schema["delivery"]>;

export const deliveryOf = (read: Pick<Read, "sql">, caseId: number): Promise<DeliveryRow | undefined> =>
  read.sql.selectFrom("delivery").selectAll().where("caseId", "=", caseId).executeTakeFirst();

/** Whether the result of a case has reached its applicant, as the table of case actions needs it. */
export async function deliverySituation(read: Pick<Read, "sql">, caseId: number): Promise<DeliverySituation> {
  const delivery = await deliveryOf(read, caseId);
  if (!delivery) return "none";
  return delivery.deliveredOn === null ? "owed" : "made";
}
