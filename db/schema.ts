import type { EntitySchemaWithMeta } from "@mikro-orm/core";
import type { InferKyselyDB } from "@mikro-orm/sql";
import type { ColumnType } from "kysely";
import type { entities } from "./entities.ts";

/** Every table as plain Kysely sees it (`tx.sql`, `read.sql`): tables and columns spelt as in the entities. */
export type Schema = PlainTables<(typeof entities)[number]>;

/** The tables of some entities in plain SQL: flags read as 0 or 1, everything else as its column kind says. */
export type PlainTables<Entity extends EntitySchemaWithMeta> = PlainColumns<
  InferKyselyDB<Entity, { tableNamingStrategy: "entity"; columnNamingStrategy: "property" }>
>;
type PlainColumns<Tables> = {
  [Table in keyof Tables]: { [Name in keyof Tables[Table]]: Column<Tables[Table][Name]> };
};

/** What a flag reads as in plain SQL, on every database; null stays null. */
type Flag<Selected> = 0 | 1 | Extract<Selected, null>;

/** A flag column takes booleans and 0/1 but reads as 0 or 1; every other column is as its entity says. */
type Column<Declared> = [Declared] extends [ColumnType<infer Selected, infer Inserted, infer Updated>]
  ? [NonNullable<Selected>] extends [boolean]
    ? ColumnType<Flag<Selected>, Inserted | 0 | 1, Updated | 0 | 1>
    : Declared
  : [NonNullable<Declared>] extends [boolean]
    ? ColumnType<Flag<Declared>, Declared | 0 | 1 | (null extends Declared ? undefined : never), Declared | 0 | 1>
    : Declared;
