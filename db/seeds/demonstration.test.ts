import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { hashPassword } from "#adapters/passwords/passwords.ts";
import { passwordProblems } from "#adapters/passwords/rules.ts";
import { Vault } from "#adapters/vault/vault.ts";
import { readParameter } from "#approval/parameters.ts";
import { verifyAudit } from "#approval/verifyAudit.ts";
import type { Database } from "#db/orm.ts";
import { managementRoomsRuleSchema } from "#domain/management-rooms.ts";
import { numberPatternSchema } from "#domain/platform/numbers.ts";
import { type Role, roleConflict } from "#domain/platform/roles.ts";
import { checkIdentityNumber, checkUscc } from "#domain/rules/identifiers.ts";
import { describeDatabases } from "#test/database.ts";
import { seedDemonstration } from "./demonstration.ts";
import { DEMO_PASSWORD, demoPeople } from "./people.ts";

const vault = new Vault({ newest: "test", keys: new Map([["test", randomBytes(32)]]) }, randomBytes(32));
const cheap = (password: string) => hashPassword(password, { memory: 8, passes: 1, parallelism: 1 });
const seed = (database: Database) => seedDemonstration({ database, vault }, cheap);

describe("the demonstration county", () => {
  describeDatabases((makeDatabase) => {
    it("is poured into an empty database once, however often it is asked for", async () => {
      // given
      const database = await makeDatabase();
      const count = () =>
        database.read(async ({ sql }) => {
          const counts: number[] = [];
          for (const table of [
            "org",
            "account",
            "position",
            "serviceMatter",
            "policyParameter",
            "developer",
          ] as const) {
            const rows = await sql.selectFrom(table).select("id").execute();
            counts.push(rows.length);
          }
          return counts;
        });
      // when
      const accounts = await seed(database);
      const before = await count();
      // then
      assert.equal(accounts.length, demoPeople.length);
      assert.deepEqual(await seed(database), accounts);
      assert.deepEqual(await count(), before);
      assert.deepEqual(await verifyAudit(database), []);
    });

    it("leaves a database alone that holds another organisation", async () => {
      const database = await makeDatabase();
      await database.transact((tx) =>
        tx.sql
          .insertInto("org")
          .values({
            id: tx.nextId(),
            code: "centre",
            name: "别处的中心",
            kind: "centre",
            parentId: null,
            regionCode: "430100",
            closedAt: null,
          })
          .execute(),
      );
      assert.deepEqual(await seed(database), []);
      const accounts = await database.read(({ sql }) => sql.selectFrom("account").select("id").execute());
      assert.deepEqual(accounts, []);
    });

    it("completes what a run before left undone", async () => {
      const database = await makeDatabase();
      let hashed = 0;
      const dies = () => (++hashed > 3 ? Promise.reject(new Error("killed")) : cheap(DEMO_PASSWORD));
      await assert.rejects(seedDemonstration({ database, vault }, dies), /killed/);
      await seed(database);
      const accounts = await database.read(({ sql }) => sql.selectFrom("account").select("login").execute());
      assert.equal(accounts.length, demoPeople.length);
    });

    it("offers a business that the program has learned since the county was poured in", async () => {
      // given
      const database = await makeDatabase();
      await seed(database);
      await database.transact(async (tx) => {
        await tx.sql.deleteFrom("serviceMatter").where("business", "=", "survey-filing").execute();
        await tx.sql.deleteFrom("policyParameter").where("name", "=", "number.surveyFilingNotice").execute();
      });
      // when
      await seed(database);
      // then
      const matters = await database.read(({ sql }) => sql.selectFrom("serviceMatter").select("business").execute());
      assert.equal(matters.filter(({ business }) => business === "survey-filing").length, 1);
      const figure = { regionCode: "430523", on: "2026-11-24", name: "number.surveyFilingNotice" };
      await database.read((read) => readParameter(read, figure, numberPatternSchema));
    });

    it("holds codes that are valid, persons with sealed data, and parameters that fit their schemas", async () => {
      const database = await makeDatabase();
      await seed(database);
      const { persons, developer } = await database.read(async ({ sql }) => ({
        persons: await sql.selectFrom("person").selectAll().execute(),
        developer: await sql.selectFrom("developer").selectAll().executeTakeFirstOrThrow(),
      }));
      assert.ok(checkUscc(developer.uscc).ok);
      for (const person of persons) {
        assert.match(person.idNumber ?? "", /^v1\./);
        assert.ok(checkIdentityNumber(vault.decrypt("person.idNumber", person.idNumber!)).ok);
      }
      const at = { regionCode: "430523", on: "2026-11-24" };
      await database.read(async (read) => {
        await readParameter(read, { ...at, name: "managementRooms.rule" }, managementRoomsRuleSchema);
        for (const kind of ["acceptanceNotice", "nonAcceptanceDecision", "refusalDecision", "surveyFilingNotice"]) {
          await readParameter(read, { ...at, name: `number.${kind}` }, numberPatternSchema);
        }
        const missing = { ...at, name: "managementRooms.rule", on: "2018-12-31" };
        await assert.rejects(readParameter(read, missing, managementRoomsRuleSchema), { code: "PARAMETER_NOT_SET" });
      });
    });
  });

  it("gives nobody roles that may not be held together, and a password that the rules allow", () => {
    for (const { login, name, role } of demoPeople) {
      assert.equal(roleConflict([role as Role]), null);
      assert.deepEqual(passwordProblems(DEMO_PASSWORD, { accountName: login, personName: name }), []);
    }
  });
});
