import { hashPassword } from "#adapters/passwords/passwords.ts";
import type { Vault } from "#adapters/vault/vault.ts";
import { auditOrg } from "#approval/audit.ts";
import { givePosition } from "#approval/positions.ts";
import { isDuplicate } from "#db/failures.ts";
import { toJson } from "#db/json.ts";
import type { Database } from "#db/orm.ts";
import type { Tx } from "#db/transaction.ts";
import { roles } from "#domain/platform/roles.ts";
import { checkIdentityNumber } from "#domain/rules/identifiers.ts";
import { company, legalRepresentativePhone, project } from "./company.ts";
import { CENTRE, COMPANY, COUNTY, organisations, regions } from "./county.ts";
import { matters } from "./matters.ts";
import { parameters } from "./parameters.ts";
import { DEMO_PASSWORD, type DemoPerson, demoPeople } from "./people.ts";

export interface DemonstrationAccount {
  login: string;
  password: string;
  who: string;
  does: string;
}
export interface SeedParts {
  database: Database;
  vault: Vault;
}

/**
 * Fills an empty database with the demonstration county: organisation, accounts, matters, parameters, one company with
 * one project. A database that holds another organisation is left as it is. A run that was cut off is completed by the
 * next, and a business that the program has learned since is offered. Answers the accounts of the demonstration, none where it is not there.
 * @param hash how passwords are hashed; tests give a cheap one
 */
export async function seedDemonstration(
  { database, vault }: SeedParts,
  hash: (password: string) => Promise<string> = hashPassword,
): Promise<DemonstrationAccount[]> {
  if (!(await ensureCounty(database, vault))) return [];
  const logins = await database.read((read) => read.sql.selectFrom("account").select("login").execute());
  const known = new Set(logins.map(({ login }) => login));
  for (const [index, person] of demoPeople.entries()) {
    if (known.has(person.login)) continue;
    const passwordHash = await hash(DEMO_PASSWORD);
    await seedAccount(database, { vault, person, index, passwordHash });
  }
  const names = new Map(organisations.map(({ code, name }) => [code, name]));
  return demoPeople.map(({ login, name, role, orgCode, does }) => ({
    login,
    password: DEMO_PASSWORD,
    who: `${name} ${names.get(orgCode)}${roles[role]}`,
    does,
  }));
}

async function ensureCounty(database: Database, vault: Vault): Promise<boolean> {
  const seed = () => database.transact((tx) => seedCounty(tx, vault), { name: "seedCounty" });
  try {
    return await seed();
  } catch (error) {
    // another process seeds the same empty database and was quicker: look again
    if (!isDuplicate(error)) throw error;
    return seed();
  }
}

/** Answers whether the demonstration county is there afterwards. */
async function seedCounty(tx: Tx, vault: Vault): Promise<boolean> {
  const there = await tx.sql.selectFrom("org").select(["code", "name"]).execute();
  if (there.length > 0) {
    const ours = organisations.every(({ code, name }) => there.some((org) => org.code === code && org.name === name));
    if (ours) await offerBusinesses(tx);
    return ours;
  }
  await tx.sql
    .insertInto("region")
    .values([...regions])
    .execute();
  const orgIds = new Map(organisations.map(({ code }) => [code, tx.nextId()]));
  await tx.sql
    .insertInto("org")
    .values(
      organisations.map(({ code, name, kind, parent }) => ({
        id: orgIds.get(code)!,
        code,
        name,
        kind,
        parentId: parent === null ? null : orgIds.get(parent)!,
        regionCode: COUNTY,
        closedAt: null,
      })),
    )
    .execute();
  await offerBusinesses(tx);
  const developerId = tx.nextId();
  await tx.sql
    .insertInto("developer")
    .values({
      id: developerId,
      orgId: orgIds.get(COMPANY)!,
      ...company,
      legalRepresentativePhone: vault.encrypt("developer.legalRepresentativePhone", legalRepresentativePhone),
    })
    .execute();
  await tx.sql
    .insertInto("project")
    .values({ id: tx.nextId(), developerId, regionCode: COUNTY, ...project })
    .execute();
  await auditOrg(tx, orgIds.get(CENTRE)!, { actor: "system", act: "demonstration.seeded", facts: { region: COUNTY } });
  return true;
}

