import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { lintDiagram } from "#test/lintDiagrams.ts";
import { followPage } from "./testing/followPage.ts";

const here = join(import.meta.dirname, "../..");
const page = join(here, "docs/adding-a-business.md");

describe("npm run new", function () {
  this.timeout(120_000);
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), "anju-new-"));
    const left = ["node_modules", "dist", "var", ".git", "docs/pictures"];
    cpSync(here, root, { recursive: true, filter: (path) => !left.includes(relative(here, path)) });
    symlinkSync(join(here, "node_modules"), join(root, "node_modules"));
  });
  after(() => rmSync(root, { recursive: true }));

  /** The code that the page has its reader write. */
  let finished: string[];

  /** SQLite alone: what the databases differ in is not this test's question. */
  const environment = { ...process.env, CI: "", TEST_MYSQL_URL: "mysql://nobody@127.0.0.1:1" };
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: root,
      env: environment,
      encoding: "utf8",
    });
    return { status, text: stdout + stderr };
  };
  const node = (...args: string[]) => run("tools/new/main.ts", ...args);
  const biome = (files: string[]) => run("node_modules/@biomejs/biome/bin/biome", "check", ...files);
  /** The types of these files and of all that they import: half the time of the whole project. */
  const typecheck = (files: string[]) => {
    const part = { extends: "./tsconfig.json", include: ["engine/**/*.d.ts", ...files] };
    writeFileSync(join(root, "tsconfig.part.json"), JSON.stringify(part));
    return run("node_modules/typescript/bin/tsc", "-p", "tsconfig.part.json");
  };

  it("tells everything that is wrong with what was asked, and writes nothing", () => {
    const { status, text } = node("first-review", "--title", "a", "--kind", "x", "--section", "y", "--prefix", "WG");
    assert.equal(status, 1);
    for (const said of [
      "Nothing was written",
      "firstReview is the id of an element",
      '--title: "a" is not 2 to 20 Chinese characters',
      '--kind: "x" is none of permit, filing, confirmation, benefit',
      "case numbers of another business begin with WG already",
      '--section: "y" is none of survey-section, property-section',
    ]) {
      assert.ok(text.includes(said), `${said} is missing in:\n${text}`);
    }
    assert.deepEqual(readdirSync(join(root, "processes")), readdirSync(join(here, "processes")));
  });

  it("refuses a name that is no pair of words, and a business that is there already", () => {
    assert.match(node("Termites", "--title", "白蚁防治备案").text, /takes two lower-case English words/);
    assert.match(
      node("management-rooms", "--title", "物业管理用房确认").text,
      /workers\/management-rooms\.ts is there already/,
    );
    assert.equal(node("termite-filing").status, 2);
  });

  it("writes a business that is well formed and runs, and whose tests say what is still to be written", async () => {
    // when
    const written = node("termite-filing", "--title", "白蚁防治备案", "--document", "白蚁预防备案证明");
    // then
    assert.equal(written.status, 0, written.text);
    assert.ok(readFileSync(page, "utf8").includes(written.text.trim()), "the page shows what is printed");
    assert.deepEqual(await lintDiagram(join(root, "processes/termite-filing/termite-filing.bpmn")), []);
    const { status, text } = run("test/run.ts", "termite-filing");
    assert.equal(status, 1);
    assert.match(text, /, 2 failed/);
    assert.match(
      text,
      /termite-filing: the start form has no fields yet; write them in forms\/termite-filing\/start\.form/,
    );
    assert.match(text, /termite-filing: 18 places are still to be written:/);
    assert.match(text, /workers\/termite-filing\.ts:\d+ {2}\/\/ 待写/);
  });

  it("is finished by what docs/adding-a-business.md says, word for word", () => {
    // when
    finished = followPage(page, root).filter((file) => file.endsWith(".ts"));
    // then
    const tested = run("test/run.ts", "termite-filing");
    assert.equal(tested.status, 0, tested.text);
  });

  it("writes code without a fault of type or form, whatever the kind of matter", () => {
    // when
    const written = node("sewer-permit", "--title", "排水许可", "--kind", "permit", "--section", "survey-section");
    // then
    const fresh = [...written.text.matchAll(/^(?:new|changed) +(\S+\.ts)$/gm)].map(([, file]) => file!);
    assert.equal(fresh.length, 9, written.text);
    for (const check of [biome([...finished, ...fresh]), typecheck([...finished, ...fresh])]) {
      assert.equal(check.status, 0, check.text);
    }
  });
});
