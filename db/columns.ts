import { p } from "@mikro-orm/core";
import { BytesType, LongTextType, WholeNumberType } from "./columnTypes.ts";

/**
 * The column kinds of this project, the same on SQLite, MySQL and MariaDB (a test keeps the schema diff empty).
 * Each returns a MikroORM property builder, so `.nullable()`, `.unique()`, `.index()` and `.default()` follow as usual:
 *
 * ```ts
 * export const BuildingEntity = defineEntity({
 *   name: "building",                       // also the table's name
 *   properties: { id: id(), project: key().index(), name: shortText(100), floors: integer(), demolishedAt: time().nullable() },
 * });
 * ```
 *
 * Rules: property name = column name; foreign keys are plain `key()` columns; no decimals (scaled whole numbers), no
 * JSON type (`longText()` with `toJson`/`fromJson` of `db/json.ts`), no dates as Date, no autoincrement.
 *
 * What plain Kysely (`tx.sql`) reads: `flag()` as 0 or 1 (writes take booleans or 0/1), everything else as its type here.
 * The entity manager converts flags to booleans. Sums are numbers on SQLite and text on MySQL: wrap them in `Number()`.
 */

/** Signed and never numbered by the database, also as part of a primary key, so that keys compare equal in joins. */
const whole = () => p.type(WholeNumberType).$type<number>().autoincrement(false).unsigned(false);

/** The primary key: a number from `tx.nextId()`. For a composite or text key use `.primary()` on another column kind. */
export const id = () => whole().primary();

/** The id of another row of ours. Never an engine key: those are text, see `engineKey`. */
export const key = () => whole();

/** A moment in epoch milliseconds, UTC. */
export const time = () => whole();

/** An amount of money in fen. */
export const money = () => whole();

/** An area in hundredths of a square metre. */
export const area = () => whole();

/** A whole number up to 2^31 − 1: counts, ordinals, versions. */
export const integer = () => p.integer().autoincrement(false).unsigned(false);

/** True or false, stored as 1 or 0. */
export const flag = () => p.boolean();

/** A date of law, 'YYYY-MM-DD' in Asia/Shanghai. */
export const lawDate = () => p.string().length(10);

/** Text up to `length` characters. MySQL refuses longer text, SQLite takes it: zod checks at the edge. */
export const shortText = (length: number) => p.string().length(length);

/** Text of any length; also every JSON column. */
export const longText = () => p.type(LongTextType).$type<string>();

/** A key of the engine, as text because a cluster's keys exceed 2^53. */
export const engineKey = () => p.string().length(32);

/** Raw bytes, for what is compressed or encrypted. */
export const bytes = () => p.type(BytesType).$type<Uint8Array>();