/** Matters and figures that the county has not yet: all of them in an empty database, those of a new business in another. */
async function offerBusinesses(tx: Tx): Promise<void> {
  const offered = await tx.sql
    .selectFrom("serviceMatter")
    .select("business as name")
    .where("regionCode", "=", COUNTY)
    .execute();
  const decided = await tx.sql.selectFrom("policyParameter").select("name").where("regionCode", "=", COUNTY).execute();
  const missing = (rows: readonly { name: string }[], name: string) => !rows.some((row) => row.name === name);
  for (const { legalBasis, materials, results, ...matter } of matters) {
    if (!missing(offered, matter.business)) continue;
    await tx.sql
      .insertInto("serviceMatter")
      .values({
        ...{ id: tx.nextId(), regionCode: COUNTY, version: 1, ...matter, validFrom: "2024-01-01", validUntil: null },
        ...{ legalBasis: toJson(legalBasis), materials: toJson(materials), results: toJson(results) },
      })
      .execute();
  }
  for (const { value, ...figure } of parameters) {
    if (!missing(decided, figure.name)) continue;
    await tx.sql
      .insertInto("policyParameter")
      .values({ id: tx.nextId(), regionCode: COUNTY, ...figure, value: toJson(value), validUntil: null })
      .execute();
  }
}

/** A person with account and position, in one transaction each: `givePosition` takes its locks once. */
async function seedAccount(
  database: Database,
  given: { vault: Vault; person: DemoPerson; index: number; passwordHash: string },
): Promise<void> {
  const { vault, person, index, passwordHash } = given;
  try {
    await database.transact(
      async (tx) => {
        const org = await tx.sql
          .selectFrom("org")
          .select("id")
          .where("code", "=", person.orgCode)
          .executeTakeFirstOrThrow();
        const [personId, accountId] = [tx.nextId(), tx.nextId()];
        await tx.sql
          .insertInto("person")
          .values(personRow(vault, personId, person, index))
          .execute();
        await tx.sql
          .insertInto("account")
          .values({
            id: accountId,
            login: person.login,
            personId,
            orgId: org.id,
            passwordHash,
            passwordAt: tx.now,
            mustChangePassword: 0,
            disabledAt: null,
            lastLoginAt: null,
          })
          .execute();
        await givePosition(tx, { personId, orgId: org.id, role: person.role, by: "system" });
        const facts = { accountId, personId };
        await auditOrg(tx, org.id, { actor: "system", act: "account.created", facts });
      },
      { name: "seedAccount" },
    );
  } catch (error) {
    // another process seeds the same empty database and was quicker
    if (!isDuplicate(error)) throw error;
  }
}

function personRow(vault: Vault, id: number, { name, role }: DemoPerson, index: number) {
  const idNumber = syntheticIdNumber(index + 1);
  const phone = `1380000${String(index + 1).padStart(4, "0")}`;
  return {
    id,
    name,
    kind: role === "orgClerk" ? ("outside" as const) : ("staff" as const),
    idNumber: vault.encrypt("person.idNumber", idNumber),
    idNumberIndex: vault.blindIndex("identityNumber", idNumber),
    phone: vault.encrypt("person.phone", phone),
    phoneIndex: vault.blindIndex("phone", phone),
  };
}

/** Valid and nobody's: born in 1900 (REG-05). */
function syntheticIdNumber(n: number): string {
  const body = `${COUNTY}19000101${String(n).padStart(3, "0")}`;
  const digit = [..."0123456789X"].find((candidate) => checkIdentityNumber(body + candidate).ok);
  if (digit === undefined) throw new RangeError("an identity number has a check digit");
  return body + digit;
}
