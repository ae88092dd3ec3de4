import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeAnchor } from "#approval/anchors.ts";
import type { Database } from "#db/orm.ts";
import { BusinessError } from "#domain/errors.ts";
import { memoryNotes, testSigner, testVerifier } from "#test/anchors.ts";
import { describeDatabases } from "#test/database.ts";
import { startApp, testPasswords } from "#test/http.ts";
import { runAudit } from "./audit.ts";
import { UsageError } from "./usage.ts";
import { runUser } from "./user.ts";

const firstAdmin =
  "first-admin --login admin --name 管理员 --region 430523 --region-name 邵阳县 --org-name 住房中心".split(" ");
const add = "add --login window --name 王某 --org centre --role windowClerk".split(" ");
const passwordIn = (lines: string[]): string => /^初始密码 (.+)$/.exec(lines[1]!)![1]!;
const code = (expected: string) => (error: unknown) => error instanceof BusinessError && error.code === expected;

describe("the command line", () => {
  describeDatabases((makeDatabase) => {
    let database: Database;
    const user = (args: string[]) => runUser({ database, passwords: testPasswords }, args);
    const audit = () => runAudit({ database, verifier: testVerifier, notes: memoryNotes() }, ["verify"]);
    beforeEach(async () => {
      database = await makeDatabase();
    });

    it("creates the first administrator with the centre, once", async () => {
      await user(firstAdmin);
      await assert.rejects(user(firstAdmin), code("ADMIN_EXISTS"));
      const rows = (await user(["list"])).slice(2);
      assert.deepEqual(
        rows.map((row) => row.split(/\s+/)),
        [["admin", "管理员", "住房中心", "系统管理员", "待改密"]],
      );
    });

    it("hands out a password that lets in once, to change it", async () => {
      // given
      const app = await startApp(database);
      const password = passwordIn(await user(firstAdmin));
      // when
      const client = await app.login("admin", password);
      // then
      assert.equal(client.me?.mustChangePassword, true);
      assert.equal((await client.get("/api/inbox/todo")).body.code, "PASSWORD_CHANGE_REQUIRED");
      const changed = { current: password, next: "Fresh-2026-anju" };
      assert.equal((await client.post("/api/session/password", { body: changed })).status, 204);
      assert.equal((await client.get("/api/inbox/todo")).status, 200);
      await app.close();
    });

    it("adds an account, also a second one of a person, but never against the separation of roles", async () => {
      await user(firstAdmin);
      await user(add);
      const second = "add --login window-2 --same-person-as window --org centre".split(" ");
      await user([...second, "--role", "handler"]);
      const conflict = "add --login other --same-person-as window --org centre --role securityAdmin".split(" ");
      await assert.rejects(user(conflict), code("ROLE_CONFLICT"));
      await assert.rejects(user(add), code("LOGIN_TAKEN"));
      const persons = await database.read((read) =>
        read.sql.selectFrom("account").select("personId").distinct().execute(),
      );
      assert.equal(persons.length, 2);
    });

    it("gives a locked-out person a new password and ends what was open", async () => {
      // given
      const app = await startApp(database);
      await user(firstAdmin);
      const before = await app.login("admin", passwordIn(await user(["password", "--login", "admin"])));
      const wrong = { login: "admin", password: "Wrong-2026-x" };
      for (let n = 0; n < 6; n += 1) await app.stranger().post("/api/session", { body: wrong });
      // when
      const password = passwordIn(await user(["password", "--login", "ADMIN"]));
      // then
      assert.equal((await before.get("/api/session")).status, 401);
      await app.login("admin", password);
      await app.close();
    });

    const refused: [args: string, expected: string][] = [
      ["add --login window --name 王某 --org nowhere --role windowClerk", "ORG_UNKNOWN"],
      ["add --login window --name 王某 --org centre --role king", "ROLE_UNKNOWN"],
      ["add --login W!ndow --name 王某 --org centre --role windowClerk", "LOGIN_UNFIT"],
      ["add --login window --org centre --role windowClerk", "NAME_UNFIT"],
      ["password --login nobody", "LOGIN_UNKNOWN"],
    ];
    for (const [args, expected] of refused) {
      it(`refuses “${args}” with ${expected} and stores nothing`, async () => {
        await user(firstAdmin);
        await assert.rejects(user(args.split(" ")), code(expected));
        assert.equal((await user(["list"])).length, 3);
      });
    }

    for (const args of ["", "add", "first-admin --login x", "drop everything", "list --loud"]) {
      it(`shows its usage for “${args}”`, () => assert.rejects(user(args.split(" ").filter(Boolean)), UsageError));
    }

    it("finds nothing in a sound record, and names what somebody changed past the program", async () => {
      await user(firstAdmin);
      const whole = await audit();
      assert.equal(whole.sound, true);
      assert.equal(whole.lines.at(-1), "1 streams, 2 entries, no finding");
      assert.match(whole.lines.at(-2)!, /还没有锚点。2 条记录/);
      await database.transact((tx) =>
        tx.sql.updateTable("auditEntry").set({ act: "nothing" }).where("n", "=", 1).execute(),
      );
      const { lines, sound } = await audit();
      assert.equal(sound, false);
      assert.match(lines[0]!, /^org:\d+ #1 changed：第 1 条内容被修改。$/);
      assert.match(lines.at(-1)!, /^1 streams, 2 entries, \d+ findings$/);
    });

    it("exports anchors with their public key, and holds the record against the file", async () => {
      // given
      await user(firstAdmin);
      await writeAnchor({ database, signer: testSigner }, "one");
      const tools = { database, verifier: testVerifier, notes: memoryNotes() };
      const { lines } = await runAudit(tools, ["export"]);
      assert.equal(lines.length, 1);
      assert.equal(JSON.parse(lines[0]!).publicKey, testVerifier.publicKey("k1"));
      assert.deepEqual((await runAudit(tools, ["export", "--since", "1"])).lines, []);
      const folder = await mkdtemp(join(tmpdir(), "anju-anchors-"));
      const file = join(folder, "anchors.jsonl");
      await writeFile(file, lines.join("\n"));
      assert.equal((await runAudit(tools, ["verify", "--against", file])).sound, true);
      // when
      await database.transact((tx) => tx.sql.deleteFrom("auditAnchor").execute(), { name: "tamper" });
      await database.transact((tx) => tx.sql.deleteFrom("auditAnchorHead").execute(), { name: "tamper" });
      // then
      const found = await runAudit({ ...tools, notes: memoryNotes() }, ["verify", "--against", file]);
      assert.equal(found.lines[0], "anchor #1 removed：第 1 个锚点被删除。");
      assert.equal(found.sound, false);
      await writeFile(file, "no anchor");
      await assert.rejects(runAudit(tools, ["verify", "--against", file]), code("EXPORT_UNREADABLE"));
      await rm(folder, { recursive: true });
    });

    for (const args of ["", "verify loud", "verify --since 1", "export --full", "export --since x"]) {
      it(`of the audit shows its usage for “${args}”`, () =>
        assert.rejects(
          runAudit({ database, verifier: testVerifier, notes: memoryNotes() }, args.split(" ").filter(Boolean)),
          UsageError,
        ));
    }
  });
});
