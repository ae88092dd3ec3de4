import { forUpdate, recordLock } from "#db/locks.ts";
import type { Tx } from "#db/transaction.ts";
import { BusinessError } from "#domain/errors.ts";
import { type Role, roleConflict } from "#domain/platform/roles.ts";
import { auditOrg, lockStream } from "./audit.ts";
import { feedPersons } from "./changeFeed.ts";
import { addMembers, internPool } from "./pools.ts";

export interface PositionGift {
  personId: number;
  orgId: number;
  role: Role;
  /** Who gives it, as in audit entries: `person:<id>` or `system`. */
  by: string;
}

/**
 * 任职: gives a person a role in an organisation from now on; answers the position's id. The pools it serves are kept up
 * in the same transaction. Giving what is held already answers the position that holds. One a transaction: two would
 * take their locks out of order.
 * @throws BusinessError ROLE_CONFLICT where the person may not hold these roles together (SEC-02), ORG_CLOSED
 */
export async function givePosition(tx: Tx, { personId, orgId, role, by }: PositionGift): Promise<number> {
  await lockPerson(tx, personId, orgId);
  const held = await tx.sql
    .selectFrom("position")
    .select(["id", "orgId", "role"])
    .where("personId", "=", personId)
    .where("live", "=", 1)
    .execute();
  const same = held.find((position) => position.orgId === orgId && position.role === role);
  if (same) return same.id;
  const conflict = roleConflict([...held.map((position) => position.role as Role), role]);
  if (conflict) throw new BusinessError("ROLE_CONFLICT", conflict);

  const org = await tx.sql.selectFrom("org").selectAll().where("id", "=", orgId).executeTakeFirstOrThrow();
  if (org.closedAt !== null) throw new BusinessError("ORG_CLOSED", "该机构已撤销，不能任职。");
  const id = tx.nextId();
  await tx.sql
    .insertInto("position")
    .values({ id, personId, orgId, role, since: tx.now, until: null, live: 1 })
    .execute();
  for (const pool of await poolsServed(tx, role, org)) await addMembers(tx, pool, [personId]);
  await auditOrg(tx, orgId, { actor: by, act: "position.given", facts: { positionId: id, personId, role } });
  await feedPersons(tx, [personId]);
  return id;
}

/** The person's row serialises positions given at once, of which each alone would be no conflict. */
async function lockPerson(tx: Tx, personId: number, orgId: number): Promise<void> {
  await lockStream(tx, orgId);
  recordLock(tx, "register", ["person", personId]);
  const person = tx.sql.selectFrom("person").select("id").where("id", "=", personId);
  await forUpdate(person, tx.dialect).executeTakeFirstOrThrow();
}

/** The pools of a role in an organisation and in what it is a section of; its own exists from the first holder on. */
async function poolsServed(
  tx: Tx,
  role: Role,
  org: { id: number; name: string; regionCode: string; parentId: number | null },
): Promise<number[]> {
  await internPool(tx, { role, regionCode: org.regionCode, orgId: org.id, orgName: org.name });
  if (org.parentId !== null) {
    const parent = await tx.sql
      .selectFrom("org")
      .select(["id", "name", "regionCode"])
      .where("id", "=", org.parentId)
      .executeTakeFirstOrThrow();
    await internPool(tx, { role, regionCode: parent.regionCode, orgId: parent.id, orgName: parent.name });
  }
  const pools = await tx.sql
    .selectFrom("pool")
    .select("id")
    .where("rule", "=", role)
    .where("orgId", "in", org.parentId === null ? [org.id] : [org.id, org.parentId])
    .orderBy("id")
    .execute();
  return pools.map(({ id }) => id);
}

/**
 * Ends a position now. The pools that the person serves by no other position are left, and with the last position all
 * grants end.
 * @throws BusinessError POSITION_HAS_TASKS while the person holds tasks of such a pool; POSITION_UNKNOWN
 */
export async function endPosition(tx: Tx, { positionId, by }: { positionId: number; by: string }): Promise<void> {
  const position = await tx.sql
    .selectFrom("position")
    .select(["id", "personId", "orgId", "role"])
    .where("id", "=", positionId)
    .where("live", "=", 1)
    .executeTakeFirst();
  if (!position) throw new BusinessError("POSITION_UNKNOWN", "没有找到该任职，或已结束。", { status: 404 });
  const { personId, orgId } = position;
  await lockPerson(tx, personId, orgId);
  await tx.sql.updateTable("position").set({ until: tx.now, live: null }).where("id", "=", positionId).execute();
  await leavePools(tx, personId);
  await endGrantsWithoutPosition(tx, personId);
  await feedPersons(tx, [personId]);
  await auditOrg(tx, orgId, { actor: by, act: "position.ended", facts: { positionId, personId, role: position.role } });
}

/**
 * Takes a person out of the pools that no live position serves. The rows go first: a claim reads its row under lock,
 * so that it either comes before and is counted here, or finds no row.
 */
async function leavePools(tx: Tx, personId: number): Promise<void> {
  const rows = await tx.sql
    .selectFrom("poolMember")
    .innerJoin("pool", "pool.id", "poolMember.poolId")
    .select("pool.id")
    .where("poolMember.personId", "=", personId)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom("position")
            .innerJoin("org", "org.id", "position.orgId")
            .select("position.id")
            .whereRef("position.role", "=", "pool.rule")
            .where("position.personId", "=", personId)
            .where("position.live", "=", 1)
            .where((org) =>
              org.or([org("org.id", "=", org.ref("pool.orgId")), org("org.parentId", "=", org.ref("pool.orgId"))]),
            ),
        ),
      ),
    )
    .orderBy("pool.id")
    .execute();
  const left = rows.map(({ id }) => id);
  if (left.length === 0) return;
  await tx.sql.deleteFrom("poolMember").where("personId", "=", personId).where("poolId", "in", left).execute();
  const { count } = await tx.sql
    .selectFrom("task")
    .select((select) => select.fn.countAll().as("count"))
    .where("openAssignee", "=", personId)
    .where("poolId", "in", left)
    .executeTakeFirstOrThrow();
  if (Number(count) > 0) {
    throw new BusinessError("POSITION_HAS_TASKS", `该人员名下还有 ${count} 件待办任务，请先放回或转交后再结束任职。`);
  }
}

async function endGrantsWithoutPosition(tx: Tx, personId: number): Promise<void> {
  const left = await tx.sql
    .selectFrom("position")
    .select("id")
    .where("personId", "=", personId)
    .where("live", "=", 1)
    .limit(1)
    .execute();
  if (left.length > 0) return;
  await tx.sql
    .updateTable("caseGrant")
    .set({ until: tx.now })
    .where("personId", "=", personId)
    .where("until", "is", null)
    .execute();
}
