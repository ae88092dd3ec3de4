import { forUpdate } from "#db/locks.ts";
import type { Read, Tx } from "#db/transaction.ts";
import { type Role, roles } from "#domain/platform/roles.ts";
import type { NodeSettings } from "./nodeSettings.ts";

/**
 * 候选池: who serves a task. A pool is interned for (role, region of the case, organisation); it is served by whoever
 * holds the role in that organisation or in a section of it.
 */

/** The organisation that a node's candidates work in, with their pool where it exists already; one row for `poolAt`. */
export const poolPlace = (
  tx: Tx,
  { role, orgCode }: NodeSettings["candidates"],
  place: { regionCode: string; orgId: number },
) =>
  tx.sql
    .selectFrom("org")
    .leftJoin("pool", (join) =>
      join.onRef("pool.orgId", "=", "org.id").on("pool.rule", "=", role).on("pool.regionCode", "=", place.regionCode),
    )
    .select(["org.id as orgId", "org.name as orgName", "pool.id as poolId"])
    .where((where) => (orgCode === null ? where("org.id", "=", place.orgId) : where("org.code", "=", orgCode)));

/** The pool of a node's candidates for a case. @throws where the diagram names an organisation that does not exist */
export async function poolAt(
  tx: Tx,
  { role, orgCode }: NodeSettings["candidates"],
  { regionCode, orgId }: { regionCode: string; orgId: number },
  found: { orgId: number; orgName: string; poolId: number | null } | undefined,
): Promise<number> {
  if (!found) throw new Error(`header candidates: there is no organisation ${orgCode ?? orgId}`);
  return found.poolId ?? internPool(tx, { role, regionCode, orgId: found.orgId, orgName: found.orgName });
}

/**
 * The key of a pool, creating it with its members. Two at once: the second waits for the first at the unique key and
 * then finds its pool, so that nobody who is given the role meanwhile is missed.
 */
export async function internPool(
  tx: Tx,
  { role, regionCode, orgId, orgName }: { role: Role; regionCode: string; orgId: number; orgName: string },
): Promise<number> {
  const id = tx.nextId();
  const row = { id, rule: role, regionCode, orgId, name: `${orgName}·${roles[role]}` };
  const insert = tx.sql.insertInto("pool").values(row);
  await (tx.dialect === "mysql" ? insert.ignore() : insert.onConflict((on) => on.doNothing())).execute();
  const pool = await tx.sql
    .selectFrom("pool")
    .select("id")
    .where("rule", "=", role)
    .where("regionCode", "=", regionCode)
    .where("orgId", "=", orgId)
    .executeTakeFirstOrThrow();
  if (pool.id === id) await addMembers(tx, pool.id, await personsWith(tx, role, orgId));
  return pool.id;
}

/** Who holds a role in an organisation or in a section of it. */
async function personsWith(tx: Tx, role: Role, orgId: number): Promise<number[]> {
  const rows = await tx.sql
    .selectFrom("position")
    .innerJoin("org", "org.id", "position.orgId")
    .select("position.personId")
    .distinct()
    .where("position.role", "=", role)
    .where("position.live", "=", 1)
    .where("org.closedAt", "is", null)
    .where((where) => where.or([where("org.id", "=", orgId), where("org.parentId", "=", orgId)]))
    .execute();
  return rows.map(({ personId }) => personId);
}

/** Adds persons to a pool; who serves it already stays as he is. */
export async function addMembers(tx: Tx, poolId: number, personIds: number[]): Promise<void> {
  if (personIds.length === 0) return;
  const insert = tx.sql.insertInto("poolMember").values(personIds.map((personId) => ({ personId, poolId })));
  await (tx.dialect === "mysql" ? insert.ignore() : insert.onConflict((on) => on.doNothing())).execute();
}

/**
 * Whether somebody serves a pool; holds their place until the commit: `endPosition` takes it away first and then looks for
 * open tasks.
 */
export async function lockMember(tx: Tx, poolId: number, personId: number): Promise<boolean> {
  const place = tx.sql
    .selectFrom("poolMember")
    .select("poolId")
    .where("poolId", "=", poolId)
    .where("personId", "=", personId);
  return (await forUpdate(place, tx.dialect).executeTakeFirst()) !== undefined;
}

/** How many serve a pool without those who are excluded; one row. */
export const membersLeft = (read: Pick<Read, "sql">, poolId: number, excluded: ReadonlySet<number>) =>
  read.sql
    .selectFrom("poolMember")
    .select((select) => select.fn.countAll().as("count"))
    .where("poolId", "=", poolId)
    .$if(excluded.size > 0, (query) => query.where("personId", "not in", [...excluded]));
