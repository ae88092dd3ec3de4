import assert from "node:assert/strict";
import { readSettings, SettingsError } from "./settings.ts";
import { tableLines } from "./table.ts";

describe("the settings", () => {
  it("need nothing: SQLite in var, port 3000, reachable from this machine only", () => {
    assert.deepEqual(readSettings({}, "/srv/anju"), {
      host: "127.0.0.1",
      port: 3000,
      databaseUrl: undefined,
      home: "/srv/anju/var",
      templates: "/srv/anju/var/templates",
      publicUrl: null,
      production: false,
      behindProxy: false,
      logLevel: "info",
      metricsToken: null,
    });
  });

  it("take an empty variable for none, and a public address without its last slash", () => {
    const settings = readSettings({ PORT: "", DATABASE_URL: "", PUBLIC_URL: "https://anju.example.gov.cn/" }, "/srv");
    assert.equal(settings.port, 3000);
    assert.equal(settings.databaseUrl, undefined);
    assert.equal(settings.publicUrl, "https://anju.example.gov.cn");
  });

  it("tell everything that is wrong at once", () => {
    const wrong = { PORT: "70000", DATABASE_URL: "postgres://x/y", PUBLIC_URL: "anju", BEHIND_PROXY: "yes" };
    assert.throws(
      () => readSettings(wrong, "/srv"),
      (error) =>
        error instanceof SettingsError && Object.keys(wrong).every((name) => error.message.includes(`${name}：`)),
    );
  });

  it("never quote a database password in what they tell", () => {
    assert.throws(
      () => readSettings({ DATABASE_URL: "postgres://root:geheim@x/y" }, "/srv"),
      (error) => error instanceof SettingsError && !error.message.includes("geheim"),
    );
  });
});

describe("a table at a terminal", () => {
  it("is aligned, with a Han character as wide as two letters", () => {
    assert.deepEqual(
      tableLines([
        ["账号", "谁"],
        ["dev", "张三"],
        ["window-2", "李"],
      ]),
      ["账号      谁", "──────────────", "dev       张三", "window-2  李"],
    );
  });
});
