import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { FixedClock } from "#domain/clock.ts";
import { testStart } from "#test/database.ts";
import { pendingMigrations } from "./migrate.ts";
import { openDatabase } from "./orm.ts";

const run = promisify(execFile);

describe("npm run migrate", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "anju-main-"));
    file = join(folder, "anju.db");
  });
  afterEach(() => rm(folder, { recursive: true }));

  const migrate = () =>
    run(process.execPath, [join(import.meta.dirname, "main.ts"), "migrate"], {
      env: { PATH: process.env.PATH, DATABASE_FILE: file },
    });

  it("creates the database, and finds nothing to do the second time", async () => {
    assert.match((await migrate()).stdout, /^已执行：Migration.*。/);
    assert.equal((await migrate()).stdout, "数据库已是最新。\n");
    const database = await openDatabase({ file, clock: new FixedClock(testStart) });
    assert.deepEqual(await pendingMigrations(database), []);
    await database.close();
  });

  it("refuses while the application runs", async () => {
    const application = await openDatabase({ file, clock: new FixedClock(testStart) });
    await assert.rejects(migrate(), ({ code, stderr }: { code: number; stderr: string }) => {
      assert.equal(code, 1);
      assert.match(stderr, /正被另一个安居进程使用/);
      return true;
    });
    await application.close();
  });
});
