import type { Read } from "#db/transaction.ts";
import type { Role } from "#domain/platform/roles.ts";
import type { CaseRow } from "../business.ts";

/** Everybody who holds one of these roles now in the centre that decides a case, or in one of its sections. */
export async function holdersOf(
  { sql }: Pick<Read, "sql">,
  row: Pick<CaseRow, "orgId">,
  roles: readonly Role[],
): Promise<{ personId: number; role: Role }[]> {
  return sql
    .selectFrom("position")
    .innerJoin("org", "org.id", "position.orgId")
    .select(["position.personId", "position.role"])
    .distinct()
    .where("position.role", "in", roles)
    .where("position.live", "=", 1)
    .where((where) => where.or([where("org.id", "=", row.orgId), where("org.parentId", "=", row.orgId)]))
    .execute();
}

export const holds = async (
  read: Pick<Read, "sql">,
  row: Pick<CaseRow, "orgId">,
  personId: number,
  role: Role,
): Promise<boolean> => (await holdersOf(read, row, [role])).some((holder) => holder.personId === personId);
