import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Client, root } from "#test/http.ts";

const run = promisify(execFile);
type Failed = { code: number; stderr: string };

/** The program as it is started, in processes of its own: what only they can show. */
describe("the program", function () {
  this.timeout(60_000);
  let home: string;
  let environment: NodeJS.ProcessEnv;
  const children: ChildProcess[] = [];
  before(async () => {
    home = await mkdtemp(join(tmpdir(), "anju-start-"));
    environment = { PATH: process.env.PATH, NODE_ENV: "production", ANJU_HOME: home, PORT: "0", LOG_LEVEL: "warn" };
  });
  after(async () => {
    for (const child of children) child.kill("SIGKILL");
    await rm(home, { recursive: true, force: true });
  });

  const command = (...args: string[]) =>
    run(process.execPath, ["api/main.ts", ...args], { cwd: root, env: environment });

  it("starts on an empty folder, keeps others out, ends when asked, and then takes its first administrator", async () => {
    // given
    const { child, url, printed } = await start();
    assert.match(printed, /npm run user -- first-admin/);
    assert.equal((await new Client(url).get("/readyz")).status, 200);
    assert.equal((await stat(join(home, "anju.db"))).mode & 0o077, 0);
    // then
    const second = await refused(run(process.execPath, ["main.ts"], { cwd: root, env: environment }));
    assert.match(second.stderr, /正被另一个安居进程使用/);
    const password = await refused(command("user", "password", "--login", "admin"));
    assert.match(password.stderr, /正被另一个安居进程使用/);
    assert.match((await command("audit", "verify")).stdout, /^0 streams, 0 entries, no finding$/m);
    // when
    child.kill("SIGTERM");
    assert.deepEqual(await once(child, "exit"), [0, null]);
    // then
    const given = [
      "--login",
      "admin",
      "--name",
      "管理员",
      "--region",
      "430523",
      "--region-name",
      "邵阳县",
      "--org-name",
      "中心",
    ];
    assert.match((await command("user", "first-admin", ...given)).stdout, /^账号 admin\n初始密码 \S+\n/);
    assert.match((await command("audit", "verify")).stdout, /no finding/);
  });

  it("says in one sentence what is wrong with its settings", async () => {
    const wrong = { ...environment, PORT: "many" };
    const { stderr } = await refused(run(process.execPath, ["main.ts"], { cwd: root, env: wrong }));
    assert.match(stderr, /^启动参数有误：\n {2}PORT：应为端口号。\n$/);
  });

  async function refused(started: Promise<unknown>): Promise<Failed> {
    const failed = await started.then(
      () => null,
      (error: Failed) => error,
    );
    assert.equal(failed?.code, 1);
    return failed;
  }

  async function start(): Promise<{ child: ChildProcess; url: string; printed: string }> {
    const child = spawn(process.execPath, ["main.ts"], {
      cwd: root,
      env: environment,
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(child);
    let printed = "";
    for await (const chunk of child.stdout!) {
      printed += String(chunk);
      const [, url] = /安居已启动：(\S+)/.exec(printed) ?? [];
      if (url && printed.includes("first-admin")) return { child, url, printed };
    }
    throw new Error(`The program ended: ${printed}`);
  }
});
