import type { Read } from "#db/transaction.ts";
import type { Role } from "#domain/platform/roles.ts";

/** Who leads a section, from the nearest up. */
const ladder = ["sectionHead", "deputyDirector", "director"] as const satisfies readonly Role[];

/** The nearest leaders of a section, or of the centre where it has none, who are not among those it is about. */
export async function leadersOf(
  { sql }: Pick<Read, "sql">,
  { sectionId, centreId, about }: { sectionId: number; centreId: number; about: readonly number[] },
): Promise<number[]> {
  const rows = await sql
    .selectFrom("position")
    .select(["personId", "role", "orgId"])
    .where("orgId", "in", [sectionId, centreId])
    .where("role", "in", ladder)
    .where("live", "=", 1)
    .execute();
  for (const role of ladder) {
    const found = rows.filter((row) => row.role === role && !about.includes(row.personId));
    if (found.length > 0) return [...new Set(found.map(({ personId }) => personId))];
  }
  return [];
}
