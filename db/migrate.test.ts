import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineEntity, type EntitySchema } from "@mikro-orm/core";
import { sql } from "kysely";
import { describeDatabases, describeServer } from "#test/database.ts";
import { id, integer, shortText } from "./columns.ts";
import { entities } from "./entities.ts";
import { DatabaseTooNewError, generateMigration, migrate, pendingMigrations, schemaDifference } from "./migrate.ts";
import { IdBlock } from "./platform/kernel.ts";

const room = { id: id(), name: shortText(20).index() };
const rooms = [defineEntity({ name: "room", properties: room }), IdBlock];
const roomsWithFloor = [
  defineEntity({
    name: "room",
    properties: { ...room, floor: integer().nullable() },
    uniques: [{ properties: ["floor", "name"] }],
  }),
  IdBlock,
];

const OUTDATED =
  "the entities changed: node db/main.ts generate <name>; before the first release: generate initial --fresh";

describe("Migrations", () => {
  describeDatabases((makeDatabase, dialect) => {
    let folder: string;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), "anju-migrations-"));
      await mkdir(join(folder, dialect));
      await symlink(join(import.meta.dirname, "..", "node_modules"), join(folder, "node_modules"));
      await writeFile(join(folder, "package.json"), '{ "type": "module" }');
      await generateMigration(await make(rooms), "initial", "20260101000000");
    });
    afterEach(() => rm(folder, { recursive: true }));

    /** A database without any table, with the migrations of the test. */
    const make = (tables: readonly EntitySchema[], location = {}) =>
      makeDatabase({ entities: tables, migrations: folder, ...location });

    it("of this project lead from nothing to exactly the entities", async () => {
      // given
      const database = await makeDatabase({ entities });
      assert.notEqual(await schemaDifference(database), "");
      // when
      const names = await migrate(database);
      // then
      assert.ok(names.length > 0);
      assert.equal(await schemaDifference(database), "", OUTDATED);
      assert.deepEqual(await pendingMigrations(database), []);
      assert.deepEqual(await migrate(database), []);
    });

    it("are generated step by step, and keep the data", async () => {
      // given
      const database = await make(rooms);
      await migrate(database);
      await database.transact((tx) => sql`insert into room (id, name) values (${tx.nextId()}, 'a')`.execute(tx.sql));
      await database.close();
      // when
      const written = await generateMigration(await make(roomsWithFloor), "roomFloor", "20260102000000");
      const again = await generateMigration(await make(roomsWithFloor), "nothing", "20260103000000");
      const upgraded = await make(roomsWithFloor, database.location);
      const names = await migrate(upgraded);
      // then
      assert.equal(written, join(folder, dialect, "Migration20260102000000_roomFloor.ts"));
      assert.equal(again, null);
      assert.deepEqual(names, ["Migration20260102000000_roomFloor"]);
      assert.equal(await schemaDifference(upgraded), "");
      const { rows } = await upgraded.read((read) => sql`select name, floor from room`.execute(read.sql));
      assert.deepEqual(rows, [{ name: "a", floor: null }]);
    });

    it("may change data by hand", async () => {
      // given
      await writeFile(
        join(folder, dialect, "Migration20260102000000_rooms.ts"),
        `import { Migration } from "@mikro-orm/migrations";
        export class Migration20260102000000_rooms extends Migration {
          override async up(): Promise<void> {
            await this.execute("insert into room (id, name) values (1, 'a'), (2, 'b')");
          }
        }`,
      );
      const database = await make(rooms);
      // when
      await migrate(database);
      // then
      const { rows } = await database.read((read) => sql`select name from room order by id`.execute(read.sql));
      assert.deepEqual(rows, [{ name: "a" }, { name: "b" }]);
    });

    it("refuse a database that a newer program migrated", async () => {
      const database = await make(rooms);
      await migrate(database);
      await rm(join(folder, dialect, "Migration20260101000000_initial.ts"));
      await assert.rejects(migrate(database), DatabaseTooNewError);
    });
  });

  describeServer((makeDatabase) => {
    it("run once where several processes start together", async () => {
      const first = await makeDatabase({ entities });
      const second = await makeDatabase({ ...first.location, entities });
      const third = await makeDatabase({ ...first.location, entities });
      const ran = await Promise.all([first, second, third].map(migrate));
      assert.deepEqual(ran.map((names) => names.length > 0).sort(), [false, false, true]);
      assert.equal(await schemaDifference(first), "", OUTDATED);
    });

    it("can be run again after new tables were cut short half-way", async () => {
      // given
      const database = await makeDatabase({ entities });
      const folder = join(import.meta.dirname, "migrations", "mysql");
      const text = await readFile(join(folder, String((await readdir(folder)).sort()[0])), "utf8");
      const [first] = /create table if not exists [^\n]*?InnoDB/.exec(text) ?? [];
      await database.orm.schema.execute(String(first));
      // when
      await migrate(database);
      // then
      assert.equal(await schemaDifference(database), "", OUTDATED);
    });
  });
});
