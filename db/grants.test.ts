import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { writeAnchor } from "#approval/anchors.ts";
import { testSigner } from "#test/anchors.ts";
import { describeServer } from "#test/database.ts";
import { buildKernel } from "#test/kernel.ts";
import { auditTables, grantStatements } from "./grants.ts";
import { type Database, openDatabase } from "./orm.ts";

describe("the account of the program", () => {
  describeServer((makeDatabase) => {
    const user = `anju_${randomBytes(4).toString("hex")}`;
    let owner: Database;
    let restricted: Database;

    before(async function () {
      this.timeout(120_000);
      owner = await makeDatabase();
      await owner.read(async ({ sql: kysely }) => {
        const run = (text: string) => sql.raw(text).execute(kysely);
        await run("create table if not exists `migration` (`id` int primary key, `name` varchar(255))");
        await run(`create user '${user}'@'%' identified by 'secret-2026'`);
        for (const statement of grantStatements(owner, { user, host: "%" })) await run(statement);
      });
      const url = new URL((owner.location as { url: string }).url);
      Object.assign(url, { username: user, password: "secret-2026" });
      restricted = await openDatabase({ url: url.href, clock: owner.clock, logger: { warn() {}, error() {} } });
    });

    after(async () => {
      await restricted?.close();
      await owner.read(({ sql: kysely }) => sql.raw(`drop user if exists '${user}'@'%'`).execute(kysely));
    });

    it("serves a case from application to end, and its anchor", async function () {
      this.timeout(120_000);
      const kernel = await buildKernel(restricted);
      const { caseId } = await kernel.apply();
      await kernel.walk(caseId, "end");
      const { state } = await restricted.read((read) =>
        read.sql.selectFrom("caseRecord").select("state").where("id", "=", caseId).executeTakeFirstOrThrow(),
      );
      assert.equal(state, "closed");
      assert.equal((await writeAnchor({ database: restricted, signer: testSigner }, "one"))!.n, 1);
    });

    for (const table of auditTables) {
      for (const [deed, text] of [
        ["change", `update \`${table}\` set \`${table === "auditContent" ? "content" : "n"}\` = 1`],
        ["remove", `delete from \`${table}\``],
        ["empty", `truncate table \`${table}\``],
        ["drop", `drop table \`${table}\``],
      ] as const) {
        it(`is refused by the server when it would ${deed} ${table}`, () =>
          assert.rejects(
            restricted.transact((tx) => sql.raw(text).execute(tx.sql), { name: "tamper" }),
            /command denied/,
          ));
      }
    }
  });

  it("is not named by what would end the statement", () => {
    const database = { orm: undefined as never };
    assert.throws(() => grantStatements(database, { user: "a'@'%", host: "%" }), /账号/);
  });
});
