import type { Actor } from "#approval/context.ts";
import type { Read } from "#db/transaction.ts";
import { type Permission, permissionsOfRole } from "#domain/platform/permissions.ts";
import type { Role } from "#domain/platform/roles.ts";

/**
 * The person behind an account, with the positions they hold now and what those permit. Positions in a dissolved
 * organisation count for nothing. Null where the account is unknown, disabled, or its organisation dissolved.
 */
export async function loadActor(read: Pick<Read, "sql">, accountId: number): Promise<Actor | null> {
  const account = await read.sql
    .selectFrom("account")
    .innerJoin("person", "person.id", "account.personId")
    .innerJoin("org", "org.id", "account.orgId")
    .select(["account.personId", "account.orgId", "person.name", "person.kind"])
    .select(["org.code as orgCode", "org.name as orgName", "org.regionCode"])
    .where("account.id", "=", accountId)
    .where("account.disabledAt", "is", null)
    .where("org.closedAt", "is", null)
    .executeTakeFirst();
  if (!account) return null;
  const positions = await positionsOf(read, account.personId);
  return { accountId, ...account, positions, permissions: permissionsFrom(positions) };
}

async function positionsOf(read: Pick<Read, "sql">, personId: number): Promise<Actor["positions"]> {
  const rows = await read.sql
    .selectFrom("position")
    .innerJoin("org", "org.id", "position.orgId")
    .select(["position.role", "org.id as orgId", "org.code as orgCode", "org.name as orgName"])
    .where("position.personId", "=", personId)
    .where("position.live", "=", 1)
    .where("org.closedAt", "is", null)
    .orderBy("position.id")
    .execute();
  return rows.map(({ role, ...org }) => ({ role: role as Role, ...org }));
}

/** Deny by default: a role gives what its table says and nothing else. */
const permissionsFrom = (positions: Actor["positions"]): Set<Permission> =>
  new Set(positions.flatMap(({ role }) => permissionsOfRole[role] ?? []));
