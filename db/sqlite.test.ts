import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import { FixedClock } from "#domain/clock.ts";
import { testStart } from "#test/database.ts";
import { type Database, type DatabaseOptions, openDatabase } from "./orm.ts";
import { DatabaseInUseError } from "./owner.ts";
import { Pool } from "./platform/kernel.ts";
import type { Read, Tx } from "./transaction.ts";

const opened: Database[] = [];
async function open(options: Partial<DatabaseOptions>): Promise<Database> {
  const database = await openDatabase({ clock: new FixedClock(testStart), ...options });
  opened.push(database);
  return database;
}

const addPool = (rule: string) => async (tx: Tx) => {
  await tx.sql
    .insertInto("pool")
    .values({ id: tx.nextId(), rule, regionCode: "430523", orgId: 1, name: rule })
    .execute();
};
const countPools = async (read: Read): Promise<number> => {
  const { n } = await read.sql
    .selectFrom("pool")
    .select(({ fn }) => fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return n;
};

describe("The SQLite database", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "anju-sqlite-"));
    file = join(folder, "var", "anju.db");
  });
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
    await rm(folder, { recursive: true });
  });

  it("keeps a write-ahead log and waits for the disk at every commit", async () => {
    const database = await open({ file });
    await database.orm.schema.create();
    await database.transact(async (tx) => {
      const { rows: mode } = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(tx.sql);
      const { rows: level } = await sql<{ synchronous: number }>`pragma synchronous`.execute(tx.sql);
      assert.deepEqual([mode[0]?.journal_mode, level[0]?.synchronous], ["wal", 2]);
    });
  });

  it("answers readers while a transaction is open, from the last commit", async () => {
    // given
    const database = await open({ file });
    await database.orm.schema.create();
    await database.transact(addPool("a"));
    const reading = Promise.withResolvers<void>();
    const written = Promise.withResolvers<void>();
    // when
    const writing = database.transact(async (tx) => {
      await addPool("b")(tx);
      written.resolve();
      await reading.promise;
    });
    await written.promise;
    const during = await database.read(async (read) => [await countPools(read), await read.em.count(Pool)]);
    reading.resolve();
    await writing;
    // then
    assert.deepEqual(during, [1, 1]);
    assert.equal(await database.read(countPools), 2);
  });

  it("lets nobody write through a reading connection", async () => {
    const database = await open({ file });
    await database.orm.schema.create();
    await assert.rejects(
      database.read((read) => read.sql.deleteFrom("pool").execute()),
      /readonly/,
    );
  });

  it("begins its transactions with the write lock in hand", async () => {
    const database = await open({ file });
    await database.orm.schema.create();
    const other = new DatabaseSync(file, { timeout: 0 });
    await database.transact(async () => assert.throws(() => other.exec("begin immediate"), /locked/));
    other.exec("begin immediate; rollback");
    other.close();
  });

  it("runs more different statements than it keeps prepared, and streams rows", async () => {
    const database = await open({ file: ":memory:" });
    await database.orm.schema.create();
    await database.transact(async (tx) => {
      for (let n = 0; n < 600; n += 1) {
        const { rows } = await sql<{ value: number }>`select ${n} + ${sql.raw(String(n))} as value`.execute(tx.sql);
        assert.equal(rows[0]?.value, 2 * n);
      }
      for (const rule of ["a", "b", "c"]) await addPool(rule)(tx);
      const streamed: string[] = [];
      for await (const { rule } of tx.sql.selectFrom("pool").select("rule").orderBy("rule").stream())
        streamed.push(rule);
      assert.deepEqual(streamed, ["a", "b", "c"]);
    });
  });

  it("stores flags given as true and false, and reads them as 1 and 0", async () => {
    const database = await open({ file: ":memory:" });
    const { rows } = await database.read((read) =>
      sql<{ yes: number; no: number }>`select ${true} as yes, ${false} as no`.execute(read.sql),
    );
    assert.deepEqual({ ...rows[0] }, { yes: 1, no: 0 });
  });

  describe("has one owner", () => {
    it("so that a second process refuses to start, in Chinese and English", async () => {
      await open({ file });
      await assert.rejects(open({ file }), (error: Error) => {
        assert.ok(error instanceof DatabaseInUseError);
        assert.match(error.message, /正被另一个安居进程使用.*in use by another process/);
        return true;
      });
    });

    it("beside whom commands may read", async () => {
      const owner = await open({ file });
      await owner.orm.schema.create();
      await owner.transact(addPool("a"));
      const command = await open({ file, access: "readOnly" });
      assert.equal(await command.read(countPools), 1);
    });

    it("who lets go on closing", async () => {
      const first = await open({ file });
      await first.close();
      await assert.doesNotReject(open({ file }));
    });

    it("who lets go when killed, and a child process is refused meanwhile", async () => {
      // given
      const script = `import { openDatabase } from "#db/orm.ts"; import { systemClock } from "#domain/clock.ts";
        try { await openDatabase({ file: ${JSON.stringify(file)}, clock: systemClock }); console.log("open"); setInterval(() => {}, 1000); }
        catch (error) { console.log(error.name); }`;
      const start = () =>
        spawn(process.execPath, ["--input-type=module", "-e", script], {
          cwd: join(import.meta.dirname, ".."),
          stdio: ["ignore", "pipe", "inherit"],
        });
      const firstWord = async (child: ReturnType<typeof start>) => String((await once(child.stdout, "data"))[0]).trim();
      const owner = start();
      assert.equal(await firstWord(owner), "open");
      // when
      assert.equal(await firstWord(start()), "DatabaseInUseError");
      await assert.rejects(open({ file }), DatabaseInUseError);
      owner.kill("SIGKILL");
      await once(owner, "exit");
      // then
      await assert.doesNotReject(open({ file }));
    });
  });
});
