import assert from "node:assert/strict";
import { defineEntity } from "@mikro-orm/core";
import type { SqlEntityManager } from "@mikro-orm/sql";
import { describeDatabases } from "#test/database.ts";
import * as column from "./columns.ts";
import { fromJson, toJson } from "./json.ts";
import { schemaDifference } from "./migrate.ts";
import type { PlainTables } from "./schema.ts";

const Thing = defineEntity({
  name: "columnThing",
  properties: {
    id: column.id(),
    owner: column.key().index(),
    parent: column.key().nullable(),
    at: column.time(),
    price: column.money().default(0),
    size: column.area().nullable(),
    floors: column.integer(),
    open: column.flag(),
    checked: column.flag().nullable(),
    kept: column.flag().default(true),
    day: column.lawDate(),
    name: column.shortText(100).nullable(),
    state: column.shortText(20).default("new"),
    facts: column.longText(),
    engine: column.engineKey().unique().nullable(),
    content: column.bytes().nullable(),
  },
  uniques: [{ properties: ["owner", "at"] }],
  indexes: [{ properties: ["name", "floors", "id"] }],
});
const Pair = defineEntity({
  name: "columnPair",
  properties: { kind: column.shortText(20).primary(), owner: column.key().primary(), n: column.integer().primary() },
});

const row = {
  id: 9007199254740991,
  owner: 2,
  parent: null,
  at: 1_795_477_264_904,
  price: -9007199254740991,
  size: 4_059_358,
  floors: 22,
  open: true,
  checked: false,
  kept: true,
  day: "2026-11-24",
  name: "A'á\\安居🏠",
  state: "new",
  facts: toJson({ list: [1, "二"], none: null }),
  engine: "2251799813685249",
};

describe("A table made of our column kinds", () => {
  describeDatabases((makeDatabase) => {
    it("is the same in the database as in the entities", async () => {
      const database = await makeDatabase({ entities: [Thing, Pair] });
      await database.orm.schema.create();
      assert.equal(await schemaDifference(database), "");
    });

    it("gives back what was stored, through the entity manager and in plain SQL", async () => {
      // given
      const database = await makeDatabase({ entities: [Thing, Pair] });
      await database.orm.schema.create();
      const em = database.orm.em.fork() as SqlEntityManager;
      // when
      em.create(Thing, { ...row, content: new Uint8Array([0, 1, 255]) });
      await em.flush();
      // then
      const found = await em.fork().findOneOrFail(Thing, { id: row.id });
      assert.deepEqual({ ...found, content: undefined }, { ...row, content: undefined });
      assert.deepEqual([...(found.content ?? [])], [0, 1, 255]);
      const kysely = em.getKysely<PlainTables<typeof Thing>>();
      const plain = await kysely.selectFrom("columnThing").selectAll().executeTakeFirstOrThrow();
      assert.deepEqual({ ...plain, content: undefined }, { ...row, open: 1, checked: 0, kept: 1, content: undefined });
      assert.deepEqual(fromJson(plain.facts), { list: [1, "二"], none: null });
    });

    it("types its flags in plain SQL: written as true or 1, read and compared as 0 or 1", async () => {
      const database = await makeDatabase({ entities: [Thing, Pair] });
      await database.orm.schema.create();
      const kysely = (database.orm.em.fork() as SqlEntityManager).getKysely<PlainTables<typeof Thing>>();
      await kysely
        .insertInto("columnThing")
        .values({ ...row, kept: 0, checked: null })
        .execute();
      await kysely.updateTable("columnThing").set({ open: false, checked: true }).where("kept", "=", 0).execute();
      const flags: { open: 0 | 1; checked: 0 | 1 | null; kept: 0 | 1 } = await kysely
        .selectFrom("columnThing")
        .select(["open", "checked", "kept"])
        .executeTakeFirstOrThrow();
      assert.deepEqual(flags, { open: 0, checked: 1, kept: 0 });
    });

    it("refuses a fraction where a whole number belongs", async () => {
      const database = await makeDatabase({ entities: [Thing, Pair] });
      await database.orm.schema.create();
      const em = database.orm.em.fork();
      em.create(Thing, { ...row, price: 1.5 });
      await assert.rejects(em.flush(), RangeError);
    });
  });
});
