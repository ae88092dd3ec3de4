import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { transformWithOxc } from "vite";
import { webFolder } from "#api/start/webBuild.ts";
import { root } from "#test/http.ts";
import { describeOnSqlite, type Submitted, walk } from "#test/story.ts";
import { bytesOf, isScript, type Loaded, networkLog } from "./network.ts";
import { surveyCase } from "./prepare.ts";
import { rowOf } from "./screens/desk.ts";
import { cardOf } from "./screens/phone.ts";
import { openStage, type Stage } from "./stage.ts";

const KB = 1000;
const form = /FormCanvas/;
const diagram = /DiagramCanvas/;
const charts = /chart/i;

describe("bytes on the line of a cold load, with a session and an empty cache", function () {
  this.timeout(60_000);
  describeOnSqlite((makeDatabase) => {
    let stage: Stage;
    let filing: Submitted;
    before(async () => {
      stage = await openStage(await makeDatabase());
      filing = await surveyCase(stage.story);
      await walk(stage.story, "survey-filing", filing.caseId, "firstReview");
    });
    afterEach(async function () {
      if (this.currentTest?.state === "failed") await stage.keepPictures(this.currentTest.title.slice(0, 40));
    });
    after(() => stage.close());

    /** What is smaller than a kilobyte before its headers comes as it is. */
    const assertZipped = (scripts: Loaded[]) =>
      assert.deepEqual(
        scripts.filter(({ encoding, bytes }) => encoding !== "gzip" && bytes > 2000),
        [],
      );
    const assertNone = (scripts: Loaded[], names: RegExp[]) => {
      const found = scripts.filter(({ path }) => names.some((name) => name.test(path)));
      assert.deepEqual(found, []);
    };
    const assertSome = (scripts: Loaded[], name: RegExp) =>
      assert.ok(
        scripts.some(({ path }) => name.test(path)),
        `${name} among ${scripts.map(({ path }) => path).join(" ")}`,
      );

    it("the phone has a usable list with at most 200 KB of JavaScript, and loads form and diagram when they are opened", async () => {
      const { context } = await stage.onPhone("survey");
      const page = await context.newPage();
      const log = await networkLog(page);
      await page.goto("/m/pool");
      const card = cardOf(page, filing.caseNo);
      await card.waitFor();
      const scripts = log.filter(isScript);
      const bytes = bytesOf(scripts);
      assert.ok(bytes > 50 * KB && bytes <= 200 * KB, `${bytes} bytes of JavaScript`);
      assertZipped(scripts);
      assertNone(scripts, [form, diagram, charts]);
      await card.getByRole("link").tap();
      await page.getByRole("button", { name: "领取" }).tap();
      await page.getByRole("region", { name: "本环节填写" }).getByRole("textbox").first().waitFor();
      assertSome(log.filter(isScript), form);
      assertNone(log.filter(isScript), [diagram, charts, /antd|DraftPage|UserMenu|SessionGate/]);
      await page.getByRole("tab", { name: "流程图" }).tap();
      await page.locator("g.viewport").first().waitFor();
      assertSome(log.filter(isScript), diagram);
      console.log(`      phone: ${Math.round(bytes / KB)} KB of JavaScript, ${scripts.length} files`);
      await page.close();
    });

    it("the desk has a usable list with at most 450 KB of JavaScript, and loads form and diagram when they are opened", async () => {
      const { context } = await stage.person("survey");
      const page = await context.newPage();
      const log = await networkLog(page);
      await page.goto("/todo");
      const row = rowOf(page, filing.caseNo).getByRole("link");
      await row.waitFor();
      const scripts = log.filter(isScript);
      const bytes = bytesOf(scripts);
      assert.ok(bytes > 50 * KB && bytes <= 450 * KB, `${bytes} bytes of JavaScript`);
      assertZipped(scripts);
      assertNone(scripts, [form, diagram, charts]);
      await row.click();
      await page.getByRole("region", { name: "本环节填写" }).getByRole("textbox").first().waitFor();
      assertSome(log.filter(isScript), form);
      assertNone(log.filter(isScript), [diagram, charts]);
      await page.getByRole("tab", { name: "流程图" }).click();
      await page.locator("g.viewport").first().waitFor();
      assertSome(log.filter(isScript), diagram);
      console.log(`      desk: ${Math.round(bytes / KB)} KB of JavaScript, ${scripts.length} files`);
      await page.close();
    });
  });
});

describe("the bundles of all doors", () => {
  const folder = webFolder(root);
  /** Code that is older than a standard is printed the same whether that standard is the target or a later one. */
  const lowered = async (code: string) => {
    const [asIs, older] = await Promise.all(
      ["esnext", "es2021"].map((target) => transformWithOxc(code, "bundle.js", { target, sourcemap: false })),
    );
    return asIs!.code !== older!.code;
  };

  it("are ES2021: nothing in them would have to be written in older words", async function () {
    this.timeout(60_000);
    assert.equal(await lowered("class Newer { #field = 1; read() { return this.#field; } }"), true);
    const bundles = globSync("assets/*.js", { cwd: folder });
    assert.ok(bundles.length > 10);
    const newer = [];
    for (const bundle of bundles) {
      if (await lowered(await readFile(join(folder, bundle), "utf8"))) newer.push(bundle);
    }
    assert.deepEqual(newer, []);
  });

  it("run nothing that stands in a page: every door loads files only", async () => {
    for (const door of ["desk", "org", "phone", "public"]) {
      const page = await readFile(join(folder, door, "index.html"), "utf8");
      const scripts = [...page.matchAll(/<script\b([^>]*)>([^<]*)/g)];
      assert.ok(scripts.length > 0 && scripts.every(([, , text]) => text!.trim() === ""), door);
    }
  });
});
