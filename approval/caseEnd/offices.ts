import type { Read } from "#db/transaction.ts";
import type { Role } from "#domain/platform/roles.ts";
import type { CaseRow } from "../business.ts";

/** Everybody who holds one of these roles now in the centre that decides a case, or in one of its sections. */
export async function holdersOf<Wanted extends Role>(
  { sql }: Pick<Read, "sql">,
  row: Pick<CaseRow, "orgId">,
  roles: readonly Wanted[],
): Promise<{ personId: number; role: Wanted }[]> {
  const held = await sql
    .selectFrom("position")
    .innerJoin("org", "org.id", "position.orgId")
    .select(["position.personId", "position.role"])
    .distinct()
    .where("position.role", "in", roles)
    .where("position.live", "=", 1)
    .where((where) => where.or([where("org.id", "=", row.orgId), where("org.parentId", "=", row.orgId)]))
    .execute();
  return held.map(({ personId, role }) => ({ personId, role: role as Wanted }));
}
